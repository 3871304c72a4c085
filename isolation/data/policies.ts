import { parsePolicy } from "../../aws/iam-policy";
import { RESOURCE_POLICIES } from "../../aws/resource-policies";
import { holdsSecret } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import type { Connection } from "../connection";
import { entriesOfUnknown } from "../policies/context";
import type { Admitted } from "../policies/admitted";
import { admittedInto, connectionsOf } from "./admissions";
import { DOMAINS, FURTHER_RESOURCE_POLICIES, WITHIN_NETWORKS } from "./further-policies";
import { type PublicAccess, publicAccessOf } from "./public-access";

/** What makes an empty place and puts nothing in it; it takes no condition (EventBridge, "CloudWatch Logs permissions"). */
const EMPTY_ACTIONS: ReadonlySet<string> = new Set(["logs:CreateLogStream"]);

/** Whom the policies of a stack's resources let in. */
export function admittedByPolicies(stack: Stack): readonly Connection[] {
    const access = publicAccessOf(stack);
    const holders = Object.entries({ ...RESOURCE_POLICIES, ...FURTHER_RESOURCE_POLICIES });
    return holders.flatMap(([type, { holder, property }]) =>
        stack
            .byType(type)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject =>
                subject.readAll(property).flatMap(reading => admittedAt(subject, reading, holder, access)),
            ),
    );
}

function admittedAt(
    subject: Subject,
    reading: SubjectReading,
    holder: string,
    access: PublicAccess,
): readonly Connection[] {
    if (reading.state === "absent") return [];
    const admitted = reading.state === "unknown" ? entriesOfUnknown(subject, reading) : judged(subject, reading);
    return admitted
        .filter(({ actions }) => !actions.every(action => EMPTY_ACTIONS.has(action)))
        .filter(
            ({ reference }) =>
                reference.kind !== "anyone" || !(access.isRestricted(subject) || isWithinNetwork(subject)),
        )
        .flatMap(one => connectionsOf(subject, reading.path, holder, one));
}

/** Whether whoever comes must be on a network first, which is what keeps others out. */
function isWithinNetwork(subject: Subject): boolean {
    const domains = [subject, ...subject.comesFrom("domainName")];
    return (
        WITHIN_NETWORKS.has(subject.type) ||
        domains.some(one => DOMAINS.has(one.type) && one.read("vpcOptions").state !== "absent")
    );
}

function judged(subject: Subject, reading: SubjectReading & { readonly state: "known" }): readonly Admitted[] {
    return admittedInto(subject, parsePolicy(reading.value), {
        inputs: [reading.path],
        secret: reading.secret || holdsSecret(reading.value),
    });
}
