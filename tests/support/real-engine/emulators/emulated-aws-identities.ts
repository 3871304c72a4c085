import { awsScope } from "./emulated-aws-account";
import { AWS_TYPES } from "./emulated-aws-facts";
import type { Subject } from "./emulation";
import { madeUpHex, textOf, type Wire, type WireMap } from "./wire";

/** Hexadecimal digits in an id that EC2 makes up. */
const ID_DIGITS = 17;

/** Makes up the id under which AWS would know a new resource. */
export function madeUpId(subject: Subject, inputs: WireMap): string {
    const { idFrom, idPrefix, nameProperty = "name" } = AWS_TYPES[subject.type] ?? {};
    const hex = madeUpHex(ID_DIGITS, subject.urn);
    if (idFrom === "arn") return madeUpArn(subject, inputs, hex);
    if (idFrom !== undefined) return idFrom.map(property => textOf(inputs[property], property)).join(":");
    if (idPrefix !== undefined) return `${idPrefix}-${hex}`;
    const name = inputs[nameProperty];
    return typeof name === "string" ? name : `${kindOf(subject.type)}-${hex}`;
}

/** Makes up the value of a property that AWS computes. */
export function madeUpOutput(subject: Subject, inputs: WireMap, id: string, property: string, type: string): Wire {
    const scope = awsScope(subject.config);
    const special = AWS_TYPES[subject.type]?.outputs?.[property];
    if (special !== undefined)
        return special({ ...scope, id, name: subject.name, hex: madeUpHex(ID_DIGITS, subject.urn, property), inputs });
    if (property === "arn") return madeUpArn(subject, inputs, id);
    if (property === "region") return scope.region;
    if (property === "ownerId" || property === "accountId") return scope.account;
    if (type === "string") return `emulated-${property}-${madeUpHex(8, subject.urn, property)}`;
    if (type === "number") return 0;
    if (type === "boolean") return false;
    return type.endsWith("[]") ? [] : {};
}

function madeUpArn(subject: Subject, inputs: WireMap, id: string): string {
    const { account, region, partition } = awsScope(subject.config);
    const {
        service = serviceOf(subject.type),
        arnResource = `${kindOf(subject.type)}/{id}`,
        global = false,
        nameProperty = "name",
    } = AWS_TYPES[subject.type] ?? {};
    const name = inputs[nameProperty];
    const resource = arnResource.replace("{id}", id).replace("{name}", typeof name === "string" ? name : id);
    return `arn:${partition}:${service}:${global ? "" : region}:${account}:${resource}`;
}

function serviceOf(type: string): string {
    return type.split(":")[1]?.split("/")[0] ?? "";
}

function kindOf(type: string): string {
    return (type.split(":")[2] ?? "").toLowerCase();
}
