import { decide, holds, resourceRule, type Subject, type Verdict, violated } from "../../kernel";

/** Types that make a credential which never ends. Their default status is `Active` (type documentation). */
const KEY_TYPES = ["aws:iam/accessKey:AccessKey", "aws:iam/serviceSpecificCredential:ServiceSpecificCredential"];
const PROVIDER = "pulumi:providers:aws";
const BECAUSE = "it works from anywhere until somebody notices, and is the commonest thing to leak";

export const noStaticAccessKeys = resourceRule({
    name: "no-static-access-keys",
    family: "secrets",
    severity: "critical",
    description: "Nobody and nothing has an access key that never ends.",
    remediation:
        'Use a role instead: `assumeRoles` of the provider, Pod Identity for pods, `aws.iam.OpenIdConnectProvider` for runners elsewhere. Set `status: "Inactive"` on a key that is still to be looked at.',
    appliesTo: [...KEY_TYPES, PROVIDER],
    check(subject) {
        return subject.type === PROVIDER ? judgeProvider(subject) : judgeKey(subject);
    },
});

function judgeKey(subject: Subject): Verdict {
    return decide(subject.read("status", { default: "Active" }), {
        absent: holds,
        known: value =>
            value === "Inactive"
                ? holds()
                : violated({ message: `makes a key that never ends, expected a role: ${BECAUSE}` }),
    });
}

/** Prefix of the ids of keys that end by themselves (IAM, "Unique identifiers"). */
const TEMPORARY_KEY = "ASIA";

function judgeProvider(subject: Subject): readonly Verdict[] {
    const key = subject.read("accessKey");
    if (key.state === "absent" || (key.state === "known" && key.value === "")) return [holds()];
    const token = subject.read("token");
    if (token.state === "unknown" || (token.state === "known" && token.value !== "")) return [holds()];
    const isTemporary = key.state === "known" && typeof key.value === "string" && key.value.startsWith(TEMPORARY_KEY);
    if (isTemporary) return [holds()];
    return [
        violated({
            property: "accessKey",
            message: `accessKey is set without a session token, expected a role: ${BECAUSE}`,
        }),
    ];
}
