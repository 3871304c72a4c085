import { environmentsRule } from "../../kernel";
import { judgeCompared } from "../support/compared-stacks";
import { judgeDifferences } from "../support/difference-findings";

export const noForbiddenDifference = environmentsRule({
    name: "no-forbidden-difference",
    family: "parity",
    severity: "critical",
    description: "What may never differ is the same in production and staging, whatever is declared.",
    remediation:
        "Make both alike: no entry of `differences.yaml` can allow it. What must stay for a while needs a waiver in `waivers.yaml`.",
    appliesTo: { what: "every resource", matches: () => true, everyType: true },
    check(stacks, context) {
        return judgeCompared(stacks, context, compared =>
            judgeDifferences(compared, ["never-differs", "not-comparable"]),
        );
    },
});
