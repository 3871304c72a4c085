import { Secret, Unknown } from "../../../../plan/value";
import { requiredTags as rule } from "../../../../policy-pack/rules";
import { type Extras, tries } from "../table";

const ALL = { environment: "staging", owner: "platform", "cost-centre": "1234" };
const provider: Extras = { provider: { region: "eu-central-1" } };
const withDefaults = (tags: unknown): Extras => ({ provider: { defaultTags: JSON.stringify({ tags }) } });

describe("required-tags", () => {
    tries(rule, "aws:rds/cluster:Cluster", [
        ["all three tags", "holds", { tags: ALL }, provider],
        [
            "the American spelling in camel case",
            "holds",
            { tags: { Environment: "staging", Owner: "platform", CostCenter: "1234" } },
            provider,
        ],
        ["snake case", "holds", { tags: { env: "staging", owned_by: "platform", cost_center: "1234" } }, provider],
        [
            "an organisation's prefix",
            "holds",
            { tags: { "acme:environment": "staging", "acme:team": "platform", "acme:cost-center": "1234" } },
            provider,
        ],
        ["no cost centre", "violated", { tags: { environment: "staging", owner: "platform" } }, provider],
        [
            "a key that only contains the word",
            "violated",
            { tags: { environment: "staging", owner: "platform", "cost-centre-exempt": "yes" } },
            provider,
        ],
        ["an empty owner", "violated", { tags: { ...ALL, owner: "" } }, provider],
        ["an owner of blanks", "violated", { tags: { ...ALL, owner: "  " } }, provider],
        ["no tags at all", "violated", {}, provider],
        ["all three from the provider", "holds", {}, withDefaults(ALL)],
        [
            "two from the provider and one of its own",
            "holds",
            { tags: { owner: "platform" } },
            withDefaults({ environment: "staging", costCentre: "1" }),
        ],
        [
            "two from the provider and none of its own",
            "violated",
            {},
            withDefaults({ environment: "staging", costCentre: "1" }),
        ],
        ["an empty tag of its own over one of the provider", "violated", { tags: { owner: "" } }, withDefaults(ALL)],
        [
            "tags of its own that are not known, over values of the provider that are allowed",
            "undecided",
            { tags: Unknown.computed },
            { ...withDefaults(ALL), pack: { tags: { required: { owner: ["platform"] } } } },
        ],
        [
            "tags of its own that are not known, over an empty one of the provider",
            "undecided",
            { tags: Unknown.computed },
            withDefaults({ ...ALL, owner: "" }),
        ],
        [
            "tags of its own that are not known, over all three of the provider",
            "holds",
            { tags: Unknown.computed },
            withDefaults(ALL),
        ],
        ["defaults of the provider as an object", "holds", {}, { provider: { defaultTags: { tags: ALL } } }],
        [
            "defaults of the provider that are not known",
            "undecided",
            {},
            { provider: { defaultTags: Unknown.computed } },
        ],
        ["all three of its own, and a provider that is not known", "holds", { tags: ALL }],
        ["tags that are not known", "undecided", { tags: Unknown.computed }, provider],
        ["an owner that is not known", "undecided", { tags: { ...ALL, owner: Unknown.computed } }, provider],
        ["a secret owner", "holds", { tags: { ...ALL, owner: new Secret("platform") } }, provider],
        [
            "a value that is allowed",
            "holds",
            { tags: ALL },
            { ...provider, pack: { tags: { required: { owner: ["platform", "shop"] } } } },
        ],
        [
            "a value that is not allowed",
            "violated",
            { tags: ALL },
            { ...provider, pack: { tags: { required: { owner: ["shop"] } } } },
        ],
        [
            "a tag that only the settings ask for",
            "violated",
            { tags: ALL },
            { ...provider, pack: { tags: { required: { "data-class": [] } } } },
        ],
        ["settings that ask for no tags", "nothing", {}, { ...provider, pack: { tags: { required: {} } } }],
    ]);

    describe("of an autoscaling group", () => {
        const listed = (tags: Record<string, string>) =>
            Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
        tries(rule, "aws:autoscaling/group:Group", [
            ["all three in its list", "holds", { tags: listed(ALL) }, provider],
            ["two in its list", "violated", { tags: listed({ environment: "staging", owner: "platform" }) }, provider],
            ["all three from the provider, which the group ignores", "violated", {}, withDefaults(ALL)],
            ["a key that is not known", "undecided", { tags: [{ key: Unknown.computed, value: "x" }] }, provider],
            ["a list that is not known", "undecided", { tags: Unknown.computed }, provider],
        ]);
    });
});
