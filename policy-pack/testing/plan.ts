import type { Gap, Phase, Plan, PlannedResource, PlanSource } from "../../plan/plan";
import type { PropertyMap } from "../../plan/value";
import { PROJECT, STACK } from "./resource";

/** What a test says of a plan beside its resources. */
export interface PlanExtras {
    /** @default "staging" */
    readonly stack?: string;
    /** How far values had come: declared by the program, checked by the provider, or output. @default "declared" */
    readonly phase?: Phase;
    /** @default "embedded" */
    readonly source?: PlanSource;
    readonly config?: PropertyMap;
    /** What the plan does not show. @default [] */
    readonly gaps?: readonly Gap[];
    readonly outputs?: PropertyMap;
}

/** A plan, written by hand. */
export function plan(resources: readonly PlannedResource[], extras: PlanExtras = {}): Plan {
    return {
        project: PROJECT,
        stack: extras.stack ?? STACK,
        source: extras.source ?? "embedded",
        phase: extras.phase ?? "declared",
        config: extras.config ?? {},
        resources,
        outputs: extras.outputs ?? {},
        gaps: extras.gaps ?? [],
    };
}
