import type { z } from "zod";
import { type Coverage, coveredStoppables } from "../../../schedule/schedule-coverage";
import { holds, type Stack, type SubjectVerdict, undecided, type Verdict, violated } from "../../kernel";
import { type CONTROLLER_SETTINGS, controllerTagOf } from "./schedule-controllers";
import { rivalsIn, type WorkloadScaler } from "../../../schedule/simulation/controllers";
import { controlledWorkloads } from "./workload-controllers";

type Settings = z.output<typeof CONTROLLER_SETTINGS>;

/** What is switched by two controllers that know nothing of each other: schedules, tags and annotations. */
export function rivalControllers(stack: Stack, settings: Settings): readonly SubjectVerdict[] {
    const judged = [
        ...coveredStoppables(stack).map(({ coverage, subject }) => {
            const tags = settings.controllerTags.filter(key => controllerTagOf(subject, [key])?.key === key);
            return { subject, verdict: judgeTags(tags, coverage, settings) };
        }),
        ...controlledWorkloads(stack).map(({ controllers, subject }) => ({
            subject,
            verdict: judgeWorkload(controllers),
        })),
    ];
    return judged.flatMap(({ subject, verdict }) => (verdict === undefined ? [] : [{ subject, verdict }]));
}

function judgeTags(
    tags: readonly string[],
    { stops, starts }: Coverage,
    { controllersRun }: Settings,
): Verdict | undefined {
    const [first, second] = tags;
    const [schedule] = [...stops, ...starts];
    const rival = schedule === undefined ? second : schedule.schedule.name;
    if (first === undefined || rival === undefined) return undefined;
    const both =
        schedule === undefined ? `the tags ${first} and ${rival}` : `the tag ${first} and the schedule ${rival}`;
    if (controllersRun) {
        return violated({
            property: "tags",
            message: `is stopped and started by ${both}, expected one of them: each undoes what the other has done`,
        });
    }
    return undecided({
        property: "tags",
        message: `whether two controllers act on it cannot be told: it has ${both}; say in the setting controllersRun whether the tag is obeyed`,
    });
}

/** Pods are scaled by whoever comes last: what one takes down, the other brings up. */
function judgeWorkload(controllers: readonly WorkloadScaler[]): Verdict | undefined {
    const [first, ...others] = controllers;
    if (first === undefined) return undefined;
    const certain = controllers.filter(one => one.certain);
    const rivals = rivalsIn(certain);
    if (rivals !== undefined) {
        return violated({
            message: `is scaled by both ${rivals[0].what} and ${rivals[1].what}, expected one of them: each undoes what the other has done`,
        });
    }
    const maybe = others.length === 0 ? undefined : rivalsIn(controllers);
    if (maybe === undefined) return holds();
    return undecided({
        message: `whether two controllers scale it cannot be told: ${maybe[0].what} and ${maybe[1].what} may both`,
    });
}
