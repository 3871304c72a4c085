/** Words that people use for one kind of environment. A stack `prod` whose tag says `production` is one thing. */
const SAME_WORDS: readonly (readonly string[])[] = [
    ["production", "prod", "prd"],
    ["staging", "stage", "stg"],
    ["development", "dev"],
];

/** Every word that may stand for an environment of this name, in lower case. */
export function environmentWords(name: string): readonly string[] {
    const word = name.toLowerCase();
    return SAME_WORDS.find(group => group.includes(word)) ?? [word];
}
