import { createRequire } from "node:module";
import type * as packsModule from "../engine/packs/index";
import { judge } from "../policy-pack/kernel/judge";
import type { Judgement } from "../policy-pack/kernel/judgement";
import { isStrict } from "../policy-pack/kernel/strict";
import type { CheckOptions } from "./arguments";
import type * as foreignPackModule from "./foreign-pack";
import type { Obtained } from "./plans";
import { MILLISECONDS_PER_SECOND } from "./units";

/** Loads a module when a command needs it, so that no other command waits for it. */
const load = createRequire(__filename);

/** What the rules say, and how it is to be taken. */
export interface Judged {
    readonly judgement: Judgement;
    /** Whether *undecided* counts as a failure. */
    readonly strict: boolean;
}

/**
 * Judges plans by our own rules, the project's, and by a pack of somebody else's, if one is asked for. The flags `--strict` and
 * `--no-strict` go before the settings and the surroundings. What the other pack says cannot be waived.
 *
 * @throws UsageError where the other pack cannot be run.
 */
export async function judgePlans(
    { everyStack, ledger, plans, rules, settings, waivers }: Obtained,
    options: CheckOptions,
    signal: AbortSignal,
): Promise<Judged> {
    const strict =
        options.strict ?? isStrict({ settings, stacks: plans.map(plan => plan.stack), environment: process.env });
    const judgement = judge(plans, { rules, settings, today: options.today, waivers, ledger, everyStack });
    if (options.policyPack === undefined) return { judgement, strict };

    const { judgeWithPack } = load("../engine/packs/index") as typeof packsModule;
    const { withForeignPack } = load("./foreign-pack") as typeof foreignPackModule;
    const timeoutMs = options.timeout === undefined ? undefined : options.timeout * MILLISECONDS_PER_SECOND;
    const judgedRules = rules.map(({ name }) => name);
    const pack = { folder: options.policyPack, judgedRules, timeoutMs, signal };
    const reports = await Promise.all(plans.map(async plan => ({ plan, report: await judgeWithPack(plan, pack) })));
    return { judgement: withForeignPack(judgement, reports, settings), strict };
}
