import { holds, resourceRule, undecided, violated } from "../../kernel";
import { accountOf } from "../support/account";

const AWS_PREFIX = "aws:";

export const providerAccountPinned = resourceRule({
    name: "provider-account-pinned",
    family: "isolation",
    severity: "critical",
    description: "Every AWS resource is made by a provider that accepts credentials of exactly one account.",
    remediation:
        "Make the resources with a provider of your own that sets `allowedAccountIds: [environment.accountId]`, and set `pulumi:disable-default-providers: [aws]` in the stack's configuration.",
    appliesTo: { what: "AWS resources", matches: type => type.startsWith(AWS_PREFIX) },
    check(subject) {
        // The SDK has components of its own under `aws:`; what they are made of is judged by itself.
        if (!subject.resource.custom) return [];
        const account = accountOf(subject);
        switch (account.state) {
            case "known":
                return holds();
            case "unknown":
                return undecided({ property: "provider", message: `the account cannot be told: ${account.why}` });
            case "unpinned":
                return violated({
                    property: "provider",
                    message:
                        account.allowed.length === 0
                            ? `its provider ${described(subject.resource.provider?.isDefault)} sets no \`allowedAccountIds\`, expected exactly one: whatever credentials are at hand decide which environment is changed`
                            : `its provider allows ${account.allowed.length} accounts, expected exactly one: credentials of another environment pass`,
                });
        }
    },
});

function described(isDefault: boolean | undefined): string {
    return isDefault === true ? "is the default one and" : "is an explicit one, but";
}
