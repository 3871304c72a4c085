import { parsePolicy } from "../../aws/iam-policy";
import { coversAction } from "../../aws/iam-patterns";
import { textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt, type ConnectionFacts } from "../area";
import type { Connection, Reference } from "../connection";
import type { EdgeKind } from "../edge-kinds";
import { type Admitted, admittedBy } from "../policies/admitted";
import { contextOf, entriesOfUnknown } from "../policies/context";
import { bareIssuer, isDirectory, isOpenToAll } from "../policies/federation";
import { sharedBy, shown } from "./naming";

const ROLE = "aws:iam/role:Role";
const PROPERTY = "assumeRolePolicy";
const ISSUER_TYPE = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

/** The actions that take a role; marking a session is none by itself. */
const TAKING = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

const CHANGE_PRINCIPAL =
    "Name a principal of this environment's account in `assumeRolePolicy`, or narrow the statement with a condition on `aws:PrincipalAccount`.";
const CHANGE_TOKENS =
    "Give each environment a role of its own, and let the condition on the token's subject name that environment alone, such as `repo:<owner>/<repository>:environment:<environment>`.";

/** Whom the roles of a stack let take them. */
export function roleTrusts(stack: Stack): readonly Connection[] {
    return stack
        .byType(ROLE)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject => trustAt(subject, subject.read(PROPERTY)));
}

function trustAt(subject: Subject, reading: SubjectReading): readonly Connection[] {
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return unreadTrust(subject, reading);
    return admittedBy(parsePolicy(reading.value), contextOf(subject, reading), "role")
        .filter(({ actions }) => actions.some(action => TAKING.some(taking => coversAction(action, taking))))
        .flatMap(admitted => trustOf(subject, admitted));
}

/** A policy that is made with the ARN of an identity provider still says which one: its conditions are what is not known. */
function unreadTrust(subject: Subject, reading: SubjectReading & { readonly state: "unknown" }): readonly Connection[] {
    const issuers = subject.comesFrom(PROPERTY).filter(({ type }) => type === ISSUER_TYPE);
    const tokens = issuers.flatMap(provider => {
        const url = provider.read("url");
        if (url.state !== "known" || url.secret) return [];
        return [{ kind: "tokens", issuer: bareIssuer(textOf(url.value)), subjects: ["*"] } as const];
    });
    const doubt = { certainty: "undecided", why: `${PROPERTY} is ${reading.why}`, path: "", actions: ["*"] } as const;
    return [...tokens.map(reference => ({ ...doubt, reference })), ...entriesOfUnknown(subject, reading)].flatMap(one =>
        trustOf(subject, one),
    );
}

function trustOf(subject: Subject, { certainty, path, reference, service, why }: Admitted): readonly Connection[] {
    const property = path === "" ? PROPERTY : `${PROPERTY}: ${path}`;
    const through = service === undefined ? "" : ` through ${service}`;
    const doubt = why === undefined || reference.kind === "unknown" ? "" : `, but ${why}`;
    const facts: ConnectionFacts = {
        remote: reference,
        direction: "in",
        certainty,
        says: `lets ${whom(reference)} take the role${through}${doubt}`,
        change: reference.kind === "tokens" ? CHANGE_TOKENS : CHANGE_PRINCIPAL,
    };
    const kind = kindOf(reference);
    if (reference.kind !== "tokens") {
        return [connectionAt(subject, property, kind, facts), ...sharedBy(subject, property, kind, facts)];
    }
    const cluster = clusterOf(reference.issuer);
    const stranger: Reference = { kind: "anyone" };
    return [
        ...(certainty === "declared" && isOpenToAll(reference)
            ? [connectionAt(subject, property, kind, { ...facts, remote: stranger })]
            : []),
        connectionAt(subject, property, kind, { ...facts, direction: "both" }),
        ...(cluster === undefined ? [] : [connectionAt(subject, property, kind, { ...facts, remote: cluster })]),
    ];
}

function kindOf(reference: Reference): EdgeKind {
    if (reference.kind !== "tokens") return "role-trust";
    return isDirectory(reference.issuer) ? "directory-trust" : "token-trust";
}

function whom(reference: Reference): string {
    if (reference.kind !== "tokens") return shown(reference);
    const subjects = reference.subjects.includes("*") ? "every subject" : reference.subjects.join(" or ");
    return isDirectory(reference.issuer)
        ? `people of the directory ${reference.issuer}`
        : `whoever holds a token of ${reference.issuer} for ${subjects}`;
}

/** Clusters of EKS have an issuer each: whoever is in the cluster has a token of it. */
const CLUSTER_ISSUER = /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\//;

function clusterOf(issuer: string): Reference | undefined {
    return CLUSTER_ISSUER.test(issuer) ? { kind: "thing", thing: "cluster", id: issuer } : undefined;
}
