import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { scheduleKeepsWhatFailed as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const QUEUE = "arn:aws:sqs:eu-central-1:111111111111:failures";
const target = (more: PropertyMap = {}, call = "rds:stopDBCluster") => ({
    target: { arn: `arn:aws:scheduler:::aws-sdk:${call}`, ...more },
});
const queue = (arn: PropertyValue) => target({ deadLetterConfig: { arn } });

describe("schedule-keeps-what-failed", () => {
    const made = resource("aws:lambda/function:Function", {}, { name: "report" });
    tries(rule, "aws:scheduler/schedule:Schedule", [
        ["a stop with a queue", "holds", queue(QUEUE)],
        ["a stop without one", "violated", target()],
        ["a start without one", "violated", target({}, "rds:startDBCluster")],
        ["a stop without one, after the provider's say", "violated", target(), { phase: "checked" }],
        ["a queue that is made beside it", "holds", queue(Unknown.computed)],
        ["a secret queue", "holds", queue(new Secret(QUEUE))],
        ["an empty setting", "violated", target({ deadLetterConfig: {} })],
        ["a setting that is not known", "undecided", target({ deadLetterConfig: Unknown.computed })],
        ["a call that stops nothing", "nothing", target({}, "ecs:runTask")],
        ["a function", "nothing", { target: { arn: "arn:aws:lambda:eu-central-1:1:function:report" } }],
        ["a target that is not known", "undecided", { target: { arn: Unknown.computed } }],
        [
            "a target that is not known, with a queue",
            "holds",
            { target: { arn: Unknown.computed, deadLetterConfig: { arn: QUEUE } } },
        ],
        ["a target that is not known in any part", "undecided", { target: Unknown.computed }],
        [
            "a function that is made beside it",
            "nothing",
            { target: { arn: Unknown.computed } },
            { beside: [made], comesFrom: { target: [made] } },
        ],
        ["a size that is not known", "undecided", target({ input: Unknown.computed }, "eks:updateNodegroupConfig")],
    ]);
});
