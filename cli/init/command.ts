import { rmSync } from "node:fs";
import * as path from "node:path";
import { type Fault, UsageError } from "../../plan/faults";
import type { InitOptions } from "../arguments";
import { EXIT_CODES } from "../exit-codes";
import { changesOf, checkDistinct, checkTraces } from "./changes";
import { LeaseFile, type Leased, LEASES_FILE, readLeases, takeSlot } from "./leases";
import { ownKeys } from "./new-settings";
import type { NewSetting } from "./new-stack-file";
import type { StackConfigs } from "./template";
import { reportOf } from "./report";
import { NOT_WRITTEN, readRequest, type Request } from "./request";
import { writeNewFile } from "./write";

/**
 * Writes the stack file of an environment that is made for a while: a copy of staging's in a place of its own.
 *
 * @returns The exit code.
 * @throws {UsageError} with every fault, before anything is written.
 */
export function init(options: InitOptions): number {
    const faults: Fault[] = [];
    const request = readRequest(options, faults);
    const { project, template } = request;
    const needsSlot = template.config.values[ownKeys(project).addressSlot] !== undefined;
    if (!needsSlot) return finish(options, request, undefined, faults);
    const file = path.resolve(options.cwd, options.leases ?? path.join(project.folder, LEASES_FILE));
    if (options.dryRun) return finish(options, request, leaseOf(request, file, options.today, faults), faults);
    // From here on nobody else can take a place.
    const lock = new LeaseFile(file);
    try {
        return finish(options, request, leaseOf(request, file, options.today, faults), faults, lock);
    } finally {
        lock.release();
    }
}

const SLOT = /^(0|[1-9]\d*)$/;

/** A lease that is taken, and where it is written down. */
interface TakenLease extends Leased {
    readonly file: string;
}

/** The lowest free place in the address plan. */
function leaseOf(request: Request, file: string, today: string, faults: Fault[]): TakenLease | undefined {
    const { configs, lastDay, name, owner, project } = request;
    const key = ownKeys(project).addressSlot;
    const inFiles = slotsInFiles(configs, key, faults);
    const known = readLeases(file);
    const leased = takeSlot(known, inFiles, { stack: name, owner, until: lastDay ?? today }, today);
    if (leased !== undefined) return { ...leased, file };
    const holders = new Map([...known.map(({ slot, stack }) => [slot, stack] as const), ...inFiles]);
    const list = [...holders].sort(([one], [other]) => one - other).map(([slot, stack]) => `${slot} ${stack}`);
    faults.push({ at: key, message: `every place in the address plan is taken: ${list.join(", ")}` });
    return undefined;
}

/** Stacks by the place that their files name. One that cannot be read could be any, so none is given out beside it. */
function slotsInFiles(configs: StackConfigs, key: string, faults: Fault[]): ReadonlyMap<number, string> {
    const inFiles = new Map<number, string>();
    for (const [stack, { file, values, secretKeys }] of configs) {
        const text = values[key];
        if (text === undefined) continue;
        if (SLOT.test(text) && !secretKeys.includes(key)) inFiles.set(Number(text), stack);
        else {
            const got = secretKeys.includes(key) ? "a secret" : JSON.stringify(text);
            faults.push({ at: `${file}: ${key}`, message: `expected a whole number from 0, got ${got}` });
        }
    }
    return inFiles;
}

function finish(
    { cwd, dryRun, today }: InitOptions,
    { configs, given, lastDay, name, owner, project, settings, template }: Request,
    leased: TakenLease | undefined,
    faults: Fault[],
    lock?: LeaseFile,
): number {
    const { config, copy } = template;
    const facts = { owner, lastDay: lastDay ?? today, slot: leased?.slot };
    const changes = changesOf(template, given, facts);
    checkDistinct(settings.distinctConfig, template, configs, changes, name, faults);
    checkTraces(settings.distinctConfig, template, changes, faults);
    if (faults.length > 0 || lastDay === undefined) throw new UsageError(NOT_WRITTEN, faults);
    const secrets = copy.keys.filter(key => config.secretKeys.includes(key));
    const { others } = copy;
    for (const key of secrets) copy.leaveOut(key);
    for (const change of changes) copy.set(change);
    const file = path.join(project.stackFolder, `Pulumi.${name}.yaml`);
    if (!dryRun) {
        const comment = ` Settings of ${name}: a copy of ${config.file}, made by \`stagewright init\`. Gone after ${lastDay}.`;
        writeTogether(file, copy.text(comment), leased, lock);
    }
    const shown = (target: string) => path.relative(cwd, target);
    const written = {
        stack: name,
        file: shown(file),
        template: config.file,
        settings: changes.map(settingShown),
        secrets,
        others,
        leases: leased === undefined ? undefined : shown(leased.file),
        returned: leased?.returned ?? [],
        isClassed: settings.environments[name]?.class === "ephemeral",
        lastDay,
    };
    process.stdout.write(reportOf(written, dryRun));
    return EXIT_CODES.holds;
}

/** Writes the stack's file and its lease, or neither. */
function writeTogether(file: string, text: string, leased: Leased | undefined, lock: LeaseFile | undefined): void {
    writeNewFile(file, text);
    if (leased === undefined || lock === undefined) return;
    try {
        lock.write(leased.leases);
    } catch (error) {
        rmSync(file, { force: true });
        throw error;
    }
}

function settingShown({ key, steps, text }: NewSetting): readonly [string, string] {
    return [[key, ...steps].join("."), text];
}
