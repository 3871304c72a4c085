import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { stacksOf } from "../../../../policy-pack/kernel/judge";
import { impliedLogGroups, LOG_WRITER_TYPES } from "../../../../policy-pack/rules/support/log-writers";
import { DEFAULT_SETTINGS } from "../../../../policy-pack/settings";
import { plan, resource } from "../../../support/policy";

const EKS = "aws:eks/cluster:Cluster";
const RDS = "aws:rds/cluster:Cluster";
const LAMBDA = "aws:lambda/function:Function";
const EXPORTS = "enabledCloudwatchLogsExports";

function implied(type: string, inputs: PropertyMap) {
    const [stack] = stacksOf([plan([resource(type, inputs)])], DEFAULT_SETTINGS);
    const { doubt, groups } = impliedLogGroups(stack!.subjects[0]!);
    return doubt ?? groups.map(({ label, name }) => (label === name ? label : `${label}, not known`));
}

describe("the log groups that AWS makes", () => {
    type Case = readonly [given: string, type: string, inputs: PropertyMap, expected: unknown];
    const TABLE: readonly Case[] = [
        ["a function", LAMBDA, { name: "mail" }, ["/aws/lambda/mail"]],
        ["a function without a name", LAMBDA, {}, ["/aws/lambda/<name>, not known"]],
        ["a function whose name is no text", LAMBDA, { name: 7 }, ["/aws/lambda/<name>, not known"]],
        ["a function that is told where to write", LAMBDA, { name: "mail", loggingConfig: { logGroup: "x" } }, []],
        ["a control plane", EKS, { name: "shop", enabledClusterLogTypes: ["api", "audit"] }, ["/aws/eks/shop/cluster"]],
        ["a control plane without logs", EKS, { name: "shop" }, []],
        [
            "a cluster with two logs",
            RDS,
            { clusterIdentifier: "orders", [EXPORTS]: ["postgresql", new Secret("upgrade")] },
            ["/aws/rds/cluster/orders/postgresql", "/aws/rds/cluster/orders/upgrade"],
        ],
        ["an instance", "aws:rds/instance:Instance", { identifier: "a", [EXPORTS]: ["b"] }, ["/aws/rds/instance/a/b"]],
        ["DocumentDB", "aws:docdb/cluster:Cluster", { clusterIdentifier: "a", [EXPORTS]: ["b"] }, ["/aws/docdb/a/b"]],
        ["logs that are not known", RDS, { [EXPORTS]: Unknown.computed }, `${EXPORTS} is not known`],
        ["a log that is not known", RDS, { [EXPORTS]: ["a", Unknown.computed] }, `${EXPORTS} is not known`],
        ["no list of logs", RDS, { [EXPORTS]: "postgresql" }, `${EXPORTS} is not known`],
        ["another type", "aws:sns/topic:Topic", { name: "a" }, []],
    ];
    for (const [given, type, inputs, expected] of TABLE) {
        it(`given ${given}, are ${JSON.stringify(expected)}`, () => {
            assert.deepEqual(implied(type, inputs), expected);
        });
    }

    it("given any type that has some, are judged", () => {
        assert.ok(LOG_WRITER_TYPES.includes(LAMBDA) && LOG_WRITER_TYPES.includes(EKS));
    });
});
