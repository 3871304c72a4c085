/*
 * How the proof of isolation grows: two environments of N resources each, all of which name things of other accounts, judged
 * against one pass over the JSON of both plans in the same run.
 * Command: npm run bench:isolation
 */
import { performance } from "node:perf_hooks";
import { fragmentOf } from "../isolation/fragment";
import { judgeIsolation } from "../isolation/judge";
import { NO_ISOLATION_SETTINGS } from "../isolation/settings";
import { NO_OPTIONS, type Plan, type PlannedResource } from "../plan/plan";
import { Stack } from "../plan/stack";
import { median } from "./measure";

const ROUNDS = 5;
const SIZES = [1000, 5000, 10_000];
const TODAY = "2026-11-21";
const ACCOUNTS = { prod: "111111111111", staging: "222222222222" } as const;
const OUTSIDE_ACCOUNT = "999999999999";
/** One resource in so many names the other environment. */
const CROSSING_EVERY = 500;

type StackName = keyof typeof ACCOUNTS;

/** Roles, buckets, security group rules and variables in turn: what most connections come from. */
function resourceAt(place: number, stack: StackName, size: number): PlannedResource {
    const other = place % CROSSING_EVERY === 0 ? ACCOUNTS[stack === "prod" ? "staging" : "prod"] : OUTSIDE_ACCOUNT;
    const statement = {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${other}:role/r${place}` },
        Action: "sts:AssumeRole",
    };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const byTurn = [
        { type: "aws:iam/role:Role", inputs: { name: `role-${place}`, assumeRolePolicy: policy } },
        { type: "aws:s3/bucketPolicy:BucketPolicy", inputs: { bucket: `${stack}-bucket-${place}`, policy } },
        { type: "aws:s3/bucket:Bucket", inputs: { bucket: `${stack}-bucket-${place}` } },
        {
            type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            inputs: { cidrIpv4: `10.${place % 200}.${size % 200}.0/24`, ipProtocol: "tcp" },
        },
    ] as const;
    const chosen = byTurn[place % byTurn.length] ?? byTurn[0];
    const name = `resource-${place}`;
    return {
        ...chosen,
        urn: `urn:pulumi:${stack}::shop::${chosen.type}::${name}`,
        name,
        path: name,
        parent: undefined,
        custom: true,
        external: false,
        opaque: false,
        outputs: {},
        dependencies: [],
        propertyDependencies: {},
        provider: {
            urn: `urn:pulumi:${stack}::shop::pulumi:providers:aws::aws`,
            name: "aws",
            isDefault: false,
            inputs: { region: "eu-central-1", allowedAccountIds: JSON.stringify([ACCOUNTS[stack]]) },
        },
        options: NO_OPTIONS,
        source: undefined,
    };
}

function planOf(stack: StackName, size: number): Plan {
    return {
        project: "shop",
        stack,
        source: "embedded",
        phase: "declared",
        config: {},
        resources: Array.from({ length: size }, (_, place) => resourceAt(place, stack, size)),
        outputs: {},
        gaps: [],
    };
}

function timed(run: () => unknown): number {
    const started = performance.now();
    run();
    return performance.now() - started;
}

for (const size of SIZES) {
    const plans = [planOf("prod", size), planOf("staging", size)];
    const judge: number[] = [];
    const reference: number[] = [];
    let connections = 0;
    for (let round = 0; round < ROUNDS; round++) {
        reference.push(timed(() => JSON.parse(JSON.stringify(plans))));
        judge.push(
            timed(() => {
                const fragments = plans.map(plan =>
                    fragmentOf(
                        new Stack(plan, { name: plan.stack, class: plan.stack === "prod" ? "production" : "staging" }),
                    ),
                );
                connections = fragments.reduce((sum, one) => sum + one.connections.length, 0);
                const { ways } = judgeIsolation(fragments, NO_ISOLATION_SETTINGS, TODAY);
                if (ways.length === 0) throw new Error("the ways were not found");
            }),
        );
    }
    const [ofJudge, ofReference] = [median(judge), median(reference)];
    console.log(
        `${size} resources in each environment, ${connections} connections: ${ofJudge.toFixed(0)} ms, ${(ofJudge / ofReference).toFixed(1)} x one pass over their JSON`,
    );
}
