import { commonOf } from "../../../isolation/commons";
import type { Reference } from "../../../isolation/connection";
import type { IsolationSettings } from "../../../isolation/settings";
import type { CredentialIdentity } from "../../../secrets/identities";

/** Whether the settings declare what a name stands for as what several environments may use. */
export function isCommonIdentity(identity: CredentialIdentity, { commons }: IsolationSettings): boolean {
    const reference = referenceOf(identity);
    return reference !== undefined && commonOf(reference, commons) !== undefined;
}

/** How ARNs of each kind go on after the account: `arn:aws:<service>:<region>:<account>:<prefix><name>`. */
const ARN_PARTS = {
    role: ["iam", "role/"],
    key: ["kms", "key/"],
    secret: ["secretsmanager", "secret:"],
    parameter: ["ssm", "parameter"],
} as const;

function referenceOf({ arn, kind, name, scope }: CredentialIdentity): Reference | undefined {
    if (arn !== undefined) return { kind: "name", pattern: arn };
    if (kind === "account") return { kind, account: name };
    if (kind === "kubernetes-secret") return undefined;
    const [service, prefix] = ARN_PARTS[kind];
    const [account = "", region = ""] = scope.split("/");
    const resource = name.startsWith("alias/") ? name : `${prefix}${name}`;
    return { kind: "name", pattern: ["arn", "aws", service, region, account, resource].join(":") };
}
