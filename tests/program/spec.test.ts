import * as assert from "node:assert/strict";
import type { Settings } from "../../program/settings";
import { specFor } from "../../program/spec";

const SETTINGS: Settings = {
    name: "staging",
    class: "staging",
    accountId: "111122223333",
    region: "eu-central-1",
    zones: ["eu-central-1a", "eu-central-1b"],
    addressSlot: 1,
    owner: "shop-platform",
    costCentre: "CC-1",
    domain: "staging.shop.internal",
    publicZoneId: "Z0123456789STAGING",
    publicDomain: "shop-staging.example.com",
    edgeCallers: ["192.0.2.0/24"],
    deployRoleArn: "arn:aws:iam::111122223333:role/deploy",
    clusterEndpointRanges: ["192.0.2.0/24"],
    nodes: { instanceTypes: ["m7g.large"], minSize: 2, desiredSize: 2, maxSize: 4 },
    database: { instanceClass: "db.t4g.medium", instances: 1 },
    budget: { monthlyLimitUsd: 500, emails: ["shop@example.com"] },
};

describe("the spec", () => {
    it("given the same settings for another class, differs in these decisions and in nothing else", () => {
        assert.deepEqual(differences(specFor(SETTINGS), specFor({ ...SETTINGS, class: "production" })), {
            "environment.class": ["staging", "production"],
            "network.nat": ["single", "perZone"],
            "network.flowLogRetentionDays": [30, 365],
            "cluster.nodeGroups.0.capacity": ["spot", "on-demand"],
            "database.backupRetentionDays": [7, 35],
            logRetentionDays: [30, 365],
            "flags.values.checkout_v2.enabled": [true, false],
            faults: [{ actions: [{ kind: "terminateNodes", count: 1 }] }, undefined],
        });
    });

    it("given an ephemeral environment, decides as for staging", () => {
        assert.deepEqual(differences(specFor(SETTINGS), specFor({ ...SETTINGS, class: "ephemeral" })), {
            "environment.class": ["staging", "ephemeral"],
        });
    });

    it("given settings, hands on each of them", () => {
        const changed: Settings = {
            ...SETTINGS,
            name: "qa",
            accountId: "777788889999",
            region: "eu-west-1",
            zones: ["eu-west-1a", "eu-west-1b"],
            addressSlot: 2,
            owner: "qa",
            costCentre: "CC-2",
            domain: "qa.shop.internal",
            publicZoneId: "Z0123456789QA",
            publicDomain: "shop-qa.example.com",
            edgeCallers: "internet",
            toolsImage: `registry.example.com/tools@sha256:${"0".repeat(64)}`,
            expiresAt: "2026-12-31T18:00:00Z",
            blockedDomains: ["prod.shop.internal"],
            allowedDomains: ["api.example.com"],
            workingHours: { timeZone: "Europe/Dublin", week: [{ days: ["MON"], start: "08:00", end: "18:00" }] },
            deployRoleArn: "arn:aws:iam::777788889999:role/deploy",
            clusterEndpointRanges: ["198.51.100.0/24"],
            nodes: { instanceTypes: ["m7g.xlarge"], minSize: 1, desiredSize: 3, maxSize: 5 },
            database: { instanceClass: "db.r7g.large", instances: 2 },
            budget: { monthlyLimitUsd: 900, emails: ["qa-lead@example.com"] },
            alertEmail: "qa@example.com",
        };
        const environment = (settings: Settings, hours = settings.workingHours) => ({
            name: settings.name,
            class: "staging",
            owner: settings.owner,
            costCentre: settings.costCentre,
            accountId: settings.accountId,
            region: settings.region,
            addressSlot: settings.addressSlot,
            expiresAt: settings.expiresAt,
            workingHours: hours,
        });
        const spec = specFor(changed);
        assert.deepEqual(spec.environment, environment(changed));
        assert.equal(spec.deployRoleArn, changed.deployRoleArn);
        assert.deepEqual(
            [spec.network.zones, spec.network.privateDomain, spec.network.blockedDomains, spec.network.allowedDomains],
            [changed.zones, changed.domain, changed.blockedDomains, changed.allowedDomains],
        );
        assert.deepEqual(spec.cluster.endpointAccess, { kind: "public", ranges: ["198.51.100.0/24"] });
        const workers = { name: "workers", ...changed.nodes, capacity: "spot", diskGiB: 50 };
        assert.deepEqual(spec.cluster.nodeGroups, [workers]);
        assert.deepEqual([spec.database.instanceClass, spec.database.instances], ["db.r7g.large", 2]);
        assert.deepEqual(spec.budget, { ...changed.budget, scope: "account" });
        assert.equal(spec.observability.alertEmail, "qa@example.com");
        assert.deepEqual(
            [spec.edge.zone, spec.edge.host, spec.edge.callers],
            [{ zoneId: "Z0123456789QA", domain: "shop-qa.example.com" }, "shop-qa.example.com", "internet"],
        );
        assert.equal(spec.probe.withinNetwork, false);
        assert.deepEqual(spec.reaper, { image: changed.toolsImage });
    });

    it("given callers from some ranges alone, probes from within the network", () => {
        assert.equal(specFor(SETTINGS).probe.withinNetwork, true);
    });

    it("given tools outside staging, reaps nothing", () => {
        const toolsImage = `registry.example.com/tools@sha256:${"0".repeat(64)}`;
        assert.equal(specFor({ ...SETTINGS, class: "production", toolsImage }).reaper, undefined);
        assert.equal(specFor({ ...SETTINGS, class: "ephemeral", toolsImage }).reaper, undefined);
        assert.deepEqual(specFor({ ...SETTINGS, toolsImage }).reaper, { image: toolsImage });
    });
});

/** Where two plain values differ, by path, with both values. */
function differences(one: unknown, other: unknown, path = ""): Readonly<Record<string, readonly unknown[]>> {
    if (JSON.stringify(one) === JSON.stringify(other)) return {};
    if (!isRecord(one) || !isRecord(other)) return { [path]: [one, other] };
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return Object.assign(
        {},
        ...keys.map(key => differences(one[key], other[key], path === "" ? key : `${path}.${key}`)),
    ) as Readonly<Record<string, readonly unknown[]>>;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}
