import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CLUSTER_ARGS } from "../components/samples";
import { inputsOf } from "../components/support";
import { planOf, plainly } from "../support/plan";
import { firstStack, secondStack } from "./cluster-samples";

const SAMPLES = readFileSync(path.join(__dirname, "cluster-samples.ts"), "utf8");
const PAGE = readFileSync(path.join(__dirname, "../../docs/components/cluster.md"), "utf8");

describe("the two stacks on the page of Cluster", () => {
    for (const [index, sample] of ["first stack", "second stack"].entries()) {
        it(`given the ${sample}, are what is planned here`, () => {
            // The page's first block is the smallest use.
            const block = [...PAGE.matchAll(/```ts\n(.*?)```/gs)][index + 1]?.[1]?.replace(/^import .*$/gm, "");
            const planned = new RegExp(`// sample ${sample}\n(.*?)// end`, "s").exec(SAMPLES)?.[1];
            assert.ok(block !== undefined && planned !== undefined);
            assert.equal(withoutSpace(block), withoutSpace(planned));
        });
    }

    it("given the first, plan a cluster whose outputs the second needs, and nothing in Kubernetes", async () => {
        const { namespaces, registries, endpointAccess, ...foundation } = CLUSTER_ARGS;
        const outputs: string[] = [];
        const plan = await planOf(() => {
            outputs.push(...Object.keys(firstStack(foundation)));
        });
        assert.ok(namespaces.length === 1 && registries === undefined && endpointAccess.kind === "public");
        assert.deepEqual(outputs, ["endpoint", "certificateAuthority", "nodeSecurityGroupId"]);
        assert.equal(inputsOf(plan, "platform-cluster")["name"], "staging-platform");
        assert.deepEqual(
            plan.resources.filter(({ type }) => type.includes("kubernetes")).map(({ name }) => name),
            [],
        );
    });

    it("given the second, plan namespaces and charts in that cluster", async () => {
        const plan = await planOf(() => {
            secondStack(new pulumi.StackReference("organization/shop/cluster"));
        });
        const components = plan.resources.filter(({ custom }) => !custom);
        assert.deepEqual(
            components.map(({ name, outputs }) => [name, plainly(outputs["clusterName"])]),
            [
                ["workloads", "staging-platform"],
                ["metrics", undefined],
            ],
        );
        assert.equal(plan.resources.filter(({ type }) => type.endsWith(":NetworkPolicy")).length, 4);
    });
});

/** Pages are indented less and broken elsewhere; a comma before a closing bracket comes with the break. */
function withoutSpace(code: string): string {
    return code.replace(/\s+/g, "").replace(/,(?=[}\])])/g, "");
}
