import { isList, type PropertyValue, Secret, Unknown } from "../plan/value";
import type { Pair } from "./align";
import { fieldPath } from "./compare";
import type { PlacePattern } from "./ledger/place";
import type { NormalValue } from "./normal";
import { showValue } from "./shown";
import type { Comparison } from "./stacks";

/** Something that two environments share although each must have its own. */
export interface SharedValue {
    /** `<path>#<property>` in the left stack. */
    readonly at: string;
    readonly pair: Pair;
    readonly property: string;
    /** What kind of thing it is, for people. */
    readonly what: string;
    /** Whether it cannot be said: of one of them nothing is known, not even where it comes from. */
    readonly undecided: boolean;
}

/** What each environment has its own of, by type and property. */
interface OwnThing {
    readonly what: string;
    readonly types: readonly string[];
    readonly property: string;
}

const OWN_THINGS: readonly OwnThing[] = [
    { what: "account", types: ["pulumi:providers:aws"], property: "allowedAccountIds" },
    { what: "address range", types: ["aws:ec2/vpc:Vpc"], property: "cidrBlock" },
    { what: "private or public zone", types: ["aws:route53/zone:Zone"], property: "name" },
    { what: "bucket", types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"], property: "bucket" },
    { what: "role name", types: ["aws:iam/role:Role"], property: "name" },
    { what: "topic", types: ["aws:sns/topic:Topic"], property: "name" },
    { what: "queue", types: ["aws:sqs/queue:Queue"], property: "name" },
    { what: "secret's name", types: ["aws:secretsmanager/secret:Secret"], property: "name" },
    { what: "secret", types: ["aws:secretsmanager/secretVersion:SecretVersion"], property: "secretString" },
    { what: "parameter's name", types: ["aws:ssm/parameter:Parameter"], property: "name" },
];

/** Inputs of any type that name a key or a secret that must not be shared. */
const OWN_REFERENCES: readonly { readonly what: string; readonly property: RegExp }[] = [
    { what: "key", property: /kms(?:Master)?Key(?:Id|Arn)?$/i },
    { what: "secret", property: /secretArn$/i },
];

/** Everything that must be each environment's own, and is the same in both or may be. */
export function sharedValues(
    comparison: Pick<Comparison, "pairs" | "properties">,
    declared: readonly PlacePattern[],
): readonly SharedValue[] {
    const shared = comparison.pairs.flatMap(pair => [
        ...Object.keys(pair.left.inputs).flatMap(property => {
            const what = ownThing(pair, property);
            return what === undefined ? [] : sharedInput(pair, property, what);
        }),
        ...declared
            .filter(pattern => pattern.coversPath(pair.left.path))
            .flatMap(pattern => sharedDeclared(pair, pattern, comparison.properties(pair))),
    ]);
    return [...new Map(shared.map(one => [`${one.pair.left.urn}#${one.property}`, one])).values()];
}

function ownThing({ left }: Pair, property: string): string | undefined {
    const thing = OWN_THINGS.find(one => one.property === property && one.types.includes(left.type));
    return thing?.what ?? OWN_REFERENCES.find(one => one.property.test(property))?.what;
}

function sharedInput(pair: Pair, property: string, what: string): readonly SharedValue[] {
    const [left, right] = [pair.left.inputs[property], pair.right.inputs[property]];
    if (left === undefined || right === undefined) return [];
    const equal = areShared(left, right, origins(pair, "left", property), origins(pair, "right", property));
    const at = `${pair.left.path}#${property}`;
    return equal === false ? [] : [{ at, pair, property, what, undecided: equal === undefined }];
}

const DECLARED = "value that was declared distinct";

/** What is the same in both at a place that was declared distinct, however deep in a property it lies. */
function sharedDeclared(
    pair: Pair,
    pattern: PlacePattern,
    [lefts, rights]: ReturnType<Comparison["properties"]>,
): readonly SharedValue[] {
    const search = (...[property, left, right]: InnerValues): readonly SharedValue[] => {
        if (left === undefined || right === undefined) return [];
        const at = `${pair.left.path}#${property}`;
        if (!pattern.covers(at)) return innerValues(property, left, right).flatMap(inner => search(...inner));
        const equal = areSharedInside(left, right);
        return equal === false ? [] : [{ at, pair, property, what: DECLARED, undecided: equal === undefined }];
    };
    return [...lefts].flatMap(([property, left]): readonly SharedValue[] =>
        Object.hasOwn(pair.left.inputs, property) && pattern.covers(`${pair.left.path}#${property}`)
            ? sharedInput(pair, property, DECLARED)
            : search(property, left, rights.get(property)),
    );
}

type InnerValues = readonly [property: string, left: NormalValue | undefined, right: NormalValue | undefined];

function innerValues(property: string, left: NormalValue, right: NormalValue): readonly InnerValues[] {
    if (left.kind === "map" && right.kind === "map")
        return [...left.fields].map(([name, field]) => [
            fieldPath(property, name, left.ofItems),
            field,
            right.fields.get(name),
        ]);
    if (left.kind === "list" && right.kind === "list")
        return left.items.map((item, place) => [`${property}[${place}]`, item, right.items[place]]);
    return [];
}

/** As {@link areShared}, of what lies inside of a property: there nobody says what of it comes from where. */
function areSharedInside(left: NormalValue, right: NormalValue): boolean | undefined {
    if (left.kind === "secret" && right.kind === "secret") return undefined;
    if (left.kind === "unknown" || right.kind === "unknown") {
        const known = [left, right].every(
            one => one.kind !== "unknown" || one.from.length + one.fromOnlyHere.length > 0,
        );
        return known ? false : undefined;
    }
    return JSON.stringify(showValue(left)) === JSON.stringify(showValue(right));
}

function origins(pair: Pair, side: "left" | "right", property: string): readonly string[] {
    const { propertyDependencies } = pair[side];
    return Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
}

/**
 * Whether two values are one and the same; nothing where that cannot be said. What is not known yet is each stack's own
 * where a resource that each stack makes by itself is where it comes from.
 */
function areShared(
    left: PropertyValue,
    right: PropertyValue,
    fromLeft: readonly string[],
    fromRight: readonly string[],
): boolean | undefined {
    if (left instanceof Secret || right instanceof Secret)
        return areShared(plainOf(left), plainOf(right), fromLeft, fromRight);
    if (left instanceof Unknown || right instanceof Unknown) {
        const known = [left instanceof Unknown ? fromLeft : [""], right instanceof Unknown ? fromRight : [""]];
        return known.every(from => from.length > 0) ? false : undefined;
    }
    if (isList(left) && isList(right)) {
        const answers = left.flatMap(one => right.map(other => areShared(one, other, fromLeft, fromRight)));
        return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
    }
    // AWS's own keys are not anybody's: `alias/aws/s3` is another one in each account.
    if (typeof left === "string" && left.startsWith("alias/aws/")) return false;
    return JSON.stringify(left) === JSON.stringify(right);
}

function plainOf(value: PropertyValue): PropertyValue {
    return value instanceof Secret ? value.value : value;
}
