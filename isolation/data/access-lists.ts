import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Access, Connection, Reference } from "../connection";
import { namedBy, shown } from "./pointing";
import { type PublicAccess, publicAccessOf } from "./public-access";

/** Canned lists that let in everybody, or everybody who has an AWS account, and what they let them do (S3, "Canned ACL"). */
const OPEN_LISTS: Readonly<Record<string, readonly Access[]>> = {
    "authenticated-read": ["read"],
    "public-read": ["read"],
    "public-read-write": ["read", "write"],
};
/** The other canned lists: nobody but the owner, the bucket's owner and AWS itself. */
const CLOSED_LISTS: ReadonlySet<string> = new Set([
    "",
    "aws-exec-read",
    "bucket-owner-full-control",
    "bucket-owner-read",
    "log-delivery-write",
    "private",
]);

/** Groups of the whole world, and of everyone with any AWS account (S3, "Amazon S3 predefined groups"). */
const PUBLIC_GROUPS = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/;
/** The account by which AWS itself delivers logs of CloudFront (CloudFront, "Required permissions for standard logging"). */
const LOG_DELIVERY = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0";

/** Where the grants of a type are, and what of a grant names the grantee. */
interface Grants {
    readonly list: string;
    readonly grantee: string;
    readonly owner?: string;
}

const OF_BUCKET: Grants = { list: "grants[]", grantee: "" };

/** Types with lists of their own of who is let in. */
const LISTS: Readonly<Record<string, Grants | undefined>> = {
    "aws:s3/bucket:Bucket": OF_BUCKET,
    "aws:s3/bucketAcl:BucketAcl": ofPolicy(),
    "aws:s3/bucketAclV2:BucketAclV2": ofPolicy(),
    "aws:s3/bucketObject:BucketObject": undefined,
    "aws:s3/bucketObjectv2:BucketObjectv2": undefined,
    "aws:s3/bucketV2:BucketV2": OF_BUCKET,
    "aws:s3/objectCopy:ObjectCopy": OF_BUCKET,
};

function ofPolicy(): Grants {
    return { list: "accessControlPolicy.grants[]", grantee: "grantee.", owner: "accessControlPolicy.owner.id" };
}

const CHANGE =
    "Remove the list, and let policies say who is let in: S3 ignores lists where the bucket's owner owns all objects.";

/** Whom lists of access let at the objects of a stack's buckets. */
export function admittedByLists(stack: Stack): readonly Connection[] {
    const access = publicAccessOf(stack);
    return Object.entries(LISTS).flatMap(([type, grants]) =>
        stack
            .byType(type)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => [
                ...canned(subject, access),
                ...(grants === undefined ? [] : granted(subject, grants, access)),
            ]),
    );
}

function canned(subject: Subject, access: PublicAccess): readonly Connection[] {
    const reading = subject.read("acl");
    if (reading.state === "absent") return [];
    const list = reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
    if (list !== undefined && CLOSED_LISTS.has(list)) return [];
    const open = list === undefined ? undefined : OPEN_LISTS[list];
    if (open === undefined)
        return admitted(
            subject,
            reading,
            namedBy(subject, reading, () => unread(reading)),
            ["read"],
        );
    return access.isIgnored(subject) ? [] : admitted(subject, reading, { kind: "anyone" }, open);
}

function unread({ path }: SubjectReading): Reference {
    return { kind: "unknown", why: `the list that ${path} names is not known` };
}

function granted(subject: Subject, { grantee, list, owner }: Grants, access: PublicAccess): readonly Connection[] {
    const ownerId = owner === undefined ? undefined : textAt(subject, owner);
    return subject.readAll(list).flatMap(grant => {
        const naming = (input: string) => subject.read(`${grant.path}.${grantee}${input}`);
        if (grant.state === "unknown")
            return admitted(
                subject,
                grant,
                namedBy(subject, grant, () => undefined),
                ["read"],
            );
        return ["uri", "id", "email", "emailAddress"].flatMap(input => {
            const reading = naming(input);
            const remote = namedBy(subject, reading, text => granteeOf(input, text, ownerId));
            if (remote === undefined || (remote.kind === "anyone" && access.isIgnored(subject))) return [];
            return admitted(subject, reading, remote, accessesOf(subject, grant.path));
        });
    });
}

function granteeOf(input: string, text: string, owner: string | undefined): Reference | undefined {
    if (text === "" || text === owner || text === LOG_DELIVERY) return undefined;
    if (input === "uri") return PUBLIC_GROUPS.test(text) ? { kind: "anyone" } : undefined;
    return { kind: "unknown", why: "a canonical user or an address of mail does not say which account it belongs to" };
}

/** What the permissions of a grant let somebody do: `READ`, `WRITE`, `READ_ACP`, `WRITE_ACP`, `FULL_CONTROL`. */
function accessesOf(subject: Subject, grant: string): readonly Access[] {
    const permissions = [subject.read(`${grant}.permission`), ...subject.readAll(`${grant}.permissions[]`)];
    const texts = permissions.map(one => (one.state === "known" && typeof one.value === "string" ? one.value : ""));
    const isFull = texts.every(text => text === "") || texts.includes("FULL_CONTROL");
    const reads = isFull || texts.some(text => text.startsWith("READ"));
    const writes = isFull || texts.some(text => text.startsWith("WRITE"));
    return [...(reads ? ["read" as const] : []), ...(writes ? ["write" as const] : [])];
}

function textAt(subject: Subject, path: string): string | undefined {
    const reading = subject.read(path);
    return reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

function admitted(
    subject: Subject,
    { path }: SubjectReading,
    remote: Reference | undefined,
    accesses: readonly Access[],
): readonly Connection[] {
    if (remote === undefined) return [];
    return accesses.map(access =>
        connectionAt(subject, path, "access-list", {
            remote,
            direction: "in",
            access,
            says: `lets ${shown(remote)} at the objects`,
            change: CHANGE,
        }),
    );
}
