import {
    expectOneOf,
    expectTrue,
    holds,
    resourceRule,
    type Subject,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { readEach } from "../../../plan/readings";

/** The four switches of a public access block. Each is off where nothing is said (type documentation of the provider). */
const SWITCHES = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

const BLOCKS: ReadonlySet<string> = new Set([
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
]);

/** Canned lists that let in nobody but the owner and AWS itself (S3, "Canned ACL"). */
const CLOSED_ACLS = [
    "private",
    "aws-exec-read",
    "bucket-owner-read",
    "bucket-owner-full-control",
    "log-delivery-write",
];

/** Groups of the whole world, and of everyone with any AWS account (S3, "Amazon S3 predefined groups"). */
const PUBLIC_GROUPS = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/;
/** Where buckets and lists of their own name whom they let in. */
const GRANTEES = ["accessControlPolicy.grants[].grantee.uri", "grants[].uri"];

const BECAUSE = "whoever guesses or finds a name reads what is in it";

export const bucketNotPublic = resourceRule({
    name: "bucket-not-public",
    family: "isolation",
    severity: "critical",
    description: "No bucket is opened to the public, and no public access block has a gap.",
    remediation:
        "Remove the public `acl`, and set all of `blockPublicAcls`, `blockPublicPolicy`, `ignorePublicAcls` and `restrictPublicBuckets` of the `BucketPublicAccessBlock`; public files are served by CloudFront.",
    appliesTo: [
        ...BLOCKS,
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketV2:BucketV2",
        "aws:s3/bucketAcl:BucketAcl",
        "aws:s3/bucketAclV2:BucketAclV2",
    ],
    check(subject) {
        if (BLOCKS.has(subject.type)) {
            return SWITCHES.map(path => expectTrue(subject, path, { because: BECAUSE, default: false }));
        }
        // S3 closes a new bucket by itself, so that one which says nothing is closed.
        const canned = expectOneOf(subject, "acl", CLOSED_ACLS, { because: BECAUSE, default: "private" });
        return [canned, ...judgeGrants(subject)];
    },
});

function judgeGrants(subject: Subject): readonly Verdict[] {
    return readEach(subject, GRANTEES).flatMap((reading): readonly Verdict[] => {
        if (reading.state !== "known") return reading.state === "unknown" ? [undecidedBecauseUnknown(reading)] : [];
        if (typeof reading.value !== "string" || !PUBLIC_GROUPS.test(reading.value)) return [holds()];
        const message = `${reading.path} names a group that anyone is in, expected none: ${BECAUSE}`;
        return [violated({ property: reading.path, message })];
    });
}
