import { Secret, Unknown } from "../../../../plan/value";
import { managedMasterPassword as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

describe("managed-master-password", () => {
    describe("of a cluster", () => {
        tries(rule, "aws:rds/cluster:Cluster", [
            ["a managed password", "holds", { manageMasterUserPassword: true }],
            ["neither", "violated", {}],
            ["management switched off", "violated", { manageMasterUserPassword: false }],
            ["a password", "violated", { masterPassword: "hunter2" }],
            ["a secret password", "violated", { masterPassword: new Secret("hunter2") }],
            ["a secret password that is not known", "violated", { masterPassword: new Secret(Unknown.computed) }],
            ["a password that is written once and not stored", "violated", { masterPasswordWo: new Secret("hunter2") }],
            [
                "a password beside a managed one",
                "violated",
                { manageMasterUserPassword: true, masterPassword: "hunter2" },
            ],
            ["an empty password beside a managed one", "holds", { manageMasterUserPassword: true, masterPassword: "" }],
            ["management that is not known", "undecided", { manageMasterUserPassword: Unknown.computed }],
            [
                "a password of another resource",
                "violated",
                { masterPassword: Unknown.computed },
                { comesFrom: { masterPassword: [resource("random:index/randomPassword:RandomPassword")] } },
            ],
            [
                "a value that is not known in the place of the password",
                "undecided",
                { manageMasterUserPassword: true, masterPassword: Unknown.computed },
            ],
            ["a snapshot to restore", "holds", { snapshotIdentifier: "before" }],
            ["a snapshot that is not known yet", "holds", { snapshotIdentifier: Unknown.computed }],
            [
                "a snapshot and a new password",
                "violated",
                { snapshotIdentifier: "before", masterPassword: new Secret("hunter2") },
            ],
            [
                "a replica of another cluster",
                "holds",
                { replicationSourceIdentifier: "arn:aws:rds:eu-central-1:1:cluster:a" },
            ],
        ]);
    });

    describe("of an instance", () => {
        tries(rule, "aws:rds/instance:Instance", [
            ["a managed password", "holds", { manageMasterUserPassword: true }],
            ["a password", "violated", { password: new Secret("hunter2") }],
            ["neither", "violated", {}],
            ["a read replica", "holds", { replicateSourceDb: Unknown.computed }],
        ]);
    });

    describe("of Redshift", () => {
        tries(rule, "aws:redshift/cluster:Cluster", [
            ["a managed password", "holds", { manageMasterPassword: true }],
            ["the switch of another service", "violated", { manageMasterUserPassword: true }],
        ]);
    });
});
