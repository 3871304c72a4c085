import { accountFrom } from "../../aws/account";
import { parseArn } from "../../aws/arn";
import { parsePolicy } from "../../aws/iam-policy";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection, Reference } from "../connection";
import { accessesOfAll } from "../policies/access";
import { contextOf, entriesOfUnknown } from "../policies/context";
import { type Permitted, permittedBy } from "../policies/permitted";
import { PASSING_ROLE, TAKING_ROLE } from "../policies/resources";
import { Boundaries, type Bound } from "./boundaries";
import { shown } from "./naming";

/** Where each type keeps what it permits. Permission sets are left out: they are made for other accounts. */
const POLICY_PATHS: Readonly<Record<string, string>> = {
    "aws:ec2/vpcEndpoint:VpcEndpoint": "policy",
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": "policy",
    "aws:iam/groupPolicy:GroupPolicy": "policy",
    "aws:iam/policy:Policy": "policy",
    "aws:iam/role:Role": "inlinePolicies[].policy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
};

/** What the identities of a stack may do outside of its account. */
export function permissions(stack: Stack): readonly Connection[] {
    const boundaries = new Boundaries(stack);
    return Object.entries(POLICY_PATHS).flatMap(([type, path]) =>
        stack
            .byType(type)
            .filter(subject => !subject.resource.external && !boundaries.isOnlyBoundary(subject))
            .flatMap(subject => permittedAt(subject, path, boundaries)),
    );
}

function permittedAt(subject: Subject, path: string, boundaries: Boundaries): readonly Connection[] {
    const readings = subject.readAll(path);
    const bounds = readings.length === 0 ? [] : boundaries.of(subject);
    return readings.flatMap(reading => {
        if (reading.state === "absent") return [];
        const permitted =
            reading.state === "unknown" ? entriesOfUnknown(subject, reading) : judged(subject, reading, bounds);
        return permitted.flatMap(one => connectionsOf(subject, reading.path, one));
    });
}

function judged(
    subject: Subject,
    reading: SubjectReading & { readonly state: "known" },
    bounds: readonly Bound[],
): readonly Permitted[] {
    const context = contextOf(subject, reading);
    const document = parsePolicy(reading.value);
    const found = bounds.flatMap(bound => {
        if (bound === "nothing") return permittedBy(document, context);
        if (bound !== "unknown") return permittedBy(document, context, bound);
        return permittedBy(document, context).map(one => ({
            ...one,
            certainty: "undecided" as const,
            why: one.why ?? "the boundary of its permissions is not in the plan",
        }));
    });
    // Whoever is bounded least says how far it leads.
    return [...new Map(found.map(one => [JSON.stringify(one), one])).values()];
}

/** What is done with roles, apart from what is done with all else. */
const KINDS = [
    {
        kind: "assume-role",
        action: TAKING_ROLE,
        isWithinAccount: false,
        says: "lets an identity take",
        change: "Name roles of this account alone in the statement on `sts:AssumeRole`.",
    },
    {
        kind: "pass-role",
        action: PASSING_ROLE,
        isWithinAccount: true,
        says: "lets an identity hand on",
        change: "Name roles of this environment alone in the statement on `iam:PassRole`.",
    },
] as const;

const CHANGE_PERMISSION =
    "Name things of this environment alone in `Resource`, or hold the statement to them with a condition on `aws:ResourceAccount`.";
const VERBS = { read: "to read", write: "to change", use: "to use" } as const;

function connectionsOf(subject: Subject, at: string, permitted: Permitted): readonly Connection[] {
    const { actions, certainty, path, reference, why } = permitted;
    const property = path === "" ? at : `${at}: ${path}`;
    const doubt = why === undefined || reference.kind === "unknown" ? "" : `, but ${why}`;
    const facts = { remote: reference, direction: "out", certainty } as const;
    const whom = `${shown(reference)}${doubt}`;
    const permission = (access: Connection["access"]) => {
        const says = `permits ${VERBS[access]} ${whom}`;
        return connectionAt(subject, property, "permission", { ...facts, access, says, change: CHANGE_PERMISSION });
    };
    if (reference.kind === "unknown") return [permission("use")];
    // Roles are changed and handed on within one account: where that is known, none of another one is.
    const isAcross = accountFrom(input => subject.readProvider(input)).state === "known";
    const named = new Set(actions.map(action => action.toLowerCase()));
    const ofRoles = KINDS.filter(
        ({ action, isWithinAccount }) => named.has(action.toLowerCase()) && !(isWithinAccount && isAcross),
    );
    const others = actions.filter(action => !KINDS.some(one => one.action.toLowerCase() === action.toLowerCase()));
    return [
        ...ofRoles.map(({ change, kind, says }) =>
            connectionAt(subject, property, kind, { ...facts, says: `${says} ${whom}`, change }),
        ),
        ...(isAcross && isOfIam(reference) ? [] : accessesOfAll(others).map(permission)),
    ];
}

function isOfIam(reference: Reference): boolean {
    return reference.kind === "name" && parseArn(reference.pattern)?.service === "iam";
}
