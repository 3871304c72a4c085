import { isAccountId, parseArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partition";
import type { Subject } from "../../plan/subject";
import type { Reference, ThingKind } from "../connection";
import { arnAt, homeOf } from "../home";
import { QUEUE } from "./arn-forms";
import { spokenIn } from "../names/spoken";

/** What a text of an input names. Nothing for a text that names nothing of anybody's. */
export type Naming = (text: string, subject: Subject) => Reference | undefined;

/** An ARN, an account, or a name that AWS looks up where the resource is made. */
export function called(form: string): Naming {
    return (text, subject) => byItself(text) ?? nameOf(arnAt(homeOf(subject), form, text));
}

/** An ARN; whatever else stands there names nothing of AWS. */
export const arn: Naming = text => byItself(text);

/** An account, by its number or within an ARN; `all` and `*` stand for every account there is. */
export const account: Naming = text => {
    if (text === "all" || text === "*") return { kind: "anyone" };
    const named = parseArn(text);
    if (named?.service === "organizations") return organisationOf(named.resource);
    if (named !== undefined && isAccountId(named.account)) return { kind: "account", account: named.account };
    return isAccountId(text) ? { kind: "account", account: text } : unread("it names no account");
};

const BUCKET_HOST = /^([a-z0-9.-]+)\.s3[.-][a-z0-9.-]*amazonaws\.com(?:\.cn)?$/;

/** A bucket, by its name, ARN or address, with or without what lies in it. */
export const bucket: Naming = (text, subject) => {
    const known = byItself(text);
    if (known !== undefined) return known;
    const [place = ""] = text.replace(/^s3[an]?:\/\//, "").split("/");
    const name = BUCKET_HOST.exec(place)?.[1] ?? place;
    return name === "" ? undefined : nameOf(arnAt(homeOf(subject), "s3:::{name}", name));
};

const MAIL = /^[^/]*@/;

/** What is behind an address, or behind a host alone. Mail goes to people. */
export const address: Naming = text =>
    MAIL.test(text) ? undefined : spokenIn(text, { name: "address", isSecret: false })[0];

/** An ARN, or the address of a hook. */
export const arnOrAddress: Naming = (text, subject) => byItself(text) ?? address(text, subject);

const QUEUE_ADDRESS =
    /^https:\/\/(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([^/]+)$/;

/** A queue, by its address, ARN or name. */
export const queue: Naming = (text, subject) => {
    const [, region, legacy, owner, name] = QUEUE_ADDRESS.exec(text) ?? [];
    const place = region ?? legacy;
    if (place === undefined || owner === undefined || name === undefined) {
        return text.includes("://") ? address(text, subject) : called(QUEUE)(text, subject);
    }
    return nameOf(`arn:${partitionOf(place)}:sqs:${place}:${owner}:${name}`);
};

const ECR_IMAGE = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com|on\.aws)(?:\.cn)?\/([^:@]+)/;
/** Registries of the whole world: what is pulled from there is nobody's environment. */
const PUBLIC_REGISTRIES =
    /^(?:public\.ecr\.aws|(?:.*\.)?docker\.io|quay\.io|ghcr\.io|(?:.*\.)?gcr\.io|registry\.k8s\.io|mcr\.microsoft\.com)$/;

/** An image of containers: a repository of ECR, or the host of another registry. */
export const image: Naming = text => {
    const place = text.replace(/^(?:oci|docker):\/\//, "");
    const [, owner, region, repository] = ECR_IMAGE.exec(place) ?? [];
    if (owner !== undefined && region !== undefined && repository !== undefined) {
        return nameOf(`arn:${partitionOf(region)}:ecr:${region}:${owner}:repository/${repository}`);
    }
    const [registry = "", ...path] = place.split("/");
    if (path.length === 0 || !registry.includes(".") || PUBLIC_REGISTRIES.test(registry)) return undefined;
    return { kind: "host", host: registry.replace(/:\d+$/, "").toLowerCase() };
};

/** Something by an id that AWS gives, which says nothing of whose it is; an ARN all the same where one stands. */
export function identified(thing: ThingKind): Naming {
    return text => byItself(text) ?? (text === "" ? undefined : { kind: "thing", thing, id: text });
}

/** An organisation or one of its units, of the resource of its ARN: `organization/o-...`, `ou/o-.../ou-...`. */
export function organisationOf(resource: string): Reference {
    const organisation = resource.replace(/^[a-z]+\//, "");
    return { kind: "organisation", organisation };
}

function byItself(text: string): Reference | undefined {
    if (parseArn(text) !== undefined) return nameOf(text);
    return isAccountId(text) ? { kind: "account", account: text } : undefined;
}

function nameOf(pattern: string): Reference {
    return { kind: "name", pattern };
}

function unread(why: string): Reference {
    return { kind: "unknown", why };
}
