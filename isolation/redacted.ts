import type { Connection, Fragment, Reference } from "./connection";
import { Registry } from "./registry";

/** What an environment says of itself, with what is secret taken out of every text for people. */
export function redactedFragment(fragment: Fragment, redact: (text: string) => string): Fragment {
    return {
        ...fragment,
        connections: fragment.connections.map((connection): Connection => ({
            ...connection,
            says: redact(connection.says),
            change: redact(connection.change),
            remote:
                connection.remote.kind === "unknown"
                    ? { ...connection.remote, why: redact(connection.remote.why) }
                    : connection.remote,
        })),
    };
}

function isSameReference(one: Reference, other: Reference): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * What may be kept in a file: without anything that stands in a secret. What a secret names that is just the environment's own is
 * left out, for it stays inside; whatever else it names is not known to who reads the file.
 */
export function sealedFragment(fragment: Fragment): Fragment {
    const own = new Registry([[fragment.stack, fragment.identities]]);
    return {
        ...fragment,
        connections: fragment.connections.flatMap((connection): readonly Connection[] => {
            const { fromSecret, remote } = connection;
            if (!fromSecret || remote.kind === "unknown") return [connection];
            // Below a domain or within a range of its own, another environment may have what is closer.
            if (own.find(remote).some(({ identity }) => isSameReference(identity.reference, remote))) return [];
            return [
                { ...connection, certainty: "undecided", remote: { kind: "unknown", why: "it stands in a secret" } },
            ];
        }),
    };
}
