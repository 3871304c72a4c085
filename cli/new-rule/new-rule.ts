import type { Family } from "../../policy-pack/kernel/verdict";

/** What a new rule is made of. */
export interface NewRule {
    readonly name: string;
    readonly family: Family;
    /** Type token of the resources that it looks at. */
    readonly type: string;
    /** Names joined by dots. */
    readonly property: string;
    readonly value: ExpectedValue;
}

/** What the property must be, the code that asks for it, and values that are and are not so. */
export interface ExpectedValue {
    /** As a person says it: `true`, `at least 7`. */
    readonly words: string;
    /** The function of `stagewright/policy-pack`, and its arguments after the path. */
    readonly check: { readonly name: string; readonly more: string };
    /** A value that is as expected, and one that is not, as code. */
    readonly good: string;
    readonly broken: string;
}

/** What a value given on the command line asks for: a number is the least that will do. */
export function valueOf(value: string): ExpectedValue {
    if (value === "true")
        return { words: value, check: { name: "expectTrue", more: "" }, good: "true", broken: "false" };
    if (value === "false") {
        return { words: value, check: { name: "expectFalse", more: "" }, good: "false", broken: "true" };
    }
    const number = Number(value);
    if (value.trim() !== "" && Number.isFinite(number)) {
        const [good, broken] = [String(number), String(number - 1)];
        return { words: `at least ${good}`, check: { name: "expectAtLeast", more: `, ${good}` }, good, broken };
    }
    const text = JSON.stringify(value);
    const broken = JSON.stringify(`not ${value}`);
    return { words: value, check: { name: "expectOneOf", more: `, [${text}]` }, good: text, broken };
}

/** The name under which a module exports a rule. */
export function exportName(name: string): string {
    return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
