import { UsageError } from "../../plan/faults";
import { environmentFacts, type Settings } from "../settings";

/** What decides whether *undecided* counts as a failure. */
export interface StrictFacts {
    readonly settings: Settings;
    /** Names of the stacks that are judged. */
    readonly stacks: readonly string[];
    /** The environment variables of the process. */
    readonly environment: Readonly<Record<string, string | undefined>>;
}

const VARIABLE = "STAGEWRIGHT_STRICT";
const YES: ReadonlySet<string> = new Set(["true", "1"]);
const NO: ReadonlySet<string> = new Set(["false", "0", ""]);

/**
 * Whether *undecided* counts as a failure: the setting `strict` says so, else the variable `STAGEWRIGHT_STRICT`, else
 * that the preset is `strict`, that this is CI (`CI=true`) or that a production stack is judged.
 *
 * @throws {UsageError} where `STAGEWRIGHT_STRICT` is neither true nor false.
 */
export function isStrict({ settings, stacks, environment }: StrictFacts): boolean {
    if (settings.strict !== undefined) return settings.strict;
    const wish = environment[VARIABLE]?.toLowerCase();
    if (wish !== undefined && wish !== "") {
        if (YES.has(wish)) return true;
        if (NO.has(wish)) return false;
        throw new UsageError("cannot tell whether to be strict", [
            { at: VARIABLE, message: `expected true or false, got ${JSON.stringify(environment[VARIABLE])}` },
        ]);
    }
    if (settings.preset === "strict") return true;
    const onCi = YES.has(environment["CI"]?.toLowerCase() ?? "");
    return onCi || stacks.some(stack => environmentFacts(stack, settings).class === "production");
}
