import { exportName, type NewRule } from "./new-rule";

/** The file of the rule. */
export function ruleText({ family, name, property, type, value: { check, words } }: NewRule): string {
    return `import { ${check.name}, resourceRule } from "stagewright/policy-pack";

export const ${exportName(name)} = resourceRule({
    name: "${name}",
    family: "${family}",
    severity: "medium",
    description: ${JSON.stringify(description(property, type, words))},
    remediation: ${JSON.stringify(remediation(property, words))},
    appliesTo: ["${type}"],
    check: subject =>
        // Where the provider documents a default, say so: { because, default: ... }.
        ${check.name}(subject, "${property}"${check.more}, { because: "the team has agreed on it" }),
});
`;
}

/** Its test, for Node's own runner. */
export function testText({ name, property, value: { broken, good } }: NewRule): string {
    const given = (value: string) => `{ ${nested(property, value)} }`;
    return `import { describe, it } from "node:test";
import { Secret, Unknown } from "stagewright/plan";
import { ruleTests } from "stagewright/policy-pack/testing";
import { ${exportName(name)} } from "../rules/${name}";

void describe("${name}", () => {
    const tests = ruleTests(${exportName(name)}, [
        { given: "what is asked for", expected: "holds", inputs: ${given(good)} },
        { given: "something else", expected: "violated", inputs: ${given(broken)} },
        { given: "nothing", expected: "violated", inputs: {} },
        { given: "a value that is not known", expected: "undecided", inputs: ${given("Unknown.computed")} },
        { given: "a secret value", expected: "violated", inputs: ${given(`new Secret(${broken})`)} },
    ]);
    for (const test of tests) void it(test.name, test.run);
});
`;
}

/** Its page. */
export function pageText({ family, name, property, type, value: { broken, good, words } }: NewRule): string {
    const block = (value: string) =>
        `\`\`\`ts\nnew ${className(type)}("subject", { ${nested(property, value)} });\n\`\`\``;
    return `# ${name}

${description(property, type, words)}

| family | severity | preset | judges | looks at |
|---|---|---|---|---|
| ${family} | medium | standard | each resource by itself | \`${type}\` |

## Why

The team has agreed on it.

## Violated

${block(broken)}

## Holds

${block(good)}

## What to change

${remediation(property, words)}

## Undecided when

- the property is not known before deployment.

## Settings

None.
`;
}

function description(property: string, type: string, words: string): string {
    return `The ${property} of every ${type.split(":")[2] ?? type} is ${words}.`;
}

function remediation(property: string, words: string): string {
    return `Set \`${property}\` to ${words}.`;
}

/** `a.b` and a value as `a: { b: value }`. */
function nested(property: string, value: string): string {
    const [first = "", ...rest] = property.split(".");
    return rest.length === 0 ? `${first}: ${value}` : `${first}: { ${nested(rest.join("."), value)} }`;
}

/** The class of a type token as the SDKs export it: `aws:sqs/queue:Queue` is `aws.sqs.Queue`. */
function className(type: string): string {
    const [provider = "", module = "", name = ""] = type.split(":");
    const parts = module.split("/").filter(part => part !== "index" && part.toLowerCase() !== name.toLowerCase());
    return [provider, ...parts, name].join(".");
}
