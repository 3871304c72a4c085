import type { Fragment } from "../../../isolation/connection";
import { fragmentOf } from "../../../isolation/fragment";
import { judgeIsolation } from "../../../isolation/judge";
import type { Way } from "../../../isolation/ways";
import { changesOf, gatewayWords, misuseWords, placeOf, saysOf, titleOf } from "../../../isolation/words";
import {
    environmentsRule,
    type EnvironmentsVerdict,
    holds,
    type Stack,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";

/** Families of resources whose declarations may lead somewhere. */
const LEADING = /^(?:aws|kubernetes|pulumi):/;

export const noWayBetweenEnvironments = environmentsRule({
    name: "no-way-between-environments",
    family: "isolation",
    severity: "critical",
    description:
        "No declared way leads from any other environment into production or back, other than production's public front door.",
    remediation:
        "Cut the way where the finding says, or, where it is meant, declare it in `stagewright.yaml`: a part that both may use under `isolation.commons`, a way in one direction under `isolation.gateways`. `stagewright isolation explain <from> <to>` shows every step.",
    appliesTo: { what: "every resource that may lead somewhere", matches: type => LEADING.test(type), everyType: true },
    check(stacks, { pack, today }) {
        const unmarked = stacks.find(({ plan }) => plan.source === "policy-sdk");
        if (unmarked !== undefined) {
            const message = `the plan of ${unmarked.name} has lost the marks of secrets, so no way through it may be shown`;
            return [{ stacks, verdict: undecided({ message }) }];
        }
        const named = new Map(stacks.map(stack => [stack.name, stack]));
        const judged = judgeIsolation(stacks.map(kept), pack.isolation, today);
        const verdictOn = (
            names: readonly string[],
            urn: string | undefined,
            verdict: Verdict,
        ): EnvironmentsVerdict => {
            const concerned = names.flatMap(name => named.get(name) ?? []);
            return { stacks: concerned, subject: subjectOf(concerned, urn), verdict };
        };
        const crossed = new Set(judged.ways.map(({ from, to }) => wallKey(from, to)));
        return [
            ...judged.walls
                .filter(([one, other]) => !crossed.has(wallKey(one, other)))
                .map(wall => verdictOn(wall, undefined, holds())),
            ...judged.ways.map(way => verdictOn([way.from, way.to], urnOf(way), verdictOf(way))),
            ...judged.misuses.map(misuse => {
                const { property, urn } = misuse.connection.at;
                return verdictOn([misuse.stack], urn, violated({ property, message: misuseWords(misuse) }));
            }),
            ...judged.gatewayFaults.map(fault => {
                const { from, to } = fault.gateway;
                return verdictOn([from, to], undefined, violated({ message: gatewayWords(fault) }));
            }),
        ];
    },
});

/** What a stack says of itself, made once: what it is judged with may change, the plan does not. */
const fragments = new WeakMap<Stack, Fragment>();

function kept(stack: Stack): Fragment {
    const known = fragments.get(stack) ?? fragmentOf(stack);
    fragments.set(stack, known);
    return known;
}

function wallKey(one: string, other: string): string {
    return [one, other].sort().join(" ");
}

/** The last place that somebody declares: to mend it is enough. */
function placeOfChange({ steps }: Way) {
    return [...steps].reverse().find(({ edge }) => edge.at !== undefined)?.edge.at;
}

function urnOf(way: Way): string | undefined {
    return placeOfChange(way)?.urn;
}

function subjectOf(stacks: readonly Stack[], urn: string | undefined) {
    return urn === undefined ? undefined : stacks.map(stack => stack.byUrn(urn)).find(subject => subject !== undefined);
}

function verdictOf(way: Way): Verdict {
    const property = /^[^:]*/.exec(placeOfChange(way)?.property ?? "")?.[0] ?? "";
    const said = {
        ...(property !== "" && { property }),
        message:
            way.certainty === "declared"
                ? `a way leads from ${titleOf(way)}`
                : `whether a way leads from ${titleOf(way)} cannot be told`,
        evidence: [...way.steps.map(stepWords), ...way.alternatives.map(stepWords), ...changesOf(way)],
    };
    if (way.certainty === "undecided") return undecided(said);
    const steps = [...way.steps, ...way.alternatives];
    return { ...violated(said), covers: steps.flatMap(({ edge: { at } }) => at ?? []) };
}

function stepWords(step: Way["steps"][number]): string {
    return [`${step.from} to ${step.to}: ${saysOf(step)}`, placeOf(step) ?? ""].filter(Boolean).join("; ");
}
