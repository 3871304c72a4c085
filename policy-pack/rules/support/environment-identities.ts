import type { Stack, Subject } from "../../kernel";
import { accountOf } from "./account";
import { BUCKET_TYPES } from "./buckets";
import { LOAD_BALANCER_TYPES } from "./load-balancers";

/** A name that belongs to one environment, with where the plan says so. The name itself may be secret. */
export interface Identity {
    readonly name: string;
    /** For people to read: `clusterIdentifier of orders-cluster`. */
    readonly from: string;
}

/** Inputs that name what other parts of a program then call it by: hosts, buckets, roles, queues. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
    "aws:rds/cluster:Cluster": ["clusterIdentifier"],
    "aws:rds/instance:Instance": ["identifier"],
    "aws:docdb/cluster:Cluster": ["clusterIdentifier"],
    "aws:neptune/cluster:Cluster": ["clusterIdentifier"],
    "aws:elasticache/replicationGroup:ReplicationGroup": ["replicationGroupId"],
    "aws:eks/cluster:Cluster": ["name"],
    ...Object.fromEntries(BUCKET_TYPES.map(type => [type, ["bucket"]])),
    "aws:sqs/queue:Queue": ["name"],
    "aws:sns/topic:Topic": ["name"],
    "aws:kinesis/stream:Stream": ["name"],
    "aws:dynamodb/table:Table": ["name"],
    "aws:secretsmanager/secret:Secret": ["name"],
    "aws:iam/role:Role": ["name"],
    "aws:route53/zone:Zone": ["name"],
    "aws:route53/record:Record": ["name"],
    ...Object.fromEntries(LOAD_BALANCER_TYPES.map(type => [type, ["name"]])),
    "aws:elasticache/cluster:Cluster": ["clusterId"],
    "aws:lambda/function:Function": ["name"],
};

/** Shorter names (`db`, `shop`) are found in any text by chance. */
const MIN_NAME_CHARACTERS = 6;

/** Every name and account that a stack calls its own. */
export function identitiesOf(stack: Stack): readonly Identity[] {
    return [...stack.byType(...Object.keys(NAMES)).flatMap(namesOf), ...accountsOf(stack)];
}

/**
 * The names that speak of another environment and of nothing here: not those that both have, and not those of domains
 * that own names lie in, as `staging.acme.example` does in production's `acme.example`.
 */
export function foreignIdentities(own: readonly Identity[], others: readonly Identity[]): readonly Identity[] {
    const names = new Set(own.flatMap(({ name }) => domainsOf(name)));
    return others.filter(({ name }) => !names.has(name));
}

/** A name, and every domain that it lies in. */
function domainsOf(name: string): readonly string[] {
    const labels = name.split(".");
    return labels.map((_, place) => labels.slice(place).join("."));
}

function namesOf(subject: Subject): readonly Identity[] {
    return (NAMES[subject.type] ?? []).flatMap(property => {
        const reading = subject.read(property);
        if (reading.state !== "known" || typeof reading.value !== "string") return [];
        const name = reading.value.toLowerCase();
        return name.length < MIN_NAME_CHARACTERS ? [] : [{ name, from: `the ${property} of ${subject.name}` }];
    });
}

function accountsOf(stack: Stack): readonly Identity[] {
    // One provider makes many resources: each is asked once.
    const makers = new Map(
        stack.subjects
            .filter(({ type, resource }) => type.startsWith("aws:") && resource.custom)
            .map(subject => [subject.resource.provider?.urn, subject]),
    );
    const accounts = [...makers.values()].flatMap(subject => {
        const account = accountOf(subject);
        return account.state === "known" ? [account.account] : [];
    });
    return [...new Set(accounts)].map(name => ({ name, from: "the account" }));
}

/** Characters that go on with a name: within them, what was found is another name. */
const NAME_CHARACTER = /[a-z0-9_-]/;

/** A name of letters alone is a word, too: it names something where it stands alone, in an ARN or in a host. */
const WORD = /^[a-z]+$/;
const LABEL = /^\.[a-z0-9]/;

/** Whether a text, in lower case, names something: the whole name, and not a part of a longer one. */
export function mentions(text: string, name: string): boolean {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        const before = text[at - 1] ?? " ";
        const after = text[at + name.length] ?? " ";
        if (NAME_CHARACTER.test(before) || NAME_CHARACTER.test(after)) continue;
        if (!WORD.test(name) || text === name || before === ":" || LABEL.test(text.slice(at + name.length)))
            return true;
    }
    return false;
}
