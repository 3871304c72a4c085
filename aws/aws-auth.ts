import { parse } from "yaml";
import { namespaceOf } from "../plan/namespace";
import { bare } from "../plan/plain";
import type { Subject, SubjectReading } from "../plan/subject";
import { isList, isPropertyMap, type PropertyValue, Unknown } from "../plan/value";
import { decodeValue } from "../plan/wire";

/** Types that may be the map by which clusters let principals of IAM in (EKS, "aws-auth ConfigMap"). */
export const AWS_AUTH_TYPES: readonly string[] = ["kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:ConfigMapPatch"];

/** What the map holds, each a text of YAML, and the key by which an entry names its principal; none for plain names. */
const LISTS = [
    { path: "data.mapRoles", key: "rolearn" },
    { path: "data.mapUsers", key: "userarn" },
    { path: "data.mapAccounts", key: undefined },
] as const;

/** Whether a ConfigMap is the map; nothing where that is not known. Kubernetes makes a name where none is given. */
export function isAwsAuth(subject: Subject): boolean | undefined {
    const named = isCalled(subject.read("metadata.name"), "aws-auth");
    const placed = isCalled(namespaceOf(subject), "kube-system");
    if (named === false || placed === false) return false;
    return named === undefined || placed === undefined ? undefined : true;
}

function isCalled(name: SubjectReading, wanted: string): boolean | undefined {
    return name.state === "unknown" ? undefined : name.state === "known" && name.value === wanted;
}

/** Every principal and account that the map lets in. */
export function authorisedNames(subject: Subject): readonly SubjectReading[] {
    return LISTS.flatMap(({ path, key }) => {
        const reading = subject.read(path);
        if (reading.state !== "known") return [reading];
        return entriesIn(reading.value, key).map(value => asReading(reading, value));
    });
}

function entriesIn(value: PropertyValue, key: string | undefined): readonly PropertyValue[] {
    const entries = parsedYaml(value);
    if (entries === null) return [];
    if (!isList(entries)) return [entries instanceof Unknown ? entries : new Unknown("no list of entries")];
    return entries.map(entry => {
        if (key === undefined) return typeof entry === "number" ? String(entry) : bare(entry);
        const named = isPropertyMap(entry) ? entry[key] : undefined;
        return named === undefined ? new Unknown(`an entry without ${key}`) : bare(named);
    });
}

function parsedYaml(value: PropertyValue): PropertyValue {
    const text = bare(value);
    if (typeof text !== "string") return text;
    try {
        return decodeValue(parse(text));
    } catch {
        return new Unknown("a text that is not YAML");
    }
}

function asReading(reading: SubjectReading & { state: "known" }, value: PropertyValue): SubjectReading {
    if (!(value instanceof Unknown)) return { ...reading, value };
    const { path, secret } = reading;
    return { path, secret, state: "unknown", why: value.why, from: [] };
}
