import { Secret, Unknown } from "../../../../plan/value";
import { snapshotAndImageNotShared as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };
const trusting = { ...own, settings: { trustedAccounts: ["333333333333"] } };

describe("snapshot-and-image-not-shared", () => {
    describe("of an image", () => {
        tries(rule, "aws:ec2/amiLaunchPermission:AmiLaunchPermission", [
            ["the own account", "holds", { accountId: "111111111111" }, own],
            ["another account", "violated", { accountId: "222222222222" }, own],
            ["an account that is trusted", "holds", { accountId: "333333333333" }, trusting],
            ["everyone", "violated", { group: "all" }, own],
            [
                "an organisation, though its ARN holds the own account",
                "violated",
                { organizationArn: "arn:aws:organizations::111111111111:organization/o-1" },
                own,
            ],
            ["an account that is not known", "undecided", { accountId: Unknown.computed }, own],
            ["a secret account", "violated", { accountId: new Secret("222222222222") }, own],
        ]);
    });

    describe("of a database's snapshot", () => {
        tries(rule, "aws:rds/clusterSnapshot:ClusterSnapshot", [
            ["nobody", "nothing", { dbClusterIdentifier: "orders" }, own],
            ["an empty list", "holds", { sharedAccounts: [] }, own],
            ["everyone among others", "violated", { sharedAccounts: ["111111111111", "all"] }, own],
            [
                "an unknown one beside another account",
                "violated",
                { sharedAccounts: [Unknown.computed, "222222222222"] },
                own,
            ],
            ["an unknown one", "undecided", { sharedAccounts: [Unknown.computed] }, own],
        ]);
    });

    describe("of an account's switch", () => {
        tries(rule, "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", [
            ["a block", "holds", { state: "block-all-sharing" }],
            ["none", "violated", { state: "unblocked" }],
            ["a value that is not known", "undecided", { state: Unknown.computed }],
        ]);
    });
});
