import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { placeOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import { planFromState } from "../../plan/state";
import type { PropertyValue } from "../../plan/value";

const FOLDER = path.resolve(__dirname, "../fixtures/previous-release");

/** Every place in which the reference program of the previous release differs by intent, as `<path>#<property>`. */
const INTENDED: readonly string[] = [
    "month/month-budget#limitAmount",
    "month/month-budget#notifications[0].subscriberEmailAddresses[0]",
    "month/month-budget#notifications[1].subscriberEmailAddresses[0]",
    "month/month-budget#notifications[2].subscriberEmailAddresses[0]",
    "network/*-b*",
    "network/*-c*",
    "network/network-data-a#@protect",
    "network/network-data-acl#egress[3].ruleNo",
    "network/network-data-acl#egress[4].ruleNo",
    "network/network-data-acl#ingress[3].ruleNo",
    "network/network-data-acl#ingress[4].ruleNo",
    "network/network-data-b#@protect",
    "network/network-dns-allowed",
    "network/network-dns-allowed-domains",
    "network/network-dns-blocked-domains#domains[2]",
    "network/network-dns-blocked-domains#domains[3]",
    "network/network-dns-rest",
    "network/network-dns-rest-domains",
    "network/network-flow-logs-bucket#@protect",
    "network/network-flow-logs-bucket#forceDestroy",
    "network/network-flow-logs-lifecycle#rules[0].expiration.days",
    "network/network-private-a#@protect",
    "network/network-private-b#@protect",
    "network/network-public-a#@protect",
    "network/network-public-b#@protect",
    "network/network-vpc#@protect",
    "network/network-zone#@protect",
    "network/network-zone#forceDestroy",
    "orders/orders-cluster#@protect",
    "orders/orders-cluster#backupRetentionPeriod",
    "orders/orders-cluster#deleteAutomatedBackups",
    "orders/orders-cluster#deletionProtection",
    "orders/orders-cluster#finalSnapshotIdentifier",
    "orders/orders-cluster#preferredBackupWindow",
    "orders/orders-cluster#preferredMaintenanceWindow",
    "orders/orders-cluster#skipFinalSnapshot",
    "orders/orders-instance-0#@protect",
    "orders/orders-instance-0#instanceClass",
    "orders/orders-instance-0#preferredMaintenanceWindow",
    "orders/orders-instance-1",
    "orders/orders-key#@protect",
    "orders/orders-key#deletionWindowInDays",
    "orders/orders-postgresql-log#retentionInDays",
    "platform/platform-cluster#@protect",
    "platform/platform-cluster#deletionProtection",
    "platform/platform-cluster#vpcConfig.publicAccessCidrs[0]",
    "platform/platform-control-plane-logs#retentionInDays",
    "platform/platform-key#@protect",
    "platform/platform-key#deletionWindowInDays",
    "platform/platform-workers#capacityType",
    "platform/platform-workers#instanceTypes[0]",
    "platform/platform-workers#nodeGroupName",
    "platform/platform-workers#scalingConfig.desiredSize",
    "platform/platform-workers#scalingConfig.maxSize",
    "platform/platform-workers#scalingConfig.minSize",
    "signals/signals-alerts-email#endpoint",
    "signals/signals-application-logs#retentionInDays",
    "signals/signals-database-cpu#insufficientDataActions",
    "signals/signals-database-cpu#treatMissingData",
    "signals/signals-database-local-storage#insufficientDataActions",
    "signals/signals-database-local-storage#treatMissingData",
    "signals/signals-dataplane-logs#retentionInDays",
    "signals/signals-host-logs#retentionInDays",
    "signals/signals-key#@protect",
    "signals/signals-key#deletionWindowInDays",
    "signals/signals-nodes-cpu#insufficientDataActions",
    "signals/signals-nodes-cpu#treatMissingData",
    "signals/signals-nodes-failed#insufficientDataActions",
    "signals/signals-nodes-failed#treatMissingData",
    "signals/signals-performance-logs#retentionInDays",
    "working-hours",
];

/** A value with one text in it, however deep, in place of another. */
const replacedIn = (value: PropertyValue, from: RegExp, to: string) =>
    JSON.parse(JSON.stringify(value).replace(from, to)) as PropertyValue;

const stateOf = (stack: string) => {
    const file = path.join(FOLDER, `${stack}.state.json`);
    return planFromState(JSON.parse(readFileSync(file, "utf8")), file);
};

describe("two exported states of one program", () => {
    it("given ids, ARNs, names and addresses that each deployment made, differ in what is meant to differ alone", () => {
        const { differences } = compareStacks(stateOf("prod"), stateOf("staging"));
        assert.deepEqual(differences.map(placeOf).sort(), [...INTENDED].sort());
        assert.deepEqual(
            differences.filter(({ undecided }) => undecided),
            [],
        );
    });

    it("given one id in a list, a policy or a kubeconfig that is another one, names that place alone", () => {
        const prod = stateOf("prod");
        const known = new Set(compareStacks(prod, stateOf("staging")).differences.map(placeOf));
        const changed = (name: string, property: string, from: RegExp, to: string) => {
            const staging = stateOf("staging");
            const resources = staging.resources.map(one => {
                const value = one.inputs[property];
                return one.name !== name || value === undefined
                    ? one
                    : {
                          ...one,
                          inputs: { ...one.inputs, [property]: replacedIn(value, from, to) },
                      };
            });
            const places = compareStacks(prod, { ...staging, resources }).differences.map(placeOf);
            return places.filter(place => !known.has(place)).map(place => place.replace(/\[\d+\]$/, ""));
        };
        assert.deepEqual(changed("network-data-a", "vpcId", /vpc-\w+/, "vpc-00000000000000000"), [
            "network/network-data-a#vpcId",
        ]);
        assert.deepEqual(
            new Set(changed("orders-subnets", "subnetIds", /subnet-\w+/, "subnet-00000000000000000")),
            new Set(["orders/orders-subnets#subnetIds"]),
        );
        assert.deepEqual(changed("platform-cluster", "roleArn", /111122223333/, "444455556666"), [
            "platform/platform-cluster#roleArn",
        ]);
        assert.deepEqual(changed("platform-kubernetes", "kubeconfig", /https:\/\/\w+/, "https://elsewhere"), [
            "platform/platform-kubernetes#kubeconfig.clusters[0].cluster.server",
        ]);
    });
});
