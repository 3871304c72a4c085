import type { PlannedResource } from "../plan/plan";
import { Asset, isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../plan/value";
import { decodedText, documentsIn } from "./documents";
import {
    listOf,
    mapOf,
    markOf,
    type NormalList,
    type NormalMap,
    type NormalPlain,
    type NormalValue,
    unknownFrom,
} from "./normal-value";
import { isSet, ITEM_KEYS } from "./order";
import type { OriginatedText } from "./origins";
import { holdsQuantities, quantityOf } from "./quantities";
import { secretOf } from "./secret-shape";

export { listOf, toTheLetter, unknownFrom } from "./normal-value";
export type { NormalList, NormalMap, NormalPlain, NormalSecret, NormalUnknown, NormalValue } from "./normal-value";

/*
 * A value with what differs between environments by nature taken out, in a form that can be compared: names are roles,
 * sets have no order, documents in texts are data, and what is not known is known by where it comes from.
 *
 * What is one by the meaning that providers give it, and what is not (`tests/parity/same-meaning.test.ts` shows each):
 *
 * - A number or a boolean as a text (`"30"`, `30`) is one: providers and the engine write both. Inside a document it is not,
 *   since whoever reads that can tell; but in `Condition` of IAM, which takes both.
 * - `null` is nothing. Inside a document it is a value: in a patch it deletes.
 * - An empty map of tags, labels, annotations or variables is nothing. An empty list is not: `ingress: []` lets nobody in,
 *   and without it nothing is said.
 * - One item is a list of that one item where the list is a set, as an action or a statement of IAM.
 * - Quantities of Kubernetes are numbers (`500m` is `0.5`, `1Gi` is `1024Mi`), in its objects alone.
 * - Durations are texts: `60m` may be minutes, or thousandths of sixty. So are texts in another case.
 * - Rules written into a security group and rules beside it are two things: those within remove what others add.
 */

/** How the values of one property of one resource are read. */
export interface Normalising {
    /** Puts roles in place of names. */
    readonly named: (text: string) => string;
    /** Names what a deployment made in a text that has roles in it already. */
    readonly originated?: (text: string) => OriginatedText;
    /** Whether it stands in a document: there `null` is a value. */
    readonly inDocument?: boolean;
    /** Whether it stands in a document that is no object of Kubernetes. */
    readonly foreign?: boolean;
    /** Whether numbers and texts are two things. */
    readonly typed?: boolean;
    /** Whether it belongs to an object of Kubernetes. */
    readonly kubernetes?: boolean;
    /** Whether its texts are quantities. */
    readonly quantities?: boolean;
    /** Aligned names of the resources that what is not known comes from. */
    readonly from?: readonly string[];
    /** URNs of those of them that the other stack does not have. */
    readonly fromOnlyHere?: readonly string[];
}

/** Whether a resource is an object of Kubernetes, whose quantities are numbers. */
export function isKubernetes({ type }: Pick<PlannedResource, "type">): boolean {
    return type.startsWith("kubernetes:");
}

/** Brings the value of a property into a form that can be compared. Nothing for what is not set. */
export function normalise(
    value: PropertyValue | undefined,
    property: string,
    how: Normalising,
): NormalValue | undefined {
    if (value === undefined) return undefined;
    if (value === null) return how.inDocument === true ? NULL : undefined;
    if (value instanceof Unknown) return unknownFrom(how.from ?? [], how.fromOnlyHere ?? []);
    if (value instanceof Secret) return secretOf(normalise(value.value, property, how));
    if (value instanceof Asset) return plain(`${value.kind} ${value.hash ?? value.origin ?? "inline"}`, how);
    if (isList(value)) return normaliseList(value, property, how);
    if (isPropertyMap(value)) return normaliseMap(value, property, how);
    if (typeof value === "string") {
        const text = decodedText(value, property);
        const documents = documentsIn(text);
        return documents.length > 0 ? normaliseDocuments(documents, property, how) : plain(text, how);
    }
    return plain(value, how);
}

const NULL: NormalPlain = {
    kind: "plain",
    mark: "null()",
    planned: "null",
    normal: "null",
    from: [],
    fromOnlyHere: [],
};

function plain(planned: string | number | boolean, how: Normalising): NormalPlain {
    const quantity = how.quantities === true ? quantityOf(String(planned)) : undefined;
    if (quantity !== undefined || typeof planned !== "string") {
        const normal = quantity ?? planned;
        const kind = how.typed === true && quantity === undefined ? typeof planned : "plain";
        return { kind: "plain", mark: markOf(kind, String(normal)), planned, normal, from: [], fromOnlyHere: [] };
    }
    const named = how.named(planned);
    const { from, fromOnlyHere, text } = how.originated?.(named) ?? { text: named, from: [], fromOnlyHere: [] };
    return {
        kind: "plain",
        mark: markOf("plain", text),
        planned,
        normal: text,
        ...(text !== named && { named }),
        from,
        fromOnlyHere,
    };
}

/** What a policy's statement tests. */
const CONDITION = "Condition";

function normaliseMap(value: PropertyMap, property: string, how: Normalising): NormalMap {
    const fields = new Map<string, NormalValue>();
    const roles = new Map<string, string>();
    const inner: Normalising = {
        ...how,
        typed: how.typed === true && property !== CONDITION,
        kubernetes: how.kubernetes === true || isManifest(value),
        foreign: how.foreign === true && !isManifest(value),
    };
    const ofFields = { ...inner, quantities: inner.kubernetes === true && holdsQuantities(property) };
    for (const [name, one] of Object.entries(value)) {
        const normal = normalise(one, name, ofFields);
        if (normal === undefined) continue;
        const role = how.named(name);
        // Two names that play one role, as `prod` and `production`, are two fields all the same.
        const isOwn = role !== name && !fields.has(role);
        if (isOwn) roles.set(name, role);
        fields.set(isOwn ? role : name, normal);
    }
    return mapOf(fields, false, roles);
}

function isManifest({ apiVersion, kind }: PropertyMap): boolean {
    return typeof apiVersion === "string" && typeof kind === "string";
}

function normaliseList(value: readonly PropertyValue[], property: string, how: Normalising): NormalMap | NormalList {
    const items = value.flatMap(item => normalise(item, property, how) ?? []);
    const ordered = !isSet(property, how) || isRepeating(items);
    const keyed = ordered
        ? undefined
        : ITEM_KEYS.reduce<Keyed>((known, key) => known ?? byName(items, fieldOf(key)), undefined);
    return keyed === undefined ? listOf(items, ordered) : mapOf(keyed, true);
}

/** Whether items of one name follow one another: the last of them counts. */
function isRepeating(items: readonly NormalValue[]): boolean {
    const names = items.flatMap(item => fieldOf("name")(item) ?? []);
    return items.length > 0 && names.length === items.length && new Set(names).size < names.length;
}

/** The data in a text: one document as what it is, several by what each describes, where each says so. */
function normaliseDocuments(
    documents: readonly PropertyValue[],
    property: string,
    how: Normalising,
): NormalValue | undefined {
    const items = documents.flatMap(
        one => normalise(one, property, { ...how, inDocument: true, typed: true, foreign: true }) ?? [],
    );
    const [only, ...more] = items;
    if (more.length === 0) return only;
    const keyed = byName(items, manifestName);
    return keyed === undefined ? listOf(items, true) : mapOf(keyed, true);
}

/** What tells an object of Kubernetes from the others of a text. */
function manifestName(item: NormalValue): string | undefined {
    const metadata = item.kind === "map" ? item.fields.get("metadata") : undefined;
    const [kind, name] = [fieldOf("kind")(item), metadata === undefined ? undefined : fieldOf("name")(metadata)];
    if (metadata === undefined || kind === undefined || name === undefined) return undefined;
    return [kind, fieldOf("namespace")(metadata), name].filter(part => part !== undefined).join("/");
}

type Keyed = ReadonlyMap<string, NormalValue> | undefined;

/** Items by what tells them from each other, if it does. */
function byName(items: readonly NormalValue[], nameOf: (item: NormalValue) => string | undefined): Keyed {
    const named = new Map<string, NormalValue>();
    for (const item of items) {
        const name = nameOf(item);
        if (name === undefined) return undefined;
        named.set(name, item);
    }
    return items.length > 0 && named.size === items.length ? named : undefined;
}

function fieldOf(key: string): (item: NormalValue) => string | undefined {
    return item => {
        const field = item.kind === "map" ? item.fields.get(key) : undefined;
        return field?.kind === "plain" ? String(field.normal) : undefined;
    };
}
