import { environmentsRule } from "../../kernel";
import { judgeCompared } from "../support/compared-stacks";
import { judgeDifferences } from "../support/difference-findings";

export const differencesDeclared = environmentsRule({
    name: "differences-declared",
    family: "parity",
    severity: "high",
    description: "Whatever differs between production and staging is declared with a reason.",
    remediation:
        "Make both alike, or declare it in `differences.yaml` with a reason, an owner and a date of review: `stagewright parity --write` proposes the entries.",
    appliesTo: { what: "every resource", matches: () => true, everyType: true },
    check(stacks, context) {
        return judgeCompared(stacks, context, compared =>
            judgeDifferences(compared, ["undeclared-difference", "undecided-difference", "not-comparable"]),
        );
    },
});
