import { createHash } from "node:crypto";
import { textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt, type ConnectionFacts } from "../area";
import type { Connection, Reference } from "../connection";
import type { EdgeKind } from "../edge-kinds";
import { bareIssuer, issuerOf } from "../policies/federation";
import { namedAt, principalOf, shown } from "./naming";

const SAML_PROVIDER = "aws:iam/samlProvider:SamlProvider";
const TRUST_ANCHOR = "aws:rolesanywhere/trustAnchor:TrustAnchor";
const IDENTITY_POOL = "aws:cognito/identityPool:IdentityPool";
const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";

/** Who comes into an environment with what somebody else gives out: certificates, names of a directory, tokens. */
export function federationConnections(stack: Stack): readonly Connection[] {
    return [
        ...stack.byType(TRUST_ANCHOR).flatMap(anchored),
        ...stack.byType(SAML_PROVIDER).flatMap(ofDirectory),
        ...stack.byType(IDENTITY_POOL).flatMap(pooled),
        ...stack.byType(ASSIGNMENT).flatMap(assigned),
    ];
}

type Facts = Omit<ConnectionFacts, "remote" | "says"> & {
    readonly kind: EdgeKind;
    /** A clause that begins with the verb; what is named follows it. */
    readonly says: string;
};

function at(
    subject: Subject,
    reading: SubjectReading,
    { kind, says, ...facts }: Facts,
    parse?: (text: string) => Reference | undefined,
): readonly Connection[] {
    const remote = namedAt(subject, reading, parse);
    if (subject.resource.external || remote === undefined) return [];
    return [connectionAt(subject, reading.path, kind, { ...facts, remote, says: `${says} ${shown(remote)}` })];
}

const ANCHOR: Facts = {
    kind: "certificate-trust",
    direction: "both",
    says: "lets machines take roles with certificates of",
    change: "Trust an authority of this environment alone, or let each role's trust name the certificates that it is for.",
};

function anchored(subject: Subject): readonly Connection[] {
    return [
        ...at(subject, subject.read("source.sourceData.acmPcaArn"), ANCHOR, principalOf),
        ...at(subject, subject.read("source.sourceData.x509CertificateData"), ANCHOR, certificateOf),
    ];
}

/** Lines around a certificate, and the white space within it, are not a part of it. */
const AROUND_CERTIFICATE = /-----[A-Z ]+-----|\s/g;
const DIGEST_CHARACTERS = 32;

/** A certificate is public; its digest tells it from others in few letters. */
function certificateOf(text: string): Reference {
    const digest = createHash("sha256").update(text.replace(AROUND_CERTIFICATE, "")).digest("hex");
    return { kind: "thing", thing: "certificate", id: `sha256:${digest.slice(0, DIGEST_CHARACTERS)}` };
}

const ENTITY_ID = /<[^>]*\bEntityDescriptor\b[^>]*\bentityID\s*=\s*["']([^"']+)["']/;

function ofDirectory(subject: Subject): readonly Connection[] {
    const facts: Facts = {
        kind: "directory-trust",
        direction: "both",
        certainty: "undecided",
        says: "lets in people, to whom it gives roles that no plan shows, by",
        change: "Let the directory give nobody roles of two environments, and declare it as used by both.",
    };
    return at(subject, subject.read("samlMetadataDocument"), facts, text => {
        const [, issuer] = ENTITY_ID.exec(text) ?? [];
        return issuer === undefined
            ? { kind: "unknown", why: "its description of the directory cannot be read" }
            : { kind: "tokens", issuer, subjects: ["*"] };
    });
}

function pooled(subject: Subject): readonly Connection[] {
    const facts: Facts = {
        kind: "token-trust",
        direction: "both",
        says: "gives credentials to whoever holds",
        change: "Give each environment a pool of users of its own.",
    };
    return [
        ...subject
            .readAll("cognitoIdentityProviders[].providerName")
            .flatMap(reading => at(subject, reading, facts, tokensOf)),
        ...subject
            .readAll("openidConnectProviderArns[]")
            .flatMap(reading => at(subject, reading, facts, text => tokensOf(issuerOf(text) ?? text))),
    ];
}

function tokensOf(issuer: string): Reference {
    return { kind: "tokens", issuer: bareIssuer(issuer), subjects: ["*"] };
}

const ASSIGNED_CHANGE = "Assign people of one environment to accounts of that environment alone.";

/** Who is assigned is let into an account: one principal that two environments assign is in both of them. */
function assigned(subject: Subject): readonly Connection[] {
    const directory = subject.read("instanceArn");
    const issuer = directory.state === "known" && !directory.secret ? textOf(directory.value) : "identity-center";
    return [
        ...at(
            subject,
            subject.read("targetId"),
            { kind: "account-assignment", direction: "out", says: "lets people into", change: ASSIGNED_CHANGE },
            principalOf,
        ),
        ...at(
            subject,
            subject.read("principalId"),
            { kind: "account-assignment", direction: "both", says: "lets in people of", change: ASSIGNED_CHANGE },
            principal => ({ kind: "tokens", issuer, subjects: [principal] }),
        ),
    ];
}
