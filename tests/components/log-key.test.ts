import * as assert from "node:assert/strict";
import { LogKey, type LogKeyArgs } from "../../components";
import { planOf } from "../support/plan";
import { judged } from "./judged";
import { faultsOf, PRODUCTION, STAGING } from "./support";
import { wholePlan } from "./whole-plan";

const planFor = (environment: LogKeyArgs["environment"]) =>
    planOf(() => {
        new LogKey("logs", { environment });
    });

const expected = (environment: LogKeyArgs["environment"], days: number) => ({
    logs: { type: "stagewright:logs:LogKey" },
    "logs-key": {
        type: "aws:kms/key:Key",
        description: `Encrypts log groups of ${environment.name}-logs`,
        enableKeyRotation: true,
        deletionWindowInDays: days,
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AdministeredByOwnAccount",
                    Effect: "Allow",
                    Principal: { AWS: `arn:aws:iam::${environment.accountId}:root` },
                    Action: "kms:*",
                    Resource: "*",
                },
                {
                    Sid: "UsedByLogGroups",
                    Effect: "Allow",
                    Principal: { Service: "logs.eu-central-1.amazonaws.com" },
                    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: {
                        ArnEquals: {
                            "kms:EncryptionContext:aws:logs:arn": [
                                `arn:aws:logs:eu-central-1:${environment.accountId}:log-group:*`,
                            ],
                        },
                    },
                },
            ],
        },
        ...(environment.class === "production" ? { protect: true } : {}),
    },
    "logs-key-alias": { type: "aws:kms/alias:Alias", name: `alias/${environment.name}-logs`, targetKeyId: "<unknown>" },
});

describe("LogKey", () => {
    it("given staging, is this and nothing else", async () => {
        assert.deepEqual(wholePlan(await planFor(STAGING)), expected(STAGING, 7));
    });

    it("given production, is kept for longer and protected", async () => {
        assert.deepEqual(wholePlan(await planFor(PRODUCTION)), expected(PRODUCTION, 30));
    });

    it("given a name, an argument and an environment at fault, names all three", () => {
        const args = { environment: { ...STAGING, name: "X" }, days: 7 } as LogKeyArgs;
        const faults = faultsOf(() => new LogKey("Logs", args));
        assert.deepEqual(
            faults.map(fault => fault.split(":")[0]),
            ["name", "days", "environment.name"],
        );
    });

    it("given the policy pack, is objected to in nothing", async () => {
        assert.deepEqual(
            await judged((environment, opts) => new LogKey("logs", { environment }, opts), { preset: "strict" }),
            [],
        );
    });
});
