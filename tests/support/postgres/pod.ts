import { execFile } from "node:child_process";
import type { Plan } from "../../../plan/plan";
import { plainly, resource } from "../plan";

/** How a pod ended. */
export interface PodEnded {
    readonly code: number;
    readonly out: string;
    readonly error: string;
}

interface PodSpec {
    readonly containers: readonly {
        readonly command: readonly string[];
        readonly env: readonly { readonly name: string; readonly value: string }[];
    }[];
}

/** The pod that a planned job runs, or that each job of a planned cron job runs. */
function podSpecOf(plan: Plan, name: string): PodSpec {
    const { kind, spec } = plainly(resource(plan, name).inputs) as { readonly kind: string; readonly spec: object };
    interface Job {
        readonly template: { readonly spec: PodSpec };
    }
    const job = kind === "CronJob" ? (spec as { jobTemplate: { spec: Job } }).jobTemplate.spec : (spec as Job);
    return job.template.spec;
}

/** Runs the only container of a planned job on this machine. @param around Variables over what the plan says. */
export function runPod(plan: Plan, name: string, around: Readonly<Record<string, string>>): Promise<PodEnded> {
    const [container, ...others] = podSpecOf(plan, name).containers;
    const [command, ...args] = container?.command ?? [];
    if (container === undefined || command === undefined || others.length > 0) throw new Error(`${name} has no script`);
    const planned = Object.fromEntries(container.env.map(variable => [variable.name, variable.value]));
    return new Promise(resolve => {
        execFile(command, args, { env: { ...planned, ...around } }, (error, out, said) => {
            resolve({ code: error === null ? 0 : Number(error.code), out, error: said });
        });
    });
}
