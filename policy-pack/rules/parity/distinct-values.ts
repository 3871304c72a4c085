import { environmentsRule } from "../../kernel";
import { judgeCompared } from "../support/compared-stacks";
import { judgeDifferences } from "../support/difference-findings";

export const distinctValues = environmentsRule({
    name: "distinct-values",
    family: "parity",
    severity: "critical",
    description: "Production and staging share nothing that each must have of its own.",
    remediation:
        "Give each environment its own account, range, zone, key, secret or name, and its own of whatever `differences.yaml` declares `distinct`.",
    appliesTo: { what: "every resource", matches: () => true, everyType: true },
    check(stacks, context) {
        return judgeCompared(stacks, context, compared => judgeDifferences(compared, ["shared-value"]));
    },
});
