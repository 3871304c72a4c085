import type { PolicyStatement } from "../../../aws/iam-policy";
import { patternCovers } from "../../../aws/patterns";
import { referring } from "../../../schedule/referring";
import type { Stack, Subject } from "../../kernel";
import type { CallContext } from "./call-conditions";
import { answerOf, readPolicy } from "./policy-answers";

/** Types that hold the policy of another resource: the input that refers to it, and what that one calls itself. */
const POLICIES_BESIDE: Readonly<
    Record<string, { readonly type: string; readonly input: string; readonly name: string }>
> = {
    "aws:sqs/queue:Queue": { type: "aws:sqs/queuePolicy:QueuePolicy", input: "queueUrl", name: "url" },
    "aws:kms/key:Key": { type: "aws:kms/keyPolicy:KeyPolicy", input: "keyId", name: "keyId" },
};

/** Every type that {@link grants} reads. */
export const GRANTING_TYPES: readonly string[] = [
    ...Object.keys(POLICIES_BESIDE),
    ...Object.values(POLICIES_BESIDE).map(({ type }) => type),
];

/** Whether the policy of a resource lets a role of the same account in; nothing where that cannot be told. */
export function grants(
    resource: Subject,
    stack: Stack,
    asked: { readonly action: string; readonly roleArn: string; readonly call: CallContext },
): boolean | undefined {
    const kept = POLICIES_BESIDE[resource.type];
    if (kept === undefined) return false;
    const beside = referring(stack, [kept.type], kept.input).to(resource, kept.name);
    const answers = [resource, ...beside]
        .map(one => readPolicy(one.read("policy"), "its policy"))
        .map(policy => answerOf(policy, { ...asked, concerns: one => namesRole(one, asked.roleArn) }).outcome);
    if (answers.includes("allowed")) return true;
    return answers.includes("unclear") ? undefined : false;
}

/** Whether a statement names a role by itself. The account as a whole leaves it to what the role is allowed. */
function namesRole({ negatedPrincipals, path, principals, unread }: PolicyStatement, roleArn: string) {
    if (negatedPrincipals) return undefined;
    const ofAws = principals.filter(({ kind }) => kind === "AWS").map(({ value }) => value);
    if (ofAws.includes("*") || ofAws.includes(roleArn)) return true;
    const isUnread = unread.some(one => one.path.startsWith(`${path}.Principal`)) || principals.length === 0;
    return isUnread || ofAws.some(value => patternCovers(roleArn, value)) ? undefined : false;
}
