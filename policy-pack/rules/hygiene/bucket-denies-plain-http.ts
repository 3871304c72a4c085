import {
    holds,
    stackRule,
    type Subject,
    type SubjectReading,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { allTrue } from "../support/all-true";
import { BUCKET_TYPES, bucketParts, bucketsOf } from "../support/buckets";
import { speaksOf } from "../../../aws/iam-patterns";
import { parsePolicy, type PolicyStatement, unknownText } from "../../../aws/iam-policy";
import type { Parts } from "../support/referred";

const POLICY_TYPE = "aws:s3/bucketPolicy:BucketPolicy";
const POLICY = "policy";

/** Calls that carry what is in a bucket. A statement that denies them all denies what matters. */
const CALLS = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"];

/** Operators that compare a truth. Every request says whether it came by TLS, so that `IfExists` makes no difference. */
const TRUTH: ReadonlySet<string> = new Set(["bool", "boolifexists"]);

const BECAUSE = "a signed link or an old client that uses plain HTTP shows everybody on the way what it reads";

export const bucketDeniesPlainHttp = stackRule({
    name: "bucket-denies-plain-http",
    family: "hygiene",
    severity: "medium",
    description: "Every bucket turns away requests without TLS.",
    remediation:
        'Add a statement to the `policy` of the bucket that denies `s3:*` to everyone under `{ "Bool": { "aws:SecureTransport": "false" } }`; `Network` does so for its flow logs.',
    appliesTo: BUCKET_TYPES,
    alsoReads: [POLICY_TYPE],
    preset: "strict",
    check(stack) {
        const policiesOf = bucketParts(stack, [POLICY_TYPE]);
        return bucketsOf(stack).map(subject => ({ subject, verdict: judge(subject, policiesOf(subject)) }));
    },
});

function judge(bucket: Subject, { parts, doubt }: Parts): Verdict {
    const policies = [bucket, ...parts].map(holder => holder.read(POLICY)).filter(({ state }) => state !== "absent");
    let unclear: Verdict | undefined;
    for (const policy of policies) {
        const judged = judgePolicy(policy);
        if (judged?.outcome === "holds") return judged;
        unclear ??= judged;
    }
    if (unclear !== undefined) return unclear;
    if (doubt !== undefined) {
        return undecided({ message: `whether it has a policy that denies plain HTTP cannot be told: ${doubt}` });
    }
    const found = policies.length === 0 ? "no policy of it is planned" : "no statement of its policy denies plain HTTP";
    return violated({ property: POLICY, message: `${found}, expected one that does, to everyone: ${BECAUSE}` });
}

/** @returns Nothing for a policy that does not deny it. */
function judgePolicy(reading: SubjectReading): Verdict | undefined {
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    if (reading.state === "absent") return undefined;
    const { statements, unread } = parsePolicy(reading.value);
    const answers = statements.map(deniesPlainHttp);
    if (answers.includes(true)) return holds();
    const isClear = unread.length === 0 && !answers.includes(undefined);
    return isClear ? undefined : undecided({ property: POLICY, message: `a part of ${POLICY} cannot be read` });
}

/** Whether a statement denies everyone plain HTTP; nothing where that is not known. */
function deniesPlainHttp(statement: PolicyStatement): boolean | undefined {
    if (statement.effect === "Allow" || statement.negatedPrincipals) return false;
    if (statement.effect === "unknown" || statement.unread.length > 0) return undefined;
    const isForAll = statement.principals.some(({ kind, value }) => kind === "AWS" && value === "*");
    const [condition, ...others] = statement.conditions;
    // A further condition narrows what is denied.
    const isOfTransport =
        TRUTH.has(condition?.operator.toLowerCase() ?? "") &&
        condition?.key === "aws:securetransport" &&
        others.length === 0;
    if (!isForAll || !isOfTransport) return false;
    return allTrue([
        isOfPlainHttp(condition),
        ...CALLS.map(call => speaksOf(statement, call)),
        reachesObjects(statement),
    ]);
}

function isOfPlainHttp({ values }: PolicyStatement["conditions"][number]): boolean | undefined {
    if (values.some(value => typeof value === "string" && value.toLowerCase() === "false")) return true;
    return unknownText(values) === undefined ? false : undefined;
}

function reachesObjects({ resources, negatedResources }: PolicyStatement): boolean | undefined {
    if (negatedResources) return false;
    if (resources.some(one => typeof one === "string" && one.endsWith("*"))) return true;
    return unknownText(resources) === undefined ? false : undefined;
}
