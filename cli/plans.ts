import { createRequire } from "node:module";
import { existsSync, statSync } from "node:fs";
import { type Fault, UsageError } from "../plan/faults";
import type { LedgerEntry } from "../parity/ledger/entry";
import type { Plan } from "../plan/plan";
import { Stack } from "../plan/stack";
import { environmentFacts, type Settings } from "../policy-pack/settings";
import type { Waiver } from "../policy-pack/waivers/waiver";
import type { PlanningOptions } from "./arguments";
import { checkComparedStacks } from "./compared-stacks";
import { FaultCollector } from "./faults";
import { MILLISECONDS_PER_SECOND } from "./units";
import { Progress } from "./progress";
import type { ProgramWarning } from "./report/report";
import type { PlannedStack } from "../engine/index";
import type * as ledgerModule from "../parity/ledger/read";
import type * as planFileModule from "../plan/plan-file";
import type * as redactModule from "../policy-pack/kernel/redact";
import type * as hiddenModule from "../secrets/hidden";
import type * as settingsFileModule from "../policy-pack/settings-file";
import type * as waiversModule from "../policy-pack/waivers/read";
import type { Rule } from "../policy-pack/kernel/rule";
import type * as ruleModulesModule from "../policy-pack/rule-modules";
import type * as engineModule from "../engine/index";
import type * as projectModule from "../engine/project";
import type * as stackConfigModule from "../engine/stack-config";
import type * as distinctConfigModule from "./distinct-config";

/** Loads a module of this folder when a command needs it, so that no other command waits for it. */
const load = createRequire(__filename);

/** What a command works on. */
export interface Obtained {
    /** At least one, each of another stack of the same project. */
    readonly plans: readonly Plan[];
    /** What the program warned of while it was planned. */
    readonly warnings: readonly ProgramWarning[];
    readonly settings: Settings;
    /** None where nothing is judged by them. */
    readonly waivers: readonly Waiver[];
    /** What `differences.yaml` declares; nothing where nothing is judged by it. */
    readonly ledger: readonly LedgerEntry[];
    /** Our rules and the project's own. */
    readonly rules: readonly Rule[];
    /** Whether the plans are of every stack of the project, as far as its files show them. */
    readonly everyStack: boolean;
}

/** What a command does with the plans. */
interface Use {
    /** Whether they may be of several projects. @default false */
    readonly acrossProjects?: boolean;
    /** Whether waivers and ledger decide: a fault in a file that decides nothing is in nobody's way. @default true */
    readonly declared?: boolean;
}

/**
 * Reads the plans from files, or makes them.
 *
 * @throws UsageError with every fault of project, stack files, settings, waivers and ledger at once.
 */
export async function obtainPlans(
    options: PlanningOptions,
    signal: AbortSignal,
    { acrossProjects = false, declared = true }: Use = {},
): Promise<Obtained> {
    requireFolder(options.cwd);
    const use = { acrossProjects, declared };
    return options.plan.length > 0 ? await readPlans(options, use) : await makePlans(options, signal, use);
}

function requireFolder(cwd: string): void {
    if (existsSync(cwd) && statSync(cwd).isDirectory()) return;
    throw new UsageError("there is no project", [{ at: `--cwd ${cwd}`, message: "expected a folder that exists" }]);
}

async function readPlans(
    { cwd, plan: files }: PlanningOptions,
    { acrossProjects, declared }: Required<Use>,
): Promise<Obtained> {
    const faults = new FaultCollector();
    const rules = faults.read(() => rulesOf(cwd));
    // Without the rules it cannot be said what settings and waivers may name.
    const settings = rules && faults.read(() => projectSettings(cwd, rules));
    const waivers = declared ? rules && faults.read(() => projectWaivers(cwd, rules)) : [];
    const ledger = declared ? faults.read(() => projectLedger(cwd)) : [];
    const { readPlanFile } = load("../plan/plan-file") as typeof planFileModule;
    const read = await Promise.allSettled(files.map(async file => ({ file, plan: await readPlanFile(file) })));
    const plans = read.flatMap(result => {
        if (result.status === "fulfilled") return [result.value];
        faults.keep(result.reason);
        return [];
    });
    faults.throwIfAny("the project's files and the plans cannot be read");
    if (rules === undefined || settings === undefined || waivers === undefined || ledger === undefined)
        throw new Error("files without a fault are missing");
    const [first] = plans;
    const mismatches = plans.flatMap(({ file, plan }, index): Fault[] => {
        const twin = plans
            .slice(0, index)
            .find(other => other.plan.stack === plan.stack && other.plan.project === plan.project);
        if (!acrossProjects && first !== undefined && plan.project !== first.plan.project) {
            return [
                {
                    at: `--plan ${file}`,
                    message: `got project ${plan.project}, expected ${first.plan.project} as in ${first.file}`,
                },
            ];
        }
        return twin === undefined
            ? []
            : [{ at: `--plan ${file}`, message: `got stack ${plan.stack}, which ${twin.file} is of too` }];
    });
    if (mismatches.length > 0) throw new UsageError("these plans cannot be judged together", mismatches);
    return { plans: plans.map(({ plan }) => plan), warnings: [], settings, waivers, ledger, rules, everyStack: false };
}

function rulesOf(cwd: string): readonly Rule[] {
    const { projectRules } = load("../policy-pack/rule-modules") as typeof ruleModulesModule;
    return projectRules(cwd);
}

function projectSettings(cwd: string, rules: readonly Rule[]): Settings {
    const { readSettings } = load("../policy-pack/settings-file") as typeof settingsFileModule;
    return readSettings(cwd, rules);
}

function projectWaivers(cwd: string, rules: readonly Rule[], stacks?: readonly string[]): readonly Waiver[] {
    const { readWaivers } = load("../policy-pack/waivers/read") as typeof waiversModule;
    return readWaivers(cwd, rules, stacks);
}

function projectLedger(cwd: string, stacks?: readonly string[]): readonly LedgerEntry[] {
    const { readLedger } = load("../parity/ledger/read") as typeof ledgerModule;
    return readLedger(cwd, stacks);
}

async function makePlans(
    { cwd, stack, timeout }: PlanningOptions,
    signal: AbortSignal,
    { declared }: Required<Use>,
): Promise<Obtained> {
    const { planStacks } = load("../engine/index") as typeof engineModule;
    const { rules, everyStack, ledger, settings, stacks, waivers } = readProjectFiles(cwd, stack, declared);
    const progress = new Progress(process.stderr);
    try {
        const planned = await planStacks({
            cwd,
            stacks,
            timeoutMs: timeout === undefined ? undefined : timeout * MILLISECONDS_PER_SECOND,
            answers: settings.answers,
            signal,
            onProgress: (name, resources) => {
                progress.update(name, resources);
            },
        });
        const plans = planned.map(({ plan }) => plan);
        const warnings = withoutSecrets(planned.flatMap(warningsOf), plans, settings);
        return { plans, warnings, settings, waivers, ledger, rules, everyStack };
    } finally {
        progress.clear();
    }
}

/** Information and debugging are for who runs the program, and may be anything at all. */
function warningsOf({ plan, diagnostics }: PlannedStack): readonly ProgramWarning[] {
    return diagnostics
        .filter(({ severity }) => severity === "warning" || severity === "error")
        .map(({ message, urn }) => ({ stack: plan.stack, message, ...(urn === "" ? {} : { urn }) }));
}

/** A program warns of what it likes, with whatever it was given. */
function withoutSecrets(
    warnings: readonly ProgramWarning[],
    plans: readonly Plan[],
    settings: Settings,
): readonly ProgramWarning[] {
    if (warnings.length === 0) return warnings;
    const { redactionOf } = load("../policy-pack/kernel/redact") as typeof redactModule;
    const { hideCredentials } = load("../secrets/hidden") as typeof hiddenModule;
    const redact = redactionOf(plans.map(plan => new Stack(plan, environmentFacts(plan.stack, settings))));
    return warnings.map(warning => ({ ...warning, message: hideCredentials(redact(warning.message, () => "")) }));
}

/** Reads project, settings, waivers, ledger and stack files, and fails with the faults of all of them at once. */
function readProjectFiles(cwd: string, wanted: readonly string[] | undefined, declared: boolean) {
    const { readProject, stacksOf } = load("../engine/project") as typeof projectModule;
    const { readStackConfig } = load("../engine/stack-config") as typeof stackConfigModule;
    const { checkDistinctConfig } = load("./distinct-config") as typeof distinctConfigModule;
    const faults = new FaultCollector();
    const rules = faults.read(() => rulesOf(cwd));
    const settings = rules && faults.read(() => projectSettings(cwd, rules));
    const project = faults.read(() => readProject(cwd));
    const known = project === undefined ? undefined : stacksOf(project);
    const waivers = declared ? rules && faults.read(() => projectWaivers(cwd, rules, known)) : [];
    const ledger = declared ? faults.read(() => projectLedger(cwd, known)) : [];
    const stacks = wanted ?? known ?? [];
    if (project !== undefined) {
        for (const stack of stacks) faults.read(() => readStackConfig(project, stack, settings?.answers));
        if (stacks.length === 0) faults.read(() => noStacks(project.stackFolder));
        else {
            faults.read(() => {
                checkComparedStacks(settings?.compare ?? [], stacksOf(project));
            });
        }
        if (settings !== undefined) {
            faults.read(() => {
                checkDistinctConfig(project, settings.distinctConfig, stacks);
            });
        }
    }
    faults.throwIfAny("the project cannot be planned");
    if (rules === undefined || settings === undefined || waivers === undefined || ledger === undefined)
        throw new Error("files without a fault are missing");
    return {
        rules,
        settings,
        stacks,
        waivers,
        ledger,
        everyStack: known?.every(name => stacks.includes(name)) === true,
    };
}

function noStacks(folder: string): never {
    throw new UsageError("there is no stack to plan", [
        { at: folder, message: "expected a file Pulumi.<stack>.yaml for each stack, or --stack" },
    ]);
}
