import { NO_OPTIONS, type Plan, type PlannedOptions, type PlannedResource } from "../../plan/plan";
import { buildUrn } from "../../plan/urn";
import type { PropertyMap } from "../../plan/value";

/** A resource as a test writes it. */
export interface WrittenResource {
    /** @default "aws:sqs/queue:Queue" */
    readonly type?: string;
    /** Path of components and its own name; a component is one that something lies under. */
    readonly at: string;
    readonly inputs?: PropertyMap;
    readonly outputs?: PropertyMap;
    /** Paths of what each input comes from. */
    readonly from?: Readonly<Record<string, readonly string[]>>;
    /** Paths of what it waits for beside that. */
    readonly dependsOn?: readonly string[];
    readonly options?: Partial<PlannedOptions>;
    /** Whether it is only looked up. */
    readonly external?: boolean;
}

/** Where a stack lives. */
export interface Whereabouts {
    readonly stack: string;
    readonly account: string;
    readonly region: string;
}

export const PROD: Whereabouts = { stack: "prod", account: "444455556666", region: "eu-central-1" };
export const STAGING: Whereabouts = { stack: "staging", account: "111122223333", region: "eu-central-1" };

const QUEUE = "aws:sqs/queue:Queue";
const PART = "acme:index:Part";

/** A plan of some resources, in an account of its own. */
export function planOf(
    where: Whereabouts,
    written: readonly WrittenResource[],
    phase: Plan["phase"] = "declared",
): Plan {
    const project = "acme";
    const provider = {
        urn: buildUrn(where.stack, project, undefined, "pulumi:providers:aws", "aws"),
        name: "aws",
        isDefault: false,
        inputs: { region: where.region, allowedAccountIds: [where.account] },
    };
    const folders = new Set(written.flatMap(({ at }) => foldersOf(at)));
    const missing = [...folders].filter(folder => !written.some(({ at }) => at === folder));
    const all = [...missing.map((at): WrittenResource => ({ at, type: PART })), ...written].sort(
        (one, other) => one.at.split("/").length - other.at.split("/").length,
    );
    const urns = new Map<string, string>();
    for (const { at, type = QUEUE } of all) {
        const parent = foldersOf(at).at(-1);
        urns.set(
            at,
            buildUrn(where.stack, project, parent === undefined ? undefined : urns.get(parent), type, nameOf(at)),
        );
    }
    const urnOf = (at: string) => {
        const urn = urns.get(at);
        if (urn === undefined) throw new Error(`no resource lies at ${at}`);
        return urn;
    };
    const resources = all.map(({ at, type = QUEUE, from = {}, ...one }): PlannedResource => {
        const parent = foldersOf(at).at(-1);
        const custom = type !== PART;
        const propertyDependencies = Object.fromEntries(
            Object.entries(from).map(([name, ats]) => [name, ats.map(urnOf)]),
        );
        return {
            urn: urnOf(at),
            type,
            name: nameOf(at),
            path: at,
            parent: parent === undefined ? undefined : urnOf(parent),
            custom,
            external: one.external ?? false,
            opaque: false,
            inputs: one.inputs ?? {},
            outputs: one.outputs ?? {},
            dependencies: [
                ...new Set([...Object.values(propertyDependencies).flat(), ...(one.dependsOn ?? []).map(urnOf)]),
            ],
            propertyDependencies,
            provider: custom ? provider : undefined,
            options: { ...NO_OPTIONS, ...one.options },
            source: undefined,
        };
    });
    return { project, stack: where.stack, source: "embedded", phase, config: {}, resources, outputs: {}, gaps: [] };
}

function foldersOf(at: string): readonly string[] {
    const segments = at.split("/");
    return segments.slice(1).map((_, count) => segments.slice(0, count + 1).join("/"));
}

function nameOf(at: string): string {
    return at.slice(at.lastIndexOf("/") + 1);
}
