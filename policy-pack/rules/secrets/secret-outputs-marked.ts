import type { PlanSource } from "../../../plan/plan";
import { isList, isPropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import { holds, stackRule, undecided, type Verdict, violated } from "../../kernel";
import { credentialIn, isLiteralValue, surelyMeansCredential } from "../../../secrets/credentials";

/**
 * Where what a stack exports can be seen. Pulumi shows it neither to a policy pack nor in a preview, which would therefore
 * always pass: nothing is said of them, and nothing is counted.
 */
const SHOWS_OUTPUTS: ReadonlySet<PlanSource> = new Set(["embedded", "state"]);

export const secretOutputsMarked = stackRule({
    name: "secret-outputs-marked",
    family: "secrets",
    severity: "high",
    description: "What a stack exports and is, or holds, a credential is marked secret.",
    remediation:
        "Wrap the output in `pulumi.secret(...)`, or better export the ARN of the secret (`database.secretArn`) and let the reader fetch it.",
    appliesTo: { what: "outputs of stacks", matches: () => false },
    check({ plan }) {
        if (!SHOWS_OUTPUTS.has(plan.source)) return [];
        return Object.entries(plan.outputs).flatMap(([name, value]) =>
            judgeOutput(value, name, name).map(verdict => ({ verdict })),
        );
    },
});

/** @param path Where the value stands among the outputs. @param name The nearest name above it. */
function judgeOutput(value: PropertyValue, path: string, name: string): readonly Verdict[] {
    const property = `outputs.${path}`;
    if (isList(value)) return value.flatMap((item, place) => judgeOutput(item, `${path}[${place}]`, name));
    if (isPropertyMap(value)) {
        return Object.entries(value).flatMap(([key, item]) => judgeOutput(item, `${path}.${key}`, key));
    }
    if (value instanceof Unknown) {
        // Pulumi drops the mark of a secret that is not known yet.
        if (!surelyMeansCredential(name)) return [holds()];
        const message = `${property} is named like a credential, and whether it is marked secret cannot be told: ${value.why}`;
        return [undecided({ property, message })];
    }
    // What is marked secret is no text, and is not looked into.
    if (typeof value !== "string") return [holds()];
    const kind = credentialIn(value);
    const isNamedSo = surelyMeansCredential(name) && isLiteralValue(value) && !value.startsWith("arn:");
    if (kind === undefined && !isNamedSo) return [holds()];
    const what = kind === undefined ? "is named like a credential" : `holds ${kind}`;
    const message = `${property} ${what} and is not marked secret: it stands in clear in the state, in logs and in every stack that refers to this one`;
    return [violated({ property, message })];
}
