import { isList, isPropertyMap, type PropertyValue, Secret, Unknown } from "../plan/value";
import type { Subject } from "../plan/subject";
import { bare, parsedJson } from "../plan/plain";

/** A text that everybody can read who may look at the resource: an environment variable, a line of a script. */
export interface ReadableEntry {
    /** Path of the property, with the entry's name where it has one. */
    readonly path: string;
    /** The name that the program gave the value; nothing for running text. */
    readonly name: string | undefined;
    /** The name, where the path does not hold it and it is no secret itself. */
    readonly called?: string;
    /** A text, or an unknown in its place. */
    readonly value: string | Unknown;
    /** Whether the value, or something around it, is marked secret. */
    readonly secret: boolean;
}

type Reader = (subject: Subject) => readonly ReadableEntry[];

const POD_TEMPLATE = "spec.template.spec";
/** Where each kind of workload keeps the description of its pods. */
export const POD_SPECS: Readonly<Record<string, string>> = {
    "kubernetes:core/v1:Pod": "spec",
    "kubernetes:apps/v1:Deployment": POD_TEMPLATE,
    "kubernetes:apps/v1:StatefulSet": POD_TEMPLATE,
    "kubernetes:apps/v1:DaemonSet": POD_TEMPLATE,
    "kubernetes:apps/v1:ReplicaSet": POD_TEMPLATE,
    "kubernetes:batch/v1:Job": POD_TEMPLATE,
    "kubernetes:batch/v1:CronJob": "spec.jobTemplate.spec.template.spec",
};

/** How each type is read. */
const READERS: Readonly<Record<string, Reader>> = {
    "aws:lambda/function:Function": subject => textsBelow(subject, "environment.variables"),
    "aws:ecs/taskDefinition:TaskDefinition": taskDefinition,
    "aws:codebuild/project:Project": subject => namedValues(subject, "environment.environmentVariables"),
    "aws:ec2/instance:Instance": userData,
    "aws:ec2/launchTemplate:LaunchTemplate": userData,
    "aws:ec2/launchConfiguration:LaunchConfiguration": userData,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": userData,
    "aws:ssm/parameter:Parameter": parameter,
    "kubernetes:core/v1:ConfigMap": subject => textsBelow(subject, "data"),
    "kubernetes:helm.sh/v3:Release": subject => textsBelow(subject, "values"),
    ...Object.fromEntries(
        Object.entries(POD_SPECS).map(([type, path]) => [type, (subject: Subject) => podSpec(subject, path)]),
    ),
};

/** Types that hold text for everybody to read. */
export const READABLE_TYPES: readonly string[] = Object.keys(READERS);

/** Every text that a resource shows to everybody who may look at it. */
export function readableEntries(subject: Subject): readonly ReadableEntry[] {
    const entries = READERS[subject.type]?.(subject) ?? [];
    // Without marks, any text may be a secret.
    return subject.plan.source === "policy-sdk" ? entries.map(entry => ({ ...entry, called: undefined })) : entries;
}

/** A value at a path, or the unknown that stands in its place; nothing where none is set. */
function at(subject: Subject, path: string): { readonly value: PropertyValue; readonly secret: boolean } | undefined {
    const reading = subject.read(path);
    if (reading.state === "absent") return undefined;
    return { value: reading.state === "known" ? reading.value : new Unknown(reading.why), secret: reading.secret };
}

/** Every text below the value at a path, named by the nearest key above it. */
export function textsBelow(subject: Subject, path: string): readonly ReadableEntry[] {
    const found = at(subject, path);
    return found === undefined ? [] : walk(found.value, { path, name: undefined, secret: found.secret });
}

type Place = Omit<ReadableEntry, "value">;

/** Every text below a value; each is named by the nearest key above it. */
function walk(value: PropertyValue, place: Place): readonly ReadableEntry[] {
    if (value instanceof Secret) return walk(value.value, { ...place, secret: true });
    if (value instanceof Unknown || typeof value === "string") return [{ ...place, value }];
    if (typeof value === "number") return [{ ...place, value: String(value) }];
    if (isList(value)) return value.flatMap((item, index) => walk(item, { ...place, path: `${place.path}[${index}]` }));
    if (!isPropertyMap(value)) return [];
    return Object.entries(value).flatMap(([name, item]) =>
        walk(item, { ...place, name, path: `${place.path}${pathStep(name)}` }),
    );
}

/** A name as a property path spells it. */
function pathStep(name: string): string {
    return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `["${name}"]`;
}

/** Lists of `{ name, value }`. Other shapes of an entry (`valueFrom`) point elsewhere. */
function pairs(value: PropertyValue, path: string, secret: boolean): readonly ReadableEntry[] {
    const list = bare(value);
    const marked = secret || value instanceof Secret;
    if (list instanceof Unknown) return [{ path, name: undefined, value: list, secret: marked }];
    if (!isList(list)) return [{ path, name: undefined, value: new Unknown("no list as expected"), secret: marked }];
    return list.flatMap((item, index) => {
        const entry = bare(item);
        const place = `${path}[${index}]`;
        if (entry instanceof Unknown) return [{ path: place, name: undefined, value: entry, secret: marked }];
        if (!isPropertyMap(entry) || entry["value"] === undefined) return [];
        const secretItem = marked || item instanceof Secret;
        const named = nameOf(entry["name"], secretItem);
        return walk(entry["value"], { path: `${place}.value`, ...named, secret: secretItem });
    });
}

/** A name that is itself a value of the program, and so may be a secret. */
function nameOf(value: PropertyValue | undefined, isMarked: boolean): Pick<Place, "name" | "called"> {
    const name = bare(value ?? null);
    if (typeof name !== "string") return { name: undefined };
    return isMarked || value instanceof Secret ? { name } : { name, called: name };
}

/** The values at a path of a list of \`{ name, value }\`. */
export function namedValues(subject: Subject, path: string): readonly ReadableEntry[] {
    const found = at(subject, path);
    return found === undefined ? [] : pairs(found.value, path, found.secret);
}

/**
 * A parameter that is no `SecureString` is shown to everybody who may list parameters. What it is named names its value.
 * The provider marks the value secret whatever it is, so that mark says nothing.
 */
function parameter(subject: Subject): readonly ReadableEntry[] {
    const kind = subject.read("type");
    if (kind.state === "unknown") {
        return [{ path: "type", name: undefined, value: new Unknown(kind.why), secret: false }];
    }
    if (kind.state === "known" && kind.value === "SecureString") return [];
    const called = subject.read("name", { default: subject.name });
    const isCalled = called.state === "known" && typeof called.value === "string";
    const last = isCalled ? called.value.split("/").at(-1) : undefined;
    // Where the program chose no name, the provider makes one: the resource's own, a dash and random digits.
    const isGenerated = last?.startsWith(`${subject.name}-`) === true;
    const named = nameOf(isGenerated ? subject.name : last, called.state === "known" && called.secret);
    return ["value", "insecureValue"].flatMap(path => {
        const found = at(subject, path);
        return found === undefined ? [] : walk(found.value, { path, ...named, secret: false });
    });
}

/** ECS takes its containers as JSON in one text. */
function taskDefinition(subject: Subject): readonly ReadableEntry[] {
    const path = "containerDefinitions";
    const found = at(subject, path);
    if (found === undefined) return [];
    const containers = parsedJson(found.value);
    if (!isList(containers)) {
        const why = containers instanceof Unknown ? containers : new Unknown("no list of containers");
        return [{ path, name: undefined, value: why, secret: found.secret }];
    }
    return containers.flatMap((container, index) =>
        ofContainer(container, `${path}[${index}]`, "environment", found.secret),
    );
}

function podSpec(subject: Subject, path: string): readonly ReadableEntry[] {
    return ["containers", "initContainers"].flatMap(list => {
        const found = at(subject, `${path}.${list}`);
        const containers = found?.value;
        if (found === undefined) return [];
        if (!isList(containers)) {
            const value = containers instanceof Unknown ? containers : new Unknown("no list of containers");
            return [{ path: `${path}.${list}`, name: undefined, value, secret: found.secret }];
        }
        return containers.flatMap((container, index) =>
            ofContainer(container, `${path}.${list}[${index}]`, "env", found.secret),
        );
    });
}

function ofContainer(value: PropertyValue, path: string, property: string, secret: boolean): readonly ReadableEntry[] {
    const container = bare(value);
    const marked = secret || value instanceof Secret;
    if (container instanceof Unknown) return [{ path, name: undefined, value: container, secret: marked }];
    if (!isPropertyMap(container)) return [];
    const variables = pairs(container[property] ?? [], `${path}.${property}`, marked);
    const spoken = ["command", "args", "entryPoint"].flatMap(words =>
        walk(container[words] ?? [], { path: `${path}.${words}`, name: undefined, secret: marked }),
    );
    return [...variables, ...spoken];
}

/** `NAME=value` wherever a word may begin: `export A=1 B=2`, `docker run -e A=1 --env=B=2`. */
const SHELL_ASSIGNMENT = /(?<=^|[\s;&|(=])([A-Za-z_][A-Za-z0-9_]*)=["']?([^"'\s;&|)]*)/g;
const COMMENT = /^\s*#/;
const BASE64 = /^[A-Za-z0-9+/\s]+=*\s*$/;

/** A start script: the whole of it as running text, and each variable that it sets. */
function userData(subject: Subject): readonly ReadableEntry[] {
    return ["userData", "userDataBase64"].flatMap(path => {
        const found = at(subject, path);
        if (found === undefined) return [];
        const value = bare(found.value);
        const place = { path, name: undefined, secret: found.secret };
        if (typeof value !== "string")
            return [{ ...place, value: value instanceof Unknown ? value : new Unknown("no text") }];
        const script = BASE64.test(value) ? Buffer.from(value, "base64").toString("utf8") : value;
        return [{ ...place, value: script }, ...assignments(script, place)];
    });
}

function assignments(script: string, place: Place): readonly ReadableEntry[] {
    const lines = script.split("\n").filter(line => !COMMENT.test(line));
    return lines.flatMap(line =>
        [...line.matchAll(SHELL_ASSIGNMENT)].flatMap(([, name, value]) => {
            // What the shell is to work out is no value of its own.
            if (name === undefined || value === undefined || /^[$`]/.test(value)) return [];
            return [{ ...place, name, ...(place.secret ? {} : { called: name }), value }];
        }),
    );
}
