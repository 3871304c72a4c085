import { Unknown } from "../../../plan/value";
import {
    environmentsRule,
    type EnvironmentsVerdict,
    holds,
    type RuleContext,
    type Stack,
    type Subject,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { type AddressRange, isAnywhere, overlap, parseRange } from "../../../aws/address-range";
import type { Admitted } from "../../../aws/admitted-ranges";
import { ADMITTING_TYPES, admittedRanges } from "../support/admitted-ranges";
import { pairsAcrossProduction } from "../support/environment-pairs";
import { type Whereabouts, whereaboutsOf } from "../support/environment-whereabouts";
import { isMadeOfOwn } from "../support/own-origins";
import { showPart } from "../support/values";

export const noRangesOfTheOtherEnvironment = environmentsRule({
    name: "no-ranges-of-the-other-environment",
    family: "isolation",
    severity: "critical",
    description: "No route, firewall rule or list of addresses lets the other environment's addresses through.",
    remediation:
        "Take the range from the environment's own network (`network.range`, or `cidrBlock` of the VPC), or remove the entry from `cidrBlocks`, `routes`, `entries`, `addresses` or the condition on `aws:SourceIp`.",
    appliesTo: ADMITTING_TYPES,
    check(stacks, { pack }) {
        const whereabouts = new Map(stacks.map(stack => [stack, whereaboutsOf(stack)]));
        return pairsAcrossProduction(stacks).flatMap(([production, other]) => [
            ...judgeStack(other, production, whereabouts, pack),
            ...judgeStack(production, other, whereabouts, pack),
        ]);
    },
});

/** What one stack is judged with: where the other one is, and nowhere else. */
interface Foreign {
    readonly there: Stack;
    readonly ranges: Whereabouts["ranges"];
    readonly pack: RuleContext["pack"];
}

function judgeStack(
    here: Stack,
    there: Stack,
    whereabouts: ReadonlyMap<Stack, Whereabouts>,
    pack: RuleContext["pack"],
): readonly EnvironmentsVerdict[] {
    const own = whereabouts.get(here)?.ranges ?? [];
    const others = whereabouts.get(there);
    if (others === undefined) return [];
    // Addresses that both have are told by network-ranges-disjoint, and say nothing of whose is meant.
    const ranges = others.ranges.filter(one => !own.some(mine => overlap(mine.range, one.range)));
    const verdicts = here
        .byType(...ADMITTING_TYPES)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject => {
            const judged = admittedRanges(subject).map(admitted => judge(subject, admitted, { there, ranges, pack }));
            return judged.map(verdict => ({ stacks: [here, there], subject, verdict }));
        });
    if (others.doubt === undefined || verdicts.length === 0) return verdicts;
    const message = `what ${here.name} lets through cannot be compared with all networks of ${there.name}: ${others.doubt}`;
    return [...verdicts, { stacks: [here, there], verdict: undecided({ message }) }];
}

function judge(
    subject: Subject,
    { property, reading, range: text }: Admitted,
    { there, ranges, pack }: Foreign,
): Verdict {
    if (text instanceof Unknown) {
        if (isMadeOfOwn(subject, property, pack)) return holds();
        if (ranges.length === 0) return holds();
        return undecided({ property, message: `${property} cannot be read: ${text.why}` });
    }
    const range = parseAdmitted(text);
    if (range === undefined) return undecided({ property, message: `${property} holds what is no address range` });
    if (isAnywhere(range)) return holds();
    const found = ranges.find(one => overlap(range, one.range));
    if (found === undefined) return holds();
    const message = `${property} holds ${showPart(reading, text)}, where ${found.from} in ${there.name} is, expected addresses of its own environment: once the two are connected, one reaches into the other`;
    return violated({ property, message });
}

/** A range, or one address as the range of itself: policies take either. */
function parseAdmitted(text: string): AddressRange | undefined {
    return parseRange(text) ?? parseRange(`${text}/${text.includes(":") ? 128 : 32}`);
}
