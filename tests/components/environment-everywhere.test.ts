import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as components from "../../components";
import type { Environment } from "../../components";
import { refreshCommons } from "../../components/boundary/refresh-commons";
import { planBoundary } from "../../components/boundary/policy";
import type { Plan } from "../../plan/plan";
import { DEFAULT_SETTINGS, judge, rules } from "../../policy-pack/index";
import { TAGGED_TYPES } from "../../policy-pack/rules/support/tags";
import { planOf, plainly } from "../support/plan";
import { ALL_COMPONENTS, contractWith, type MakeComponent } from "./all-components";
import { letsThrough } from "./iam-evaluator";
import { inputsOf, STAGING } from "./support";

const BOUNDARY_ARN = "arn:aws:iam::111122223333:policy/organisation";
/** Staging as an organisation wants it: its own path, boundary, keys of tags, and an end. */
const ASKED: Environment = {
    ...STAGING,
    expiresAt: "2026-02-28T18:00:00Z",
    roles: { path: "/shop/", permissionsBoundaryArn: BOUNDARY_ARN },
    tagKeys: { environment: "Stage", owner: "Team", "cost-centre": "CostCentre", "expires-at": "Until" },
};
/** What belongs to a whole account, and no environment may own. */
const ACCOUNT_WIDE =
    /:(AccountPublicAccessBlock|AccountPasswordPolicy|EncryptionByDefault|DefaultKmsKey|SnapshotBlockPublicAccess|ImageBlockPublicAccess|InstanceMetadataDefaults|SerialConsoleAccess|VpcBlockPublicAccessOptions|VpcBlockPublicAccessExclusion|LogAccountPolicy|Detector|DetectorFeature|Trail|Analyzer|Recorder|RecorderStatus|DeliveryChannel|StandardsSubscription|CostAllocationTag)$|^aws:securityhub\/account:/;

/** Plans of single components, by component and environment: each is read by several tests. */
const planned = new Map<MakeComponent, Map<Environment, Promise<Plan>>>();

function planOne(make: MakeComponent, environment: Environment): Promise<Plan> {
    const ofComponent = planned.get(make) ?? new Map<Environment, Promise<Plan>>();
    planned.set(make, ofComponent);
    const plan =
        ofComponent.get(environment) ??
        planOf(() => {
            make(environment, new kubernetes.Provider("kubernetes", { kubeconfig: "{}" }));
        });
    ofComponent.set(environment, plan);
    return plan;
}
const isComponentClass = (value: unknown): boolean =>
    typeof value === "function" && value.prototype instanceof pulumi.ComponentResource;

describe("what an organisation asks of an environment", () => {
    it("is tried with every component that the library exports", () => {
        const exported = Object.entries(components).filter(([, value]) => isComponentClass(value));
        assert.deepEqual(Object.keys(ALL_COMPONENTS).sort(), exported.map(([name]) => name).sort());
    });

    for (const [name, make] of Object.entries(ALL_COMPONENTS)) {
        describe(`given ${name}`, () => {
            let plan: Plan;
            before(async () => {
                plan = await planOne(make, ASKED);
            });

            it("puts each role on the path, and within the boundary of its account", () => {
                const boundary = name === "DataRefreshSource" ? undefined : BOUNDARY_ARN;
                for (const role of plan.resources.filter(({ type }) => type === "aws:iam/role:Role")) {
                    assert.deepEqual(
                        [role.inputs["path"], role.inputs["permissionsBoundary"]],
                        ["/shop/", boundary],
                        role.name,
                    );
                }
            });

            it("tags under the organisation's keys whatever can be tagged, and under no others", () => {
                for (const one of plan.resources.filter(({ type, custom }) => custom && TAGGED_TYPES.matches(type))) {
                    const tags = plainly(one.inputs["tags"] ?? {}) as Readonly<Record<string, string>>;
                    assert.deepEqual([tags["Team"], tags["CostCentre"]], ["shop-platform", "CC-1"], one.name);
                    assert.ok("Stage" in tags && !("environment" in tags) && !("owner" in tags), one.name);
                }
            });

            it("names no partition that its region is not in", () => {
                const arns = JSON.stringify(plan.resources.map(({ inputs }) => plainly(inputs))).match(/arn:[a-z-]+:/g);
                assert.deepEqual(
                    [...new Set(arns ?? [])].filter(arn => arn !== "arn:aws:"),
                    [],
                );
            });

            if (name === "AccountBaseline") return;
            it("owns nothing that belongs to the whole account", () => {
                const found = plan.resources.filter(({ type }) => ACCOUNT_WIDE.test(type)).map(one => one.name);
                assert.deepEqual(found, []);
            });
        });
    }

    it("is tried with roles where components have any", async () => {
        const withRoles: string[] = [];
        for (const [name, make] of Object.entries(ALL_COMPONENTS)) {
            const { resources } = await planOne(make, ASKED);
            if (resources.some(({ type }) => type === "aws:iam/role:Role")) withRoles.push(name);
        }
        assert.deepEqual(withRoles, [
            "AccountBaseline",
            "Boundary",
            "Budget",
            "Cluster",
            "Database",
            "DatabaseInstance",
            "DataRefreshSource",
            "DataRefreshTarget",
            "EphemeralEnvironment",
            "EphemeralReaper",
            "FaultInjection",
            "FeatureFlags",
            "LoadBalancerController",
            "NodePools",
            "Observability",
            "RestoreDrill",
            "SyntheticProbe",
            "WorkingHoursSchedule",
            "Workloads",
        ]);
    });

    it("given an end, tags all with it under the organisation's key, but what is production's or the account's", async () => {
        // The environment of a branch has an end of its own.
        const without = ["AccountBaseline", "DataRefreshSource", "EphemeralEnvironment"];
        for (const [name, make] of Object.entries(ALL_COMPONENTS).filter(([name]) => !without.includes(name))) {
            const plan = await planOne(make, ASKED);
            for (const one of plan.resources.filter(({ type, custom }) => custom && TAGGED_TYPES.matches(type))) {
                const tags = plainly(one.inputs["tags"] ?? {}) as Readonly<Record<string, string>>;
                assert.equal(tags["Until"], ASKED.expiresAt, `${name} ${one.name}`);
            }
        }
    });
});

describe("the end of an environment", () => {
    const findingsOn = async (today: string) => {
        const environment: Environment = { ...STAGING, class: "ephemeral", expiresAt: "2026-02-28T18:00:00Z" };
        const plan = await planOne(ALL_COMPONENTS["Boundary"]!, environment);
        const settings = { ...DEFAULT_SETTINGS, environments: { stack: { class: "ephemeral" as const } } };
        const { findings } = judge([plan], { rules, settings, today });
        return findings.filter(({ rule }) => rule === "ephemeral-has-expiry").map(({ verdict }) => verdict);
    };

    it("given until its last day, is what the rule on expiries asks for, and from the day after, what it objects to", async () => {
        const [on, after] = await Promise.all([findingsOn("2026-02-28"), findingsOn("2026-03-01")]);
        assert.deepEqual(on, []);
        assert.deepEqual([...new Set(after)], ["violated"]);
    });
});

interface Allowing {
    readonly Effect: string;
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: { readonly ArnEquals?: Readonly<Record<string, string>> };
}

/** What the roles of a plan are allowed in policies of their own, each action on each resource, and which policy it is about. */
function allowances(
    plan: Plan,
): readonly (readonly [role: string, action: string, resource: string, policyArn: string | undefined])[] {
    const policies = plan.resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    return policies.flatMap(({ name }) => {
        const { policy } = inputsOf(plan, name, "aws:iam/rolePolicy:RolePolicy");
        if (policy === "<unknown>") return [];
        const { Statement } = JSON.parse(String(policy)) as { readonly Statement: readonly Allowing[] };
        return Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action, Resource, Condition }) =>
            [Action]
                .flat()
                .flatMap(action =>
                    [Resource].flat().map(one => [name, action, one, Condition?.ArnEquals?.["iam:PolicyARN"]] as const),
                ),
        );
    });
}

describe("the boundary, put round what components' roles may do", () => {
    const { document } = planBoundary("boundary", {
        environment: STAGING,
        commons: refreshCommons(contractWith(STAGING)),
    });
    const passes = (action: string, resource: string, policyArn: string | undefined) =>
        letsThrough(document, {
            action: action.replaceAll("*", "Any"),
            resource,
            keys: {
                "aws:RequestedRegion": "eu-central-1",
                "aws:ResourceAccount": /:(\d{12}):/.exec(resource)?.[1] ?? ownerOf(resource),
                "iam:PassedToService": "ec2.amazonaws.com",
                ...(policyArn === undefined ? {} : { "iam:PolicyARN": policyArn }),
            },
        });
    /** Buckets name no account in their ARNs, but ours do in their names. */
    const ownerOf = (resource: string) => /-(\d{12})(\/|$)/.exec(resource)?.[1] ?? STAGING.accountId;

    for (const [name, make] of Object.entries(ALL_COMPONENTS)) {
        if (name === "DataRefreshSource") continue;
        it(`given ${name}, stops nothing that it needs`, async () => {
            const stopped = allowances(await planOne(make, STAGING)).filter(([, ...asked]) => !passes(...asked));
            assert.deepEqual(stopped, []);
        });
    }

    it("given no commons, stops staging from reading what production keeps", async () => {
        const bare = planBoundary("boundary", { environment: STAGING }).document;
        const read = allowances(await planOne(ALL_COMPONENTS["DataRefreshTarget"]!, STAGING));
        const abroad = read.filter(([, , one]) => one.includes("444455556666"));
        assert.ok(abroad.length >= 3);
        for (const [, action, resource] of abroad) {
            const keys = { "aws:RequestedRegion": "eu-central-1", "aws:ResourceAccount": "444455556666" };
            assert.equal(letsThrough(bare, { action, resource, keys }), false, action);
            assert.equal(letsThrough(document, { action, resource, keys }), true, action);
        }
    });
});
