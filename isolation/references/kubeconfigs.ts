import { readManifests } from "../../plan/manifests";
import { bare, parsedJson } from "../../plan/plain";
import { readValue } from "../../plan/read";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { isList, isPropertyMap, type PropertyValue, Unknown } from "../../plan/value";
import { decodeValue } from "../../plan/wire";
import { connectionAt } from "../area";
import type { Connection, Reference } from "../connection";
import { arnOrAddress } from "../data/namings";
import { shown } from "../data/pointing";
import { referredBy } from "../referred";

const PROVIDER = "pulumi:providers:kubernetes";
const SECRET = "kubernetes:core/v1:Secret";
/** The label by which Argo CD finds the clusters that it deploys into. */
const CLUSTER_LABEL = 'metadata.labels["argocd.argoproj.io/secret-type"]';

const CHANGE_CLUSTER = "Name the cluster of this environment alone.";

/** The clusters that a program, or a hub in a cluster, has the credentials of. */
export function clusterCredentials(stack: Stack): readonly Connection[] {
    return [
        ...stack.byType(PROVIDER).flatMap(subject => ofProvider(subject)),
        ...stack.byType(SECRET).flatMap(subject => ofHub(subject)),
    ];
}

function ofProvider(subject: Subject): readonly Connection[] {
    const reading = subject.read("kubeconfig");
    return referencesIn(subject, reading).map(remote =>
        connectionAt(subject, "kubeconfig", "cluster-credential", {
            remote,
            direction: "out",
            access: "write",
            says: `deploys into the cluster at ${shown(remote)}`,
            change: CHANGE_CLUSTER,
        }),
    );
}

/** The servers that a configuration names. It is marked secret for its credentials; a host is none. */
function referencesIn(subject: Subject, reading: SubjectReading): readonly Reference[] {
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return listOf(referredBy(subject, reading, () => undefined));
    const servers = serversIn(reading.value);
    if (servers === undefined) return [{ kind: "unknown", why: "kubeconfig names a file, or cannot be read" }];
    return servers.flatMap(server => listOf(arnOrAddress(server, subject)));
}

function serversIn(value: PropertyValue): readonly string[] | undefined {
    const document = typeof value === "string" ? documentOf(value) : value;
    if (!isPropertyMap(document)) return undefined;
    const clusters = bare(document["clusters"] ?? null);
    if (!isList(clusters)) return undefined;
    return clusters.flatMap(cluster => {
        const entry = bare(cluster);
        const server = isPropertyMap(entry) ? readValue(entry, "cluster.server") : undefined;
        return server?.state === "known" && typeof server.value === "string" ? [server.value] : [];
    });
}

function documentOf(text: string): PropertyValue {
    const json = parsedJson(text);
    if (!(json instanceof Unknown)) return json;
    const read = readManifests(text);
    return "fault" in read ? json : decodeValue(read.documents[0]);
}

/** A secret that tells a hub of a cluster. */
function ofHub(subject: Subject): readonly Connection[] {
    const label = subject.read(CLUSTER_LABEL);
    if (label.state !== "known" || label.value !== "cluster") return [];
    return ["stringData", "data"].flatMap(input => {
        const written = serverOf(subject.resource.inputs[input], input === "data");
        if (written === undefined) return [];
        const path = `${input}.server`;
        const reading: SubjectReading =
            typeof written === "string"
                ? { state: "known", path, value: written, secret: false }
                : { state: "unknown", path, secret: true, why: written.why, from: [] };
        return listOf(referredBy(subject, reading, text => arnOrAddress(text, subject))).map(remote =>
            connectionAt(subject, path, "gitops-hub", {
                remote,
                direction: "out",
                access: "write",
                says: `tells a hub to deploy into ${shown(remote)}`,
                change: CHANGE_CLUSTER,
            }),
        );
    });
}

/**
 * The address of a cluster in a Kubernetes secret. The SDK marks all of such a map, whatever it holds, so that the mark says
 * nothing of the address; no more than its host is taken.
 */
function serverOf(map: PropertyValue | undefined, isEncoded: boolean): string | Unknown | undefined {
    const content = map === undefined ? undefined : bare(map);
    if (content instanceof Unknown) return content;
    const server = isPropertyMap(content) ? bare(content["server"] ?? null) : null;
    if (server === null || server instanceof Unknown) return server ?? undefined;
    if (typeof server !== "string") return new Unknown("no text");
    return isEncoded ? Buffer.from(server, "base64").toString("utf8") : server;
}

function listOf(reference: Reference | undefined): readonly Reference[] {
    return reference === undefined ? [] : [reference];
}
