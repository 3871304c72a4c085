/*
 * Leaves prose out of the mutation run: what a rule says of itself and of its settings. The rule's page repeats it
 * word for word, which tests/policies/rules/docs.test.ts compares; those tests run whole programs, so that they are
 * too slow to be run for each mutant.
 */
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

const RULE_MAKERS = new Set(["resourceRule", "stackRule", "environmentsRule"]);
const PROSE_FIELDS = new Set(["description", "remediation"]);

/** Whether a node is the text of `description` or `remediation` in what is handed to one of the makers of rules. */
function isRuleProse({ node, parentPath: field }) {
    return (
        field?.isObjectProperty() === true &&
        field.node.value === node &&
        PROSE_FIELDS.has(field.node.key.name) &&
        field.parentPath.parentPath?.isCallExpression() === true &&
        RULE_MAKERS.has(field.parentPath.parentPath.node.callee.name)
    );
}

/** Whether a node is the text of a setting: the argument of a schema's `.describe(...)`. */
function isSettingProse({ node, parentPath: call }) {
    return (
        call?.isCallExpression() === true &&
        call.node.callee.type === "MemberExpression" &&
        call.node.callee.property.name === "describe" &&
        call.node.arguments.includes(node)
    );
}

export const strykerPlugins = [
    declareValuePlugin(PluginKind.Ignore, "prose", {
        shouldIgnore: path =>
            isRuleProse(path) || isSettingProse(path) ? "prose that the rule's page repeats" : undefined,
    }),
];
