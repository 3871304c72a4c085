import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SyntheticProbe, type SyntheticProbeArgs } from "../../components";
import { assertSyntheticProbeArgs } from "../../components/synthetic-probe/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { PROBE_IN_PRODUCTION, PROBE_IN_STAGING } from "./expected/synthetic-probe";
import { judged } from "./judged";
import { NETWORK, PROBE_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const SMALLEST: SyntheticProbeArgs = {
    environment: PRODUCTION,
    url: "https://shop.example.com",
    alerts: {
        topicArn: "arn:aws:sns:eu-central-1:444455556666:alerts",
        runbookBaseUrl: "https://runbooks.example.com",
    },
    runtimeVersion: "syn-nodejs-3.0",
};
const planProbe = (args: SyntheticProbeArgs) =>
    planOf(() => {
        new SyntheticProbe("probe", args);
    });
const namesBefore = (plan: Plan, name: string) =>
    resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));

describe("SyntheticProbe", () => {
    it("given no more than it needs in production, declares exactly what is expected", async () => {
        assert.deepEqual(wholePlan(await planProbe(SMALLEST)), PROBE_IN_PRODUCTION);
    });

    describe("given all that it takes, in staging", () => {
        let plan: Plan;
        before(async () => {
            plan = await planProbe(PROBE_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), PROBE_IN_STAGING);
        });

        it("tags all that can be tagged, the alarm with its severity as well", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), [
                "probe-canary",
                "probe-group",
                "probe-probe-failed",
                "probe-role",
                "probe-runs-bucket",
                "probe-script",
                "probe-to-endpoint",
            ]);
            for (const [name, found] of Object.entries(tags)) {
                const severity = name === "probe-probe-failed" ? { severity: "page" } : {};
                assert.deepEqual(found, { ...tagsOf(STAGING, name), ...severity });
            }
        });

        it("has its script, its rights and its bucket before it runs", () => {
            const names = namesBefore(plan, "probe-canary");
            assert.ok(names.includes("probe-permissions") && names.includes("probe-runs-policy"));
            assert.ok(namesBefore(plan, "probe-script").includes("probe-runs-policy"));
            assert.deepEqual(sourcesOf(plan, "probe-canary", "s3Key"), ["probe-script"]);
        });

        it("registers its outputs, the names known while planning", () => {
            assert.deepEqual(plainly(resource(plan, "probe", "stagewright:probe:SyntheticProbe").outputs), {
                canaryName: "staging-probe",
                bucketName: "staging-probe-runs-111122223333",
                alarmArn: "<unknown>",
                alarmNames: ["<unknown>"],
            });
        });
    });

    it("given two probes, lets them share nothing but the script", async () => {
        const plan = await planOf(() => {
            new SyntheticProbe("shop", SMALLEST);
            new SyntheticProbe("admin", { ...SMALLEST, url: "https://admin.example.com" });
        });
        assert.deepEqual(namesOf(plan, "aws:synthetics/canary:Canary"), ["admin-canary", "shop-canary"]);
        assert.equal(inputsOf(plan, "shop-script")["key"], inputsOf(plan, "admin-script")["key"]);
        assert.notEqual(inputsOf(plan, "shop-script")["bucket"], inputsOf(plan, "admin-script")["bucket"]);
    });

    it("given both environments, is found fault with by no rule, the strictest included", async () => {
        const found = await judged(
            (environment, opts) => {
                const domain = environment.name === "prod" ? "example.com" : "staging.example.com";
                new SyntheticProbe(
                    "probe",
                    {
                        ...PROBE_ARGS,
                        environment,
                        url: `https://shop.${domain}`,
                        alerts: {
                            ...SMALLEST.alerts,
                            topicArn: `arn:aws:sns:eu-central-1:${environment.accountId}:alerts`,
                        },
                    },
                    opts,
                );
            },
            { preset: "strict" },
        );
        assert.deepEqual(found, []);
    });

    describe("given arguments at fault", () => {
        const url = "url: expected an https address with a lower-case host name, without a user or a port";
        const runtime = "runtimeVersion: expected a runtime of CloudWatch Synthetics such as syn-nodejs-puppeteer-11.0";
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "outputs where plain values are needed, and arguments that it does not have",
                {
                    url: pulumi.output("x"),
                    alerts: { topicArn: "", runbookBaseUrl: "https://a.b", email: "a@b.c" },
                    path: "/",
                },
                [
                    'path: expected one of the arguments environment, url, alerts, runtimeVersion, expectedStatus, expectedText, timeoutSeconds, everyMinutes, retentionDays, network, got "/"',
                    `${url}, got an output, whose value is not known while planning`,
                    'alerts.email: expected one of the arguments topicArn, runbookBaseUrl, got "a@b.c"',
                    'alerts.topicArn: expected a text that is not empty, got ""',
                ],
            ],
            [
                "an output for all that alarms need",
                { alerts: pulumi.output({}) },
                [
                    "alerts: expected an object with topicArn, runbookBaseUrl, got an output, whose value is not known while planning",
                ],
            ],
            ["no TLS", { url: "http://shop.example.com" }, [`${url}, got "http://shop.example.com"`]],
            ["a user in it", { url: "https://a:b@shop.example.com" }, [`${url}, got "https://a:b@shop.example.com"`]],
            ["a port", { url: "https://shop.example.com:8443/" }, [`${url}, got "https://shop.example.com:8443/"`]],
            ["a space", { url: "https://shop.example.com/a b" }, [`${url}, got "https://shop.example.com/a b"`]],
            [
                "a runtime for Python",
                { runtimeVersion: "syn-python-selenium-6.0" },
                [`${runtime}, got "syn-python-selenium-6.0"`],
            ],
            [
                "a runtime that calls scripts in another way",
                { runtimeVersion: "syn-nodejs-playwright-2.0" },
                [`${runtime}, got "syn-nodejs-playwright-2.0"`],
            ],
            ["any runtime", { runtimeVersion: "latest" }, [`${runtime}, got "latest"`]],
            [
                "runbooks that are not at an address",
                { alerts: { ...SMALLEST.alerts, runbookBaseUrl: "runbooks" } },
                ['alerts.runbookBaseUrl: expected an https address without a slash at its end, got "runbooks"'],
            ],
            [
                "numbers below their bounds",
                { expectedStatus: 199, timeoutSeconds: 0, everyMinutes: 0, retentionDays: 0 },
                [
                    "expectedStatus: expected a whole number from 200 to 599, got 199",
                    "timeoutSeconds: expected a whole number from 1 to 30, got 0",
                    "everyMinutes: expected a whole number from 1 to 59, got 0",
                    "retentionDays: expected a whole number from 1 to 455, got 0",
                ],
            ],
            [
                "numbers above their bounds",
                { expectedStatus: 600, timeoutSeconds: 31, everyMinutes: 60, retentionDays: 456 },
                [
                    "expectedStatus: expected a whole number from 200 to 599, got 600",
                    "timeoutSeconds: expected a whole number from 1 to 30, got 31",
                    "everyMinutes: expected a whole number from 1 to 59, got 60",
                    "retentionDays: expected a whole number from 1 to 455, got 456",
                ],
            ],
            ["an empty text", { expectedText: "" }, ['expectedText: expected 1 to 1000 characters, got ""']],
            [
                "a network without private subnets",
                { network: { ...NETWORK, subnets: [] } },
                ["network.subnets: expected at least one private subnet, got []"],
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, says so`, () => {
                const args = { ...SMALLEST, ...changed };
                assert.deepEqual(
                    faultsOf(() => {
                        assertSyntheticProbeArgs("probe", args);
                    }),
                    faults,
                );
            });
        }

        it("given several at once, names them all, with the component's name among them", () => {
            const args = { ...SMALLEST, environment: { ...STAGING, name: "S" }, url: "shop", runtimeVersion: "x" };
            assert.deepEqual(
                faultsOf(() => {
                    assertSyntheticProbeArgs("Probe", args);
                }).map(fault => fault.split(":")[0]),
                ["name", "environment.name", "url", "runtimeVersion"],
            );
        });

        it("given the bounds themselves, takes them", () => {
            for (const [expectedStatus, timeoutSeconds, everyMinutes, retentionDays, expectedText] of [
                [200, 1, 1, 1, "x"],
                [599, 30, 59, 455, "x".repeat(1000)],
            ] as const) {
                const numbers = { expectedStatus, timeoutSeconds, everyMinutes, retentionDays };
                assertSyntheticProbeArgs("probe", { ...SMALLEST, ...numbers, expectedText });
            }
        });
    });
});
