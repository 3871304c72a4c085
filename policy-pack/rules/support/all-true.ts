/** Whether all of some answers are yes; nothing where that is not known, as an answer that is nothing is not known. */
export function allTrue(answers: readonly (boolean | undefined)[]): boolean | undefined {
    if (answers.includes(false)) return false;
    return answers.includes(undefined) ? undefined : true;
}
