import { Secret, Unknown } from "../../../../plan/value";
import { costCentreValid as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const noDefaults = { provider: {} };
const onlyCodes = { provider: {}, settings: { pattern: "^CC-[0-9]{4}$" } };

describe("cost-centre-valid", () => {
    tries(rule, "aws:sqs/queue:Queue", [
        ["a code", "holds", { tags: { "cost-centre": "CC-1001" } }, noDefaults],
        ["a number", "holds", { tags: { CostCenter: "1001" } }, noDefaults],
        ["zeros", "violated", { tags: { "cost-centre": "0000" } }, noDefaults],
        ["a placeholder", "violated", { tags: { CostCenter: "n/a" } }, noDefaults],
        ["a placeholder by default", "violated", {}, { provider: { defaultTags: '{"tags":{"cost-centre":"todo"}}' } }],
        ["no cost centre", "nothing", { tags: { owner: "shop" } }, noDefaults],
        ["one that is not known", "undecided", { tags: { "cost-centre": Unknown.computed } }, noDefaults],
        ["one that is no text", "undecided", { tags: { "cost-centre": [] } }, noDefaults],
        ["a marked one", "holds", { tags: { "cost-centre": new Secret("CC-1001") } }, noDefaults],
        ["one as the setting wants it", "holds", { tags: { "cost-centre": "CC-1001" } }, onlyCodes],
        ["one digit fewer than the setting wants", "violated", { tags: { "cost-centre": "CC-100" } }, onlyCodes],
        ["one digit more than the setting wants", "violated", { tags: { "cost-centre": "CC-10011" } }, onlyCodes],
    ]);
});
