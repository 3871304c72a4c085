import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { reactsToSevenDayRestart as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { calling, cluster, INSTANCE, judged, onlyRead, saidOf, START, type StackRow, STOP } from "./nights";

/** Nobody works in August: neither does the database. */
const HOLIDAY = [
    calling("stop", "cron(0 20 ? 1-7,9-12 MON-FRI *)"),
    calling("start", "cron(0 7 ? 1-7,9-12 MON-FRI *)"),
];
const PATTERN = {
    source: ["aws.rds"],
    "detail-type": ["RDS DB Cluster Event"],
    detail: { EventID: ["RDS-EVENT-0153"] },
};

function reaction(pattern: PropertyValue, more: PropertyMap = {}): readonly PlannedResource[] {
    const when = resource(
        "aws:cloudwatch/eventRule:EventRule",
        { eventPattern: pattern, name: "restarted", ...more },
        { name: "restarted" },
    );
    const target = resource(
        "aws:cloudwatch/eventTarget:EventTarget",
        { rule: Unknown.computed, arn: Unknown.computed },
        { name: "again", comesFrom: { rule: [when] } },
    );
    return [when, target];
}

/** A reaction by a state machine, of which the plan shows what it does. */
function machine(definition: PropertyValue): readonly PlannedResource[] {
    const [when, target] = onPattern(PATTERN);
    const steps = resource("aws:sfn/stateMachine:StateMachine", { definition }, { name: "steps" });
    return [
        when!,
        steps,
        resource(target!.type, target!.inputs, { name: "again", comesFrom: { rule: [when!], arn: [steps] } }),
    ];
}

const onPattern = (pattern: object) => reaction(JSON.stringify(pattern));

const of = (detail: object) => ({ ...PATTERN, detail: { ...PATTERN.detail, ...detail } });

describe("reacts-to-seven-day-restart", () => {
    const cases: readonly StackRow[] = [
        ["ordinary weeks", "holds", [cluster(), calling("stop", STOP), calling("start", START)]],
        [
            "one working day a week",
            "holds",
            [cluster(), calling("stop", "cron(0 20 ? * MON *)"), calling("start", "cron(0 7 ? * MON *)")],
        ],
        ["a month of rest and no reaction", "violated", [cluster(), ...HOLIDAY]],
        ["a month of rest and a reaction", "holds", [cluster(), ...HOLIDAY, ...onPattern(PATTERN)]],
        ["a reaction to all that RDS says", "holds", [cluster(), ...HOLIDAY, ...onPattern({ source: ["aws.rds"] })]],
        [
            "a reaction to the restart of instances",
            "violated",
            [cluster(), ...HOLIDAY, ...onPattern({ ...PATTERN, detail: { EventID: ["RDS-EVENT-0154"] } })],
        ],
        [
            "a reaction to another service",
            "violated",
            [cluster(), ...HOLIDAY, ...onPattern({ ...PATTERN, source: ["aws.ec2"] })],
        ],
        ["a reaction to everything of nobody", "violated", [cluster(), ...HOLIDAY, ...onPattern({})]],
        [
            "a reaction that is switched off",
            "violated",
            [cluster(), ...HOLIDAY, ...reaction(JSON.stringify(PATTERN), { state: "DISABLED" })],
        ],
        [
            "a reaction that is switched off the old way",
            "violated",
            [cluster(), ...HOLIDAY, ...reaction(JSON.stringify(PATTERN), { isEnabled: false })],
        ],
        ["a reaction without a target", "violated", [cluster(), ...HOLIDAY, ...onPattern(PATTERN).slice(0, 1)]],
        [
            "a reaction to the restart of this database",
            "holds",
            [cluster(), ...HOLIDAY, ...onPattern(of({ SourceIdentifier: ["carts", "orders"] }))],
        ],
        [
            "a reaction to the restart of another",
            "violated",
            [cluster(), ...HOLIDAY, ...onPattern(of({ SourceIdentifier: ["carts"] }))],
        ],
        [
            "a reaction to the restart of this database by its ARN",
            "holds",
            [cluster(), ...HOLIDAY, ...onPattern(of({ SourceArn: ["arn:aws:rds:eu-central-1:1:cluster:orders"] }))],
        ],
        [
            "a reaction to names that begin alike",
            "undecided",
            [cluster(), ...HOLIDAY, ...onPattern(of({ SourceIdentifier: [{ prefix: "ord" }] }))],
        ],
        [
            "a reaction to one name, and a database whose own is not known",
            "undecided",
            [
                cluster({ clusterIdentifier: Unknown.computed }),
                ...[calling("stop", HOLIDAY[0]!.inputs["scheduleExpression"]!, {}, { input: Unknown.computed })],
                ...HOLIDAY.slice(1),
                ...onPattern(of({ SourceIdentifier: ["orders"] })),
            ],
        ],
        [
            "a state machine that stops it",
            "holds",
            [cluster(), ...HOLIDAY, ...machine('{"Resource":"arn:aws:states:::aws-sdk:rds:stopDBCluster"}')],
        ],
        [
            "a state machine that only tells somebody",
            "violated",
            [cluster(), ...HOLIDAY, ...machine('{"Resource":"arn:aws:states:::sns:publish"}')],
        ],
        ["a state machine that is not known", "holds", [cluster(), ...HOLIDAY, ...machine(Unknown.computed)]],
        ["a pattern that is not known", "undecided", [cluster(), ...HOLIDAY, ...reaction(Unknown.computed)]],
        ["a pattern that is no JSON", "undecided", [cluster(), ...HOLIDAY, ...reaction("aws.rds")]],
        ["a secret pattern", "holds", [cluster(), ...HOLIDAY, ...reaction(new Secret(JSON.stringify(PATTERN)))]],
        [
            "a stop every night of a month of rest, which comes within a day of the restart",
            "holds",
            [cluster(), calling("stop", "cron(0 20 * * ? *)"), HOLIDAY[1]!],
        ],
        [
            "a stop every week of a month of rest",
            "violated",
            [cluster(), calling("stop", "cron(0 20 ? * FRI *)"), HOLIDAY[1]!],
        ],
        [
            "six days and a half of rest at most",
            "holds",
            [cluster(), calling("stop", "cron(0 20 1,8,15,22,29 * ? *)"), calling("start", "cron(0 7 * * ? *)")],
        ],
        ["times that are not known", "undecided", [cluster(), calling("stop", Unknown.computed), HOLIDAY[1]!]],
        ["a rate", "undecided", [cluster(), calling("stop", "rate(1 day)"), HOLIDAY[1]!]],
        ["no start", "nothing", [cluster(), HOLIDAY[0]!]],
        ["no schedule", "nothing", [cluster()]],
    ];
    for (const [given, expected, resources] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(rule, resources), expected);
        });
    }

    it("given an instance, asks for the event of instances", () => {
        const instance = resource(INSTANCE, { identifier: "orders" }, { name: "orders" });
        const calls = HOLIDAY.map((one, place) => {
            const verb = place === 0 ? "stop" : "start";
            return calling(
                verb,
                one.inputs["scheduleExpression"]!,
                {},
                {
                    arn: `arn:aws:scheduler:::aws-sdk:rds:${verb}DBInstance`,
                    input: '{"DbInstanceIdentifier":"orders"}',
                },
            );
        });
        const ofInstances = { ...PATTERN, detail: { EventID: ["RDS-EVENT-0154"] } };
        assert.equal(judged(rule, [instance, ...calls, ...onPattern(ofInstances)]), "holds");
        assert.equal(judged(rule, [instance, ...calls, ...onPattern(PATTERN)]), "violated");
    });

    it("given a closed month, says how long the database sleeps and what is missing", () => {
        const [verdict] = saidOf(rule, [cluster(), ...HOLIDAY]);
        assert.equal(
            verdict?.message,
            "is kept stopped for 31 days, and nothing reacts to RDS-EVENT-0153, expected a rule that does: AWS starts it after seven days, and it runs and is paid for until the next stop",
        );
    });

    it("given any date, judges alike", () => {
        for (const today of ["2026-01-31", "2026-08-01", "2026-08-15", "2026-12-31"]) {
            assert.equal(judged(rule, [cluster(), ...HOLIDAY], { today }), "violated", today);
        }
    });

    it("given production, or a database that is only read, says nothing", () => {
        assert.deepEqual(saidOf(rule, [cluster(), ...HOLIDAY], { stack: "prod" }), []);
        assert.deepEqual(saidOf(rule, [onlyRead(cluster()), ...HOLIDAY]), []);
    });
});
