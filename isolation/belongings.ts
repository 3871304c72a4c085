import type { Identity } from "./connection";
import type { Belongings } from "./settings";

/** What was declared to belong somewhere, as what a plan says of it. */
export function identitiesOf(belongings: Belongings, from: string): readonly Identity[] {
    const references: readonly Identity["reference"][] = [
        ...(belongings.accounts ?? []).map(account => ({ kind: "account", account }) as const),
        ...(belongings.ranges ?? []).map(range => ({ kind: "range", range }) as const),
        ...(belongings.names ?? []).map(pattern => ({ kind: "name", pattern }) as const),
        ...(belongings.hosts ?? []).map(host => ({ kind: "host", host }) as const),
        ...(belongings.things ?? []).map(({ id, thing }) => ({ kind: "thing", thing, id }) as const),
    ];
    return references.map(reference => ({ reference, isPublic: false, from }));
}
