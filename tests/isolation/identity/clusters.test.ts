import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { IDENTITY } from "../../../isolation/identity/area";
import { declaredBy, lineOf, type Pinned } from "../data/declared";

const OTHER = "222222222222";
const OWN = "111111111111";
const ROLE = `arn:aws:iam::${OTHER}:role/deploy`;
const OWN_CLUSTER = `arn:aws:eks:eu-central-1:${OWN}:cluster/shop`;

async function lines(build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await declaredBy(build, { area: IDENTITY })).map(lineOf);
}

async function entered(principalArn: pulumi.Input<string>): Promise<readonly string[]> {
    const found = await lines(pinned => {
        new aws.eks.AccessEntry("entry", { clusterName: "shop", principalArn }, pinned);
    });
    return found.filter(line => line.includes("principalArn"));
}

describe("who enters a cluster", () => {
    it("given a role of another account, lets it in", async () => {
        assert.deepEqual(await entered(ROLE), [
            `cluster-access in write declared principalArn ${ROLE}`,
            `cluster-access both write declared principalArn ${ROLE}`,
        ]);
    });

    it("given a role of the own account, meets nobody by it", async () => {
        const own = ROLE.replace(OTHER, OWN);
        assert.deepEqual(await entered(own), [`cluster-access in write declared principalArn ${own}`]);
    });

    it("given a secret principal, is undecided and does not name it", async () => {
        assert.deepEqual(await entered(pulumi.secret(ROLE)), [
            "cluster-access in write undecided principalArn unknown: principalArn is secret",
        ]);
    });

    it("given a principal that is not known, is undecided; given the stack's own, leads nowhere", async () => {
        assert.match(
            (await entered(pulumi.output(pulumi.unknown as string)))[0] ?? "",
            / undecided principalArn unknown/,
        );
        const found = await lines(pinned => {
            const role = new aws.iam.Role("role", { assumeRolePolicy: '{"Statement":[]}' }, pinned);
            new aws.eks.AccessPolicyAssociation(
                "admin",
                {
                    clusterName: "shop",
                    principalArn: role.arn,
                    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
                    accessScope: { type: "cluster" },
                },
                pinned,
            );
        });
        assert.deepEqual(found, [`cluster-access out write declared clusterName ${OWN_CLUSTER}`]);
    });

    function map(name: string, data: Readonly<Record<string, string>>) {
        return () => {
            new kubernetes.core.v1.ConfigMap("map", { metadata: { name, namespace: "kube-system" }, data });
        };
    }

    it("given the map of principals, lets in each of another account, and says which entry", async () => {
        const mapRoles = `- rolearn: arn:aws:iam::${OTHER}:role/a\n- rolearn: ${ROLE}`;
        const found = await lines(map("aws-auth", { mapRoles, mapAccounts: `["${OTHER}"]` }));
        assert.deepEqual(
            found.filter(line => line.includes(" in ")),
            [
                `cluster-access in write declared data.mapRoles[0] arn:aws:iam::${OTHER}:role/a`,
                `cluster-access in write declared data.mapRoles[1] ${ROLE}`,
                `cluster-access in write declared data.mapAccounts[0] ${OTHER}`,
            ],
        );
    });

    it("given another map with the same words, lets nobody in", async () => {
        assert.deepEqual(await lines(map("roles", { mapRoles: `- rolearn: ${ROLE}` })), []);
    });

    it("given a map that cannot be read, is undecided", async () => {
        const found = await lines(map("aws-auth", { mapRoles: "rolearn: [" }));
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /in write undecided data.mapRoles\[0\] unknown/);
    });
});

describe("what runs in a cluster", () => {
    it("given a further role of another account, leads to it", async () => {
        const found = await lines(pinned => {
            new aws.eks.PodIdentityAssociation(
                "pods",
                {
                    clusterName: "shop",
                    namespace: "shop",
                    serviceAccount: "shop",
                    roleArn: ROLE.replace(OTHER, OWN),
                    targetRoleArn: ROLE,
                },
                pinned,
            );
        });
        assert.deepEqual(found, [
            `pod-identity out use declared roleArn ${ROLE.replace(OTHER, OWN)}`,
            `pod-identity out use declared targetRoleArn ${ROLE}`,
        ]);
    });

    it("given a role in the annotation of a service account, leads to it", async () => {
        const found = await lines(() => {
            const annotations = { "eks.amazonaws.com/role-arn": ROLE };
            new kubernetes.core.v1.ServiceAccount("shop", { metadata: { annotations } });
            new kubernetes.core.v1.ServiceAccount("plain", {});
        });
        assert.deepEqual(found, [
            `service-account out use declared metadata.annotations["eks.amazonaws.com/role-arn"] ${ROLE}`,
        ]);
    });

    it("given the ARN of a cluster as context, leads there; given a word, nowhere", async () => {
        const found = await lines(() => {
            new kubernetes.Provider("there", { context: OWN_CLUSTER.replace(OWN, OTHER) });
            new kubernetes.Provider("somewhere", { context: "prod" });
        });
        assert.deepEqual(found, [`cluster-context out write declared context ${OWN_CLUSTER.replace(OWN, OTHER)}`]);
    });
});

describe("whom roles in a cluster are bound to", () => {
    async function bound(...subjects: readonly kubernetes.types.input.rbac.v1.Subject[]): Promise<readonly string[]> {
        return lines(pinned => {
            new aws.eks.AccessEntry(
                "entry",
                { clusterName: "shop", principalArn: `arn:aws:iam::${OWN}:role/a`, kubernetesGroups: ["local"] },
                pinned,
            );
            new kubernetes.rbac.v1.ClusterRoleBinding("binding", {
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
                subjects: [...subjects],
            });
        }).then(found => found.filter(line => line.startsWith("cluster-binding")));
    }

    it("given a group and a user of a directory, they may be in both environments", async () => {
        assert.deepEqual(await bound({ kind: "Group", name: "people" }, { kind: "User", name: "ann" }), [
            "cluster-binding both use declared subjects[0] kubernetes-group people",
            "cluster-binding both use declared subjects[1] kubernetes-group user ann",
        ]);
    });

    it("given a user by an ARN, lets that principal in", async () => {
        assert.deepEqual(await bound({ kind: "User", name: ROLE }), [
            `cluster-binding in use declared subjects[0] ${ROLE}`,
        ]);
    });

    it("given service accounts, groups of the system and of the cluster's own entries, lets in nobody of a directory", async () => {
        const found = await bound(
            { kind: "ServiceAccount", name: "shop", namespace: "shop" },
            { kind: "Group", name: "system:masters" },
            { kind: "Group", name: "local" },
        );
        assert.deepEqual(found, []);
    });

    it("given secret subjects, names none of them", async () => {
        const found = await lines(() => {
            new kubernetes.rbac.v1.RoleBinding("binding", {
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "edit" },
                subjects: pulumi.secret([{ kind: "Group", name: "people" }]),
            });
        });
        assert.deepEqual(found, ["cluster-binding in use undecided subjects[0] unknown: it is marked secret"]);
    });

    it("given a group that is not known, is undecided", async () => {
        const found = await bound({ kind: "Group", name: pulumi.output(pulumi.unknown as string) });
        assert.match(found[0] ?? "", /^cluster-binding in use undecided subjects\[0\] unknown/);
    });
});
