import { UsageError } from "../../plan/faults";
import type { Plan } from "../../plan/plan";
import { Analyzer, loadAnalyzerProtocol } from "./analyzer";
import { findPack } from "./pack-folder";
import { startPack } from "./pack-process";
import { type PackReport, PackRun, RULE_TAG } from "./pack-run";
import { AnalyzerRequests } from "./requests";

export { findPack } from "./pack-folder";
export type { PackReport, PackVerdict } from "./pack-run";

/** How long a pack may take to start, and for each answer, in milliseconds. */
export const DEFAULT_PACK_TIMEOUT_MS = 120_000;

/** What a pack is run with. */
export interface PackOptions {
    /** Folder of the pack: the one of its `PulumiPolicy.yaml`. */
    readonly folder: string;
    /**
     * Names of the rules that whoever asks has judged by already. The pack is not asked for them again, where it says that
     * its policy of such a name is the rule.
     * @default []
     */
    readonly judgedRules?: readonly string[];
    /** @default DEFAULT_PACK_TIMEOUT_MS */
    readonly timeoutMs?: number;
    readonly signal?: AbortSignal;
}

/**
 * Runs a policy pack that was written for `@pulumi/policy` over a plan, in a process of its own, as the Pulumi engine
 * does: each resource by its inputs, then the whole stack.
 *
 * @throws UsageError where the pack does not start, ends, or does not answer. Nothing of it is left running.
 */
export async function judgeWithPack(plan: Plan, options: PackOptions): Promise<PackReport> {
    const { judgedRules = [], timeoutMs = DEFAULT_PACK_TIMEOUT_MS, signal } = options;
    const pack = findPack(options.folder);
    const process = await startPack(pack, { plan, timeoutMs, signal });
    const abort = () => {
        process.stop();
    };
    signal?.addEventListener("abort", abort);
    const protocol = loadAnalyzerProtocol(pack.sdkFolder);
    const analyzer = new Analyzer(protocol, process.address, timeoutMs);
    try {
        const info = await analyzer.getInfo();
        const judged = info
            .getPoliciesList()
            .filter(policy => policy.getTagsList().includes(RULE_TAG) && judgedRules.includes(policy.getName()))
            .map(policy => policy.getName());
        if (judged.length > 0) await analyzer.disable(judged);
        const run = new PackRun(protocol, analyzer, info, new Set(judged));
        const requests = new AnalyzerRequests(protocol, plan);
        for (const { urn, request } of requests.perResource()) {
            await run.ask("resource", urn, () => analyzer.analyze(request));
        }
        const stack = requests.forStack();
        await run.ask("stack", undefined, () => analyzer.analyzeStack(stack));
        return run.report();
    } catch (error) {
        if (error instanceof UsageError) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        // Where the pack ended by itself, that is the reason, and this comes too late to change it.
        process.stop();
        const ended = await process.ended;
        const message = ended === undefined ? reason : `${ended} while it judged`;
        throw new UsageError(
            "the policy pack failed",
            [{ at: `--policy-pack ${options.folder}`, message }],
            process.output().trim(),
        );
    } finally {
        signal?.removeEventListener("abort", abort);
        analyzer.close();
        process.stop();
    }
}
