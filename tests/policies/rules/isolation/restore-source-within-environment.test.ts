import { Secret, Unknown } from "../../../../plan/value";
import { restoreSourceWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };
const snapshot = (account: string, name = "orders") => `arn:aws:rds:eu-central-1:${account}:cluster-snapshot:${name}`;

describe("restore-source-within-environment", () => {
    const reference = (stack: string) =>
        resource("pulumi:pulumi:StackReference", { name: `acme/shop/${stack}` }, { name: stack, external: true });
    const from = (stack: string) => {
        const source = reference(stack);
        return { ...own, beside: [source], comesFrom: { snapshotIdentifier: [source] } };
    };

    describe("of a database cluster", () => {
        tries(rule, "aws:rds/cluster:Cluster", [
            ["no source", "nothing", {}, own],
            ["a snapshot by its name", "holds", { snapshotIdentifier: "orders-2026" }, own],
            ["a snapshot of the own account", "holds", { snapshotIdentifier: snapshot("111111111111") }, own],
            ["a snapshot of another account", "violated", { snapshotIdentifier: snapshot("222222222222") }, own],
            ["a snapshot that is named for production", "violated", { snapshotIdentifier: "orders-prod-2026" }, own],
            [
                "production's, in the own account",
                "violated",
                { snapshotIdentifier: snapshot("111111111111", "rds:prod-orders") },
                own,
            ],
            [
                "production's, in production",
                "holds",
                { snapshotIdentifier: "orders-prod-2026" },
                { ...own, stack: "prod" },
            ],
            [
                "staging's, in production",
                "violated",
                { snapshotIdentifier: "staging-orders" },
                { ...own, stack: "prod" },
            ],
            ["what is not production's by name", "holds", { snapshotIdentifier: "orders-pre-prod-2026" }, own],
            ["a product by its name", "holds", { snapshotIdentifier: "products-2026" }, own],
            [
                "production's snapshot whose data is masked",
                "holds",
                { snapshotIdentifier: "prod-masked" },
                { ...own, settings: { maskedSources: ["prod-masked"] } },
            ],
            [
                "a copy of an account that is trusted",
                "holds",
                { snapshotIdentifier: snapshot("333333333333") },
                { ...own, settings: { trustedAccounts: ["333333333333"] } },
            ],
            [
                "a point in time of another account's",
                "violated",
                {
                    restoreToPointInTime: {
                        sourceClusterIdentifier: "arn:aws:rds:eu-central-1:222222222222:cluster:orders",
                    },
                },
                own,
            ],
            ["a source that is not known", "undecided", { snapshotIdentifier: Unknown.computed }, own],
            ["a number", "undecided", { snapshotIdentifier: 7 }, own],
            [
                "a snapshot that production's stack names",
                "violated",
                { snapshotIdentifier: Unknown.computed },
                from("prod"),
            ],
            [
                "a snapshot that a stack of the own side names",
                "holds",
                { snapshotIdentifier: Unknown.computed },
                from("data"),
            ],
            [
                "a secret snapshot of another account",
                "violated",
                { snapshotIdentifier: new Secret(snapshot("222222222222")) },
                own,
            ],
            [
                "a provider that pins no account",
                "undecided",
                { snapshotIdentifier: snapshot("222222222222") },
                { provider: {} },
            ],
        ]);
    });

    describe("of a disk", () => {
        const disk = resource("aws:ebs/snapshot:Snapshot", {}, { ...own, name: "disk" });
        tries(rule, "aws:ebs/volume:Volume", [
            ["an empty disk", "nothing", { size: 20 }, own],
            ["a snapshot that may be anybody's", "undecided", { snapshotId: "snap-0123456789abcdef0" }, own],
            [
                "a snapshot that was masked",
                "holds",
                { snapshotId: "snap-1" },
                { ...own, settings: { maskedSources: ["snap-1"] } },
            ],
            [
                "a snapshot of the plan",
                "holds",
                { snapshotId: Unknown.computed },
                { ...own, beside: [disk], comesFrom: { snapshotId: [disk] } },
            ],
        ]);
    });

    describe("of a copied image", () => {
        const image = resource("aws:ec2/ami:Ami", {}, { ...own, name: "image" });
        tries(rule, "aws:ec2/amiCopy:AmiCopy", [
            ["an image that may be anybody's", "undecided", { sourceAmiId: "ami-0123456789abcdef0" }, own],
            [
                "an image of the plan",
                "holds",
                { sourceAmiId: Unknown.computed },
                { ...own, beside: [image], comesFrom: { sourceAmiId: [image] } },
            ],
        ]);
    });

    describe("of a shared file system", () => {
        tries(rule, "aws:fsx/windowsFileSystem:WindowsFileSystem", [
            ["an empty one", "nothing", {}, own],
            ["a backup that may be anybody's", "undecided", { backupId: "backup-0123456789abcdef0" }, own],
        ]);
    });

    describe("of a cache", () => {
        const files = resource("aws:s3/bucket:Bucket", { bucket: "cache-files" }, { ...own, name: "files" });
        tries(rule, "aws:elasticache/replicationGroup:ReplicationGroup", [
            ["an empty one", "nothing", {}, own],
            ["a file of production's", "violated", { snapshotArns: ["arn:aws:s3:::prod-cache/a.rdb"] }, own],
            ["a file in anybody's bucket", "undecided", { snapshotArns: ["arn:aws:s3:::cache/a.rdb"] }, own],
            [
                "a file in a bucket of the plan",
                "holds",
                { snapshotArns: ["arn:aws:s3:::cache-files/a.rdb"] },
                { ...own, beside: [files], comesFrom: { snapshotArns: [files] } },
            ],
            ["files that are not known", "undecided", { snapshotArns: Unknown.computed }, own],
        ]);
    });

    describe("of an import", () => {
        const from = (bucketName: string) => ({ s3Import: { bucketName, sourceEngine: "mysql" } });
        tries(rule, "aws:rds/instance:Instance", [
            ["a bucket of production's", "violated", from("acme-prod-dumps"), own],
            ["a bucket by its name", "holds", from("acme-masked-dumps"), own],
        ]);
    });

    describe("of a machine", () => {
        tries(rule, "aws:ec2/instance:Instance", [
            ["empty disks", "nothing", { ebsBlockDevices: [{ volumeSize: 20 }] }, own],
            [
                "one disk of a snapshot that is not known",
                "undecided",
                { ebsBlockDevices: [{ volumeSize: 20 }, { snapshotId: Unknown.computed }] },
                own,
            ],
        ]);
    });

    describe("of a table", () => {
        tries(rule, "aws:dynamodb/table:Table", [
            [
                "a backup of another account",
                "violated",
                { restoreBackupArn: "arn:aws:dynamodb:eu-central-1:222222222222:table/orders/backup/1" },
                own,
            ],
            [
                "another account's bucket",
                "violated",
                { importTable: { s3BucketSource: { bucket: "x", bucketOwner: "222222222222" } } },
                own,
            ],
        ]);
    });
});
