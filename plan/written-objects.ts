import { readManifests } from "./manifests";
import { NO_OPTIONS, type Plan, type PlannedResource } from "./plan";
import { readValue } from "./read";
import { buildUrn } from "./urn";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "./value";
import { decodeValue } from "./wire";

/*
 * A `ConfigGroup` of the module `yaml/v2` is built by the provider's plugin, so that a program which is only planned
 * does not register its children. What they are stands in its inputs, though. Here they are made from those, under the
 * names that the plugin gives them (`ParseYamlObjects` of the Kubernetes provider, `provider/yaml/v2/yaml.go`), so that
 * a judgement finds what it would find in a preview.
 */

const GROUP = "kubernetes:yaml/v2:ConfigGroup";

/** The input that names files, whose content no plan holds. */
const FILES_INPUT = "files";

/** Fields of a `Secret` that the plugin marks, wherever they come from. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(["data", "stringData"]);

/** One object, and where it is written. */
interface WrittenObject {
    /** The input, and the place in it: `objs[0]`. */
    readonly place: string;
    readonly apiVersion: string;
    readonly kind: string;
    readonly properties: PropertyMap;
}

/** What could be read of a component, and whether that is all of it. */
interface Written {
    readonly objects: readonly WrittenObject[];
    readonly whole: boolean;
}

const UNREAD: Written = { objects: [], whole: false };
const NOTHING: Written = { objects: [], whole: true };

/**
 * The plan with the objects that are written in inputs as resources of their own. A component of which every part
 * could be read is no longer opaque.
 *
 * @param transformed URNs of components whose children the program transforms: what is written there is not what is made.
 */
export function withWrittenObjects(plan: Plan, transformed: ReadonlySet<string> = new Set()): Plan {
    const isUnreadGroup = ({ opaque, type, urn }: PlannedResource) => opaque && type === GROUP && !transformed.has(urn);
    if (!plan.resources.some(isUnreadGroup)) return plan;
    const read = new Set<string>();
    const resources = plan.resources.flatMap(resource => {
        if (!isUnreadGroup(resource)) return [resource];
        const { objects, whole } = writtenIn(resource.inputs);
        if (whole) read.add(resource.urn);
        return [{ ...resource, opaque: !whole }, ...objects.map(object => childOf(resource, object, plan))];
    });
    const gaps = plan.gaps.filter(
        ({ kind, urn }) => !(kind === "remote-component" && urn !== undefined && read.has(urn)),
    );
    return { ...plan, resources, gaps };
}

function writtenIn({ objs, yaml, [FILES_INPUT]: files }: PropertyMap): Written {
    const named = inner(files);
    const noFiles = named === null || (isList(named) && named.length === 0);
    return together([objectsOf(objs, "objs"), textOf(yaml), noFiles ? NOTHING : UNREAD]);
}

function together(parts: readonly Written[]): Written {
    return { objects: parts.flatMap(({ objects }) => objects), whole: parts.every(({ whole }) => whole) };
}

/** The objects of a list of them. */
function objectsOf(value: PropertyValue | undefined, place: string): Written {
    const list = inner(value);
    if (list === null) return NOTHING;
    if (!isList(list)) return UNREAD;
    const secret = value instanceof Secret;
    return together(list.map((item, index) => objectOf(secret ? new Secret(item) : item, `${place}[${index}]`)));
}

/** The objects of a text of YAML. Where the text is secret, all that stands in them is. */
function textOf(value: PropertyValue | undefined): Written {
    const text = inner(value);
    if (text === null) return NOTHING;
    if (typeof text !== "string") return UNREAD;
    const manifests = readManifests(text);
    if ("fault" in manifests) return UNREAD;
    const secret = value instanceof Secret;
    return together(
        manifests.documents.map((document, index) => {
            const decoded = decodeValue(document);
            const isEmpty = decoded === null || (isPropertyMap(decoded) && Object.keys(decoded).length === 0);
            return isEmpty ? NOTHING : objectOf(secret ? new Secret(decoded) : decoded, `yaml[${index}]`);
        }),
    );
}

/** One object, or those of a list of them. Kubernetes makes no lists: it makes what they hold. */
function objectOf(value: PropertyValue, place: string): Written {
    const object = inner(value);
    if (!isPropertyMap(object)) return UNREAD;
    const { apiVersion, kind, items } = object;
    const version = inner(apiVersion);
    const named = inner(kind);
    if (typeof version !== "string" || version === "" || typeof named !== "string" || named === "") return UNREAD;
    const secret = value instanceof Secret;
    if (items !== undefined && named.endsWith("List")) {
        return objectsOf(secret ? new Secret(items) : items, `${place}.items`);
    }
    const isSecret = (name: string) => secret || (`${version}/${named}` === "v1/Secret" && SECRET_FIELDS.has(name));
    const properties = Object.entries(object).map(
        ([name, item]) => [name, isSecret(name) && !(item instanceof Secret) ? new Secret(item) : item] as const,
    );
    return {
        objects: [{ place, apiVersion: version, kind: named, properties: Object.fromEntries(properties) }],
        whole: true,
    };
}

/** The resource that the plugin makes of an object. */
function childOf(holder: PlannedResource, object: WrittenObject, { project, stack }: Plan): PlannedResource {
    const { properties } = object;
    const type = typeOf(object);
    const name = `${textAt(holder.inputs, "resourcePrefix") ?? holder.name}:${nameOf(object)}`;
    const [input = ""] = object.place.split("[");
    const from = Object.hasOwn(holder.propertyDependencies, input) ? (holder.propertyDependencies[input] ?? []) : [];
    const computed = Object.keys(properties).filter(key => holdsUnknown(properties[key] ?? null));
    return {
        urn: buildUrn(stack, project, holder.urn, type, name),
        type,
        name,
        path: `${holder.path}/${name}`,
        parent: holder.urn,
        custom: true,
        external: false,
        opaque: false,
        inputs: properties,
        outputs: properties,
        dependencies: holder.dependencies,
        propertyDependencies: Object.fromEntries(computed.map(key => [key, from])),
        provider: holder.provider,
        options: { ...NO_OPTIONS, protect: holder.options.protect, retainOnDelete: holder.options.retainOnDelete },
        source: holder.source,
    };
}

/** The group without a name is called `core` in types. */
function typeOf({ apiVersion, kind }: WrittenObject): string {
    return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** Namespace and name; the place where that is not known, or not to be shown. */
function nameOf({ place, properties }: WrittenObject): string {
    const name = textAt(properties, "metadata.name");
    const namespace = readValue(properties, "metadata.namespace");
    if (name === undefined || namespace.state === "unknown") return place;
    return namespace.state === "absent" ? name : `${textAt(properties, "metadata.namespace") ?? place}/${name}`;
}

/** A text that is known and no secret. */
function textAt(properties: PropertyMap, path: string): string | undefined {
    const reading = readValue(properties, path);
    if (reading.state !== "known" || reading.secret || typeof reading.value !== "string") return undefined;
    return reading.value === "" ? undefined : reading.value;
}

function holdsUnknown(value: PropertyValue): boolean {
    const content = inner(value);
    if (isList(content)) return content.some(holdsUnknown);
    return content instanceof Unknown || (isPropertyMap(content) && Object.values(content).some(holdsUnknown));
}

/** A value without the marks of secrecy around it; `null` where it is not set. */
function inner(value: PropertyValue | undefined): PropertyValue {
    let content = value ?? null;
    while (content instanceof Secret) content = content.value;
    return content;
}
