import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret } from "../../../plan/value";
import { credentialIn, isLiteralValue, surelyMeansCredential } from "../../../secrets/credentials";
import { bare, parsedJson } from "../../../plan/plain";

/** A text among the inputs of a resource that is a credential, by its shape or by its name. Never the text itself. */
export interface CredentialText {
    readonly path: string;
    /** What it is, as half a sentence: `holds a GitHub token`. */
    readonly what: string;
    /** Whether the text, or something around it, is marked secret. */
    readonly secret: boolean;
}

/** Every text in any property, at any depth, that has the shape of a credential or the name of one. */
export function credentialTexts(inputs: PropertyMap): readonly CredentialText[] {
    const search = new Search();
    search.lookInto(inputs, undefined, false);
    return search.found;
}

/** JSON in a text is only parsed where a word in it may be the name of a credential, or its shape one. */
const MAY_NAME_CREDENTIAL = /pass(?:w|phrase)|secret|token|key/i;
const JSON_START = /^\s*[[{]/;

/** One walk over the inputs of a resource. Nearly all of it finds nothing, so a path is only written out for what is found. */
class Search {
    readonly found: CredentialText[] = [];
    private readonly steps: (string | number)[] = [];

    /**
     * @param name The nearest name above the value.
     * @param secret Whether something around it is marked secret.
     */
    lookInto(value: PropertyValue, name: string | undefined, secret: boolean): void {
        if (typeof value === "string") this.lookAt(value, name, secret);
        else if (value instanceof Secret) this.lookInto(value.value, name, true);
        else if (isList(value)) this.lookThrough(value, name, secret);
        else if (isPropertyMap(value)) this.lookUnder(value, secret);
    }

    private lookThrough(list: readonly PropertyValue[], name: string | undefined, secret: boolean): void {
        for (const [place, item] of list.entries()) {
            this.steps.push(place);
            this.lookInto(item, name, secret);
            this.steps.pop();
        }
    }

    private lookUnder(map: PropertyMap, secret: boolean): void {
        for (const key in map) {
            const name = key === "value" ? (nameBeside(map) ?? key) : key;
            this.steps.push(key);
            this.lookInto(map[key] ?? null, name, secret);
            this.steps.pop();
        }
    }

    private lookAt(text: string, name: string | undefined, secret: boolean): void {
        const shape = credentialIn(text) ?? inBase64(text);
        if (JSON_START.test(text) && (shape !== undefined || MAY_NAME_CREDENTIAL.test(text))) {
            const inner = parsedJson(text);
            if (isList(inner) || isPropertyMap(inner)) {
                const before = this.found.length;
                this.lookInto(inner, name, secret);
                // What is found within is reported by its place there; a shape that only the whole has, by that of the whole.
                if (this.found.length === before && shape !== undefined) this.report(`holds ${shape}`, secret);
                return;
            }
        }
        if (shape !== undefined) this.report(`holds ${shape}`, secret);
        else if (isNamedSo(text, name)) this.report("is named like a credential and holds a value", secret);
    }

    private report(what: string, secret: boolean): void {
        this.found.push({ path: pathOf(this.steps), what, secret });
    }
}

/** What a list of `{ name, value }` or `{ key, value }` calls a value. */
function nameBeside(map: PropertyMap): string | undefined {
    const name = bare(map["name"] ?? map["key"] ?? null);
    return typeof name === "string" ? name : undefined;
}

/** What only names where a value comes from: ARNs and aliases, and the expressions of API Gateway and Step Functions. */
const POINTS_ELSEWHERE = /^(?:arn:|alias\/|\$|(?:method|integration|context|stageVariables)\.)/;

function isNamedSo(text: string, name: string | undefined): boolean {
    return name !== undefined && surelyMeansCredential(name) && isLiteralValue(text) && !POINTS_ELSEWHERE.test(text);
}

/** The shortest text in base64 that can hold a credential. */
const MIN_BASE64_CHARACTERS = 24;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}\s*$/;

/** Scripts and files travel in base64. */
function inBase64(text: string): string | undefined {
    if (text.length < MIN_BASE64_CHARACTERS || !BASE64.test(text)) return undefined;
    return credentialIn(Buffer.from(text, "base64").toString("utf8"));
}

const PLAIN_STEP = /^[A-Za-z_]\w*$/;

/** A path as `Subject.read` takes it. */
function pathOf(steps: readonly (string | number)[]): string {
    return steps
        .map((step, place) => {
            if (typeof step === "number") return `[${step}]`;
            if (!PLAIN_STEP.test(step)) return `[${JSON.stringify(step)}]`;
            return place === 0 ? step : `.${step}`;
        })
        .join("");
}
