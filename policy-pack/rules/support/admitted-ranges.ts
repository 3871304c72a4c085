import { type Admitted, LISTING_TYPES, listedRanges } from "../../../aws/admitted-ranges";
import { parsePolicy, type PolicyStatement } from "../../../aws/iam-policy";
import { readEach } from "../../../plan/readings";
import type { Subject, SubjectReading } from "../../kernel";
import { RESOURCE_POLICIES } from "../../../aws/resource-policies";

/** Types whose policies may name addresses, and the properties that hold them. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(Object.entries(RESOURCE_POLICIES).map(([type, { property }]) => [type, [property]])),
    "aws:iam/groupPolicy:GroupPolicy": ["policy"],
    "aws:iam/policy:Policy": ["policy"],
    "aws:iam/role:Role": ["assumeRolePolicy", "inlinePolicies[].policy"],
    "aws:iam/rolePolicy:RolePolicy": ["policy"],
    "aws:iam/userPolicy:UserPolicy": ["policy"],
};

/** Types that let addresses through, or lead to them. */
export const ADMITTING_TYPES: readonly string[] = [...LISTING_TYPES, ...Object.keys(POLICIES)];

/** Every address and range that a resource lets through or leads to. What it refuses is not among them. */
export function admittedRanges(subject: Subject): readonly Admitted[] {
    const policies = POLICIES[subject.type];
    return policies === undefined ? listedRanges(subject) : readEach(subject, policies).flatMap(fromPolicy);
}

const ADDRESS_KEYS: ReadonlySet<string> = new Set(["aws:sourceip", "aws:vpcsourceip"]);

/** Policies let addresses in by `IpAddress`, or by refusing all others with `NotIpAddress`. */
function fromPolicy(reading: SubjectReading): readonly Admitted[] {
    // A policy that is not known, and names principals or resources, is judged by the rules on those.
    if (reading.state !== "known") return [];
    return parsePolicy(reading.value).statements.flatMap(({ effect, conditions }) =>
        conditions
            .filter(({ key, operator }) => ADDRESS_KEYS.has(key) && admits(effect, operator))
            .flatMap(({ values }) => values.map(range => ({ property: reading.path, reading, range }))),
    );
}

function admits(effect: PolicyStatement["effect"], operator: string): boolean {
    const named = operator.replace(/IfExists$/, "").replace(/^.*:/, "");
    return named === (effect === "Deny" ? "NotIpAddress" : "IpAddress");
}
