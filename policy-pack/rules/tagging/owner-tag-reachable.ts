import { z } from "zod";

import { resourceRule } from "../../kernel";
import { judgeTagValue, patternSetting } from "../support/tag-values";
import { TAGGED_TYPES } from "../support/tags";

export const ownerTagReachable = resourceRule({
    name: "owner-tag-reachable",
    family: "tagging",
    severity: "medium",
    description: "The owner that a resource is tagged with is somebody: a team, a person or an address.",
    remediation:
        "Set `owner` of the component's `environment`, or the tag itself in `tags` or in `defaultTags` of the provider, to the team that answers when it breaks. What an owner looks like is `pattern` of this rule.",
    appliesTo: TAGGED_TYPES,
    settings: z.object({
        pattern: patternSetting(
            "A regular expression that every owner matches, such as `^team-` or `@example\\.com$`.",
        ),
    }),
    check(subject, { settings }) {
        return judgeTagValue(subject, {
            key: "owner",
            pattern: settings.pattern,
            expected: "a team or an address",
            because: "nobody can be asked when it breaks, or when it may go",
        });
    },
});
