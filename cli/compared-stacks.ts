import { UsageError } from "../plan/faults";
import { nearest } from "../plan/nearest";
import { SETTINGS_FILE } from "../policy-pack/settings";

/**
 * Checks that the stacks that are to be compared are there: of a name that is misspelt nothing would ever be compared.
 *
 * @param compared What the settings say in `compare`.
 * @param known Every stack of the project.
 * @throws UsageError that names each that is not there.
 */
export function checkComparedStacks(compared: readonly string[], known: readonly string[]): void {
    const faults = compared
        .filter(stack => !known.includes(stack))
        .map(stack => {
            const guess = nearest(stack, known);
            const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
            return {
                at: `${SETTINGS_FILE} compare`,
                message: `expected stacks of the project, which are ${known.join(", ")}; got ${stack}${hint}`,
            };
        });
    if (faults.length > 0) throw new UsageError(`${SETTINGS_FILE} is not as expected`, faults);
}
