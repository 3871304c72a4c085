import { Unknown } from "../../../../plan/value";
import { noCrossEnvironmentStackReference as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("no-cross-environment-stack-reference", () => {
    tries(rule, "pulumi:pulumi:StackReference", [
        ["staging reading a stack of staging", "holds", { name: "acme/network/staging" }],
        ["staging reading production", "violated", { name: "acme/network/prod" }],
        ["staging reading a stack named live", "violated", { name: "acme/network/live" }],
        ["production reading staging", "violated", { name: "acme/network/staging" }, { stack: "prod" }],
        ["production reading production", "holds", { name: "acme/network/prod" }, { stack: "prod" }],
        ["a reference whose name is that of the resource", "violated", {}, { name: "acme/network/prod" }],
        ["a name without organisation and project", "violated", { name: "production" }],
        [
            "a stack that the settings call production",
            "violated",
            { name: "acme/network/blue" },
            { pack: { environments: { blue: { class: "production" } } } },
        ],
        [
            "a stack that belongs to neither side",
            "holds",
            { name: "acme/dns/prod" },
            { settings: { commons: ["acme/dns/prod"] } },
        ],
        [
            "a stack of neither side, named without its organisation",
            "holds",
            { name: "acme/dns/prod" },
            { settings: { commons: ["dns/prod"] } },
        ],
        [
            "another stack than the one of neither side",
            "violated",
            { name: "acme/network/prod" },
            { settings: { commons: ["dns/prod"] } },
        ],
        [
            "a reference that is only read, as the SDK registers it",
            "violated",
            { name: "acme/network/prod" },
            { external: true },
        ],
        ["a name that is not known", "undecided", { name: Unknown.computed }],
        ["a name that is no text", "undecided", { name: 7 }],
    ]);
});
