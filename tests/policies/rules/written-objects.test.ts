import * as assert from "node:assert/strict";

import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { judge } from "../../../policy-pack/kernel/judge";
import * as pack from "../../../policy-pack/rules";
import { planOf } from "../../support/plan";

const RULES = [pack.podsNotPrivileged, pack.noPlaintextCredentials, pack.namespaceEnforcesPodSecurity];

/** What rules over Kubernetes objects say of a program: each finding by place, and what nobody read. */
async function judged(build: () => void) {
    const plan = await planOf(build, { project: "shop", stack: "staging" });
    const { findings, coverage } = judge([plan], { rules: RULES, today: "2026-01-31" });
    return {
        findings: findings.map(
            ({ rule, verdict, path, property }) => `${rule} ${verdict} ${path ?? ""} ${property ?? ""}`,
        ),
        unread: coverage.unreadTypes,
        messages: findings.map(({ message }) => message).join("\n"),
    };
}

const pod = (more: string) => `
apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: shop }
spec: { containers: [{ name: agent, image: agent }], ${more} }
`;
const NAMESPACE = {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
};

describe("Kubernetes objects that stand in other resources", () => {
    it("given faults in YAML and in values, are found where they stand", async () => {
        const { findings, unread } = await judged(() => {
            new kubernetes.yaml.v2.ConfigGroup("agents", {
                yaml: pod("hostNetwork: yes"),
                objs: [
                    { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
                    {
                        apiVersion: "v1",
                        kind: "ConfigMap",
                        metadata: { name: "settings", namespace: "shop" },
                        data: { DB_PASSWORD: "correct horse" },
                    },
                ],
            });
        });
        assert.deepEqual(findings, [
            "no-plaintext-credentials violated agents/agents:shop/settings data.DB_PASSWORD",
            "pods-not-privileged violated agents/agents:shop/agent spec.hostNetwork",
            'namespace-enforces-pod-security violated agents/agents:shop metadata.labels["pod-security.kubernetes.io/enforce"]',
        ]);
        assert.deepEqual(unread, []);
    });

    it("given the same without faults, are found to hold, with nothing undecided", async () => {
        const { findings, unread } = await judged(() => {
            new kubernetes.yaml.v2.ConfigGroup("agents", { yaml: pod("hostNetwork: no"), objs: [NAMESPACE] });
        });
        assert.deepEqual([findings, unread], [[], []]);
    });

    it("given secret YAML, are judged, and never shown", async () => {
        const { findings, messages } = await judged(() => {
            new kubernetes.yaml.v2.ConfigGroup("agents", {
                yaml: pulumi.secret(
                    `${pod("hostPID: true")}---\n{ apiVersion: v1, kind: ConfigMap, data: { a: AKIAQ3EGRZ7B4CXY2W5T } }`,
                ),
            });
        });
        assert.deepEqual(findings, [
            "no-plaintext-credentials violated agents/agents:yaml[1] data.a",
            "pods-not-privileged violated agents/agents:yaml[0] spec.hostPID",
        ]);
        assert.ok(!messages.includes("AKIAQ3"));
    });

    const unread: readonly (readonly [string, kubernetes.yaml.v2.ConfigGroupArgs])[] = [
        ["YAML that is not known", { yaml: pulumi.unknown as unknown as string }],
        ["files", { files: ["manifests/*.yaml"] }],
        ["YAML that is none", { yaml: "a: [1" }],
    ];
    for (const [what, args] of unread) {
        it(`given ${what}, are undecided by every rule and counted as unread`, async () => {
            const said = await judged(() => {
                new kubernetes.yaml.v2.ConfigGroup("agents", { objs: [NAMESPACE], ...args });
            });
            assert.deepEqual(
                said.findings.map(finding => finding.trim()).sort(),
                RULES.map(({ name }) => `${name} undecided agents`).sort(),
            );
            assert.deepEqual(said.unread, ["kubernetes:yaml/v2:ConfigGroup"]);
        });
    }

    it("given a release, are counted as unread, though its values were read", async () => {
        const { findings, unread } = await judged(() => {
            new kubernetes.helm.v3.Release("agents", { chart: "agents", values: { colour: "blue" } });
        });
        assert.deepEqual([findings, unread], [[], ["kubernetes:helm.sh/v3:Release"]]);
    });
});
