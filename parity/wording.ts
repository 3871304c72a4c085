import { canonical, placeOf, type ShownValue, sidesOf } from "./shown";
import { type Comparison, type Difference, SETTINGS_PLACE } from "./stacks";

/*
 * What is said of a difference, for people.
 */

/** What a place holds, where the last name in it says little; `$1` is the name of the thing. */
interface Noun {
    /** Beginning of the types that it is true of; of any type where there is none. */
    readonly type?: string;
    readonly place: RegExp;
    readonly noun: string;
}

const NAME = String.raw`(?:\.([\w$-]+)|\["([^"]+)"\])`;
const NOUNS: readonly Noun[] = [
    {
        place: new RegExp(
            String.raw`(?:^|[.\]])(?:env|environment|variables|environmentVariables)${NAME}(?:\.value)?$`,
        ),
        noun: "environment variable",
    },
    { place: new RegExp(String.raw`(?:^|[.\]])env(?:ironment)?${NAME}\.valueFrom\b`), noun: "source of the variable" },
    { place: new RegExp(String.raw`(?:^|[.\]])secrets${NAME}(?:\.valueFrom)?$`), noun: "secret" },
    { place: new RegExp(String.raw`(?:^|[.\]])parameters${NAME}(?:\.value)?$`), noun: "parameter" },
    { place: new RegExp(String.raw`(?:^|[.\]])tags${NAME}$`), noun: "tag" },
    { place: new RegExp(String.raw`(?:^|[.\]])volumes${NAME}$`), noun: "volume" },
    { type: "kubernetes:core/v1:ConfigMap", place: new RegExp(`^(?:data|binaryData)${NAME}$`), noun: "key" },
    { type: "kubernetes:core/v1:Secret", place: new RegExp(`^(?:data|stringData)${NAME}$`), noun: "key" },
    { type: "aws:secretsmanager/", place: new RegExp(`^secretString${NAME}$`), noun: "key" },
    { place: /(?:^|[.\]])envFrom\[\d+\]$/, noun: "source of environment variables" },
    { place: /^subjectAlternativeNames\[\d+\]$/, noun: "further name of the certificate" },
];

/** What differs, as a sentence without its end. */
export function describe(difference: Difference, { left, right }: Comparison): string {
    const [ofLeft, ofRight] = sidesOf(difference);
    if (difference.kind === "setting") {
        const [owner, other] = difference.side === "left" ? [left, right] : [right, left];
        const thing = difference.at === SETTINGS_PLACE ? "setting" : "output";
        return difference.isSecretThere === true
            ? `the ${thing} is secret in ${owner.stack} and plain in ${other.stack}`
            : `${owner.stack} has this ${thing}, ${other.stack} has not`;
    }
    if (difference.kind === "presence") {
        const [owner, other] = difference.only.side === "left" ? [left, right] : [right, left];
        const count = difference.only.resources.length;
        return `${owner.stack} has ${count === 1 ? "it" : `these ${count} resources`}, ${other.stack} has not`;
    }
    const noun = nounOf(difference.pair.left.type, difference.property);
    const name = noun ?? lastStep(difference.property);
    if (noun !== undefined && (difference.left === undefined || difference.right === undefined)) {
        const [owner, other] = difference.right === undefined ? [left, right] : [right, left];
        return `${owner.stack} has the ${noun}, ${other.stack} has not`;
    }
    if (difference.left?.kind === "secret" && difference.right?.kind === "secret")
        return `${name} differs between ${left.stack} and ${right.stack}; it is secret, so neither is shown`;
    if (difference.left?.kind === "plain" && canonical(ofLeft) === canonical(ofRight))
        return `${name} is ${written(ofLeft)} in both, though it names what only one of them owns`;
    return `${name} is ${written(ofLeft)} in ${left.stack} and ${written(ofRight)} in ${right.stack}`;
}

/** What a difference is of, where nobody knows what it is. */
export function propertyOf(difference: Difference): string {
    return difference.kind === "property" ? difference.property : "it";
}

function nounOf(type: string, property: string): string | undefined {
    for (const { noun, place, type: start = "" } of NOUNS) {
        const match = type.startsWith(start) ? place.exec(property) : null;
        if (match === null) continue;
        const name = match[1] ?? match[2];
        return name === undefined ? noun : `${noun} ${name}`;
    }
    return undefined;
}

/** The last name in a property's path; the whole path stands beside the message. */
function lastStep(property: string): string {
    const steps = property.match(/[^.[\]"]+/g) ?? [property];
    return steps.filter(step => !/^\d+$/.test(step)).at(-1) ?? property;
}

/** Longest value that a message repeats, in characters. */
const MAX_WRITTEN_CHARACTERS = 120;

function written(value: ShownValue): string {
    if (value === null) return "not set";
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return text.length <= MAX_WRITTEN_CHARACTERS ? text : `${text.slice(0, MAX_WRITTEN_CHARACTERS)}...`;
}

/** What shows a difference: both values, or all that one stack has alone. */
export function evidenceOf(difference: Difference): readonly string[] {
    if (difference.kind === "presence") {
        return [
            ...difference.only.resources.map(({ path, type }) => `${path} (${type})`),
            ...[...new Set(difference.consequences.map(placeOf))].map(place => `therefore also ${place}`),
        ];
    }
    if (difference.kind === "setting") return [];
    const [ofLeft, ofRight] = sidesOf(difference);
    return [`${written(ofLeft)} | ${written(ofRight)}`];
}

export function urnsOf(difference: Difference): readonly string[] {
    if (difference.kind === "property") return [difference.pair.left.urn, difference.pair.right.urn];
    return difference.kind === "setting" ? [] : difference.only.resources.map(({ urn }) => urn);
}
