import type { Stack } from "../plan/stack";
import type { Area } from "./area";
import type { Connection, Fragment, Identity } from "./connection";
import { DATA } from "./data/area";
import { IDENTITY } from "./identity/area";
import { NAMES } from "./names/area";
import { NETWORK } from "./network/area";
import { REFERENCES } from "./references/area";

/**
 * Every area, in the order in which reports name what they find. Where one property says several things, the first is told:
 * that something is called by its name says less than what is done there.
 */
const AREAS: readonly Area[] = [NETWORK, IDENTITY, DATA, REFERENCES, NAMES];

/** What an environment says of its boundary and of the ways across it, from its plan alone. Pure. */
export function fragmentOf(stack: Stack): Fragment {
    return {
        project: stack.plan.project,
        stack: stack.name,
        environmentClass: stack.environment.class,
        identities: distinct(AREAS.flatMap(area => area.identities(stack))),
        connections: AREAS.flatMap((area): readonly Connection[] => area.connections(stack)),
    };
}

/** What several resources name is one identity: the first that says so is enough. */
function distinct(identities: readonly Identity[]): readonly Identity[] {
    const first = new Map<string, Identity>();
    for (const identity of identities) {
        const key = `${JSON.stringify(identity.reference)} ${String(identity.isPublic)}`;
        if (!first.has(key)) first.set(key, identity);
    }
    return [...first.values()];
}
