import { z } from "zod";

import { resourceRule } from "../../kernel";
import { judgeTagValue, patternSetting } from "../support/tag-values";
import { TAGGED_TYPES } from "../support/tags";

export const costCentreValid = resourceRule({
    name: "cost-centre-valid",
    family: "tagging",
    severity: "low",
    description: "The cost centre that a resource is tagged with is one that can be charged.",
    remediation:
        "Set `costCentre` of the component's `environment`, or the tag itself in `tags` or in `defaultTags` of the provider, to a code that accounting knows. What a code looks like is `pattern` of this rule.",
    appliesTo: TAGGED_TYPES,
    settings: z.object({
        pattern: patternSetting("A regular expression that every cost centre matches, such as `^CC-[0-9]{4}$`."),
    }),
    check(subject, { settings }) {
        return judgeTagValue(subject, {
            key: "cost-centre",
            pattern: settings.pattern,
            expected: "a cost centre",
            because: "what it costs is charged to nobody",
        });
    },
});
