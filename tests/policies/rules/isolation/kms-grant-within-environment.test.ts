import { Secret, Unknown } from "../../../../plan/value";
import { kmsGrantWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };
const trusting = { ...own, settings: { trustedAccounts: ["333333333333"] } };

describe("kms-grant-within-environment", () => {
    tries(rule, "aws:kms/grant:Grant", [
        ["a role of the own account", "holds", { granteePrincipal: "arn:aws:iam::111111111111:role/nodes" }, own],
        ["a role of another account", "violated", { granteePrincipal: "arn:aws:iam::222222222222:role/nodes" }, own],
        [
            "a foreign principal that may retire it",
            "violated",
            {
                granteePrincipal: "arn:aws:iam::111111111111:role/nodes",
                retiringPrincipal: "arn:aws:iam::222222222222:root",
            },
            own,
        ],
        ["an account that is trusted", "holds", { granteePrincipal: "arn:aws:iam::333333333333:root" }, trusting],
        ["anyone", "violated", { granteePrincipal: "*" }, own],
        ["a principal that is not known", "undecided", { granteePrincipal: Unknown.computed }, own],
        ["a name without an account", "undecided", { granteePrincipal: "nodes" }, own],
        [
            "a provider that pins no account",
            "undecided",
            { granteePrincipal: "arn:aws:iam::222222222222:root" },
            { provider: {} },
        ],
        [
            "a secret principal of another account",
            "violated",
            { granteePrincipal: new Secret("arn:aws:iam::222222222222:root") },
            own,
        ],
    ]);
});
