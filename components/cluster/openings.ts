import { type ArgumentFaults, oneOf, wholeNumber } from "../arguments";
import { DNS_LABEL } from "../domains";
import { atLeastOne, checkRanges } from "../ranges";

/**
 * A named way through a namespace's default-deny, open in the nodes' security group as well. Nodes share that group, so
 * openings of one name are the same in every namespace that has them.
 */
export interface Opening {
    /** What it is for: part of the names of the policy and of the rules. */
    readonly name: string;
    /** `egress`: pods may call; `ingress`: pods may be called. */
    readonly direction: "egress" | "ingress";
    /** IPv4 ranges of the other side in CIDR notation, at least one. */
    readonly ranges: readonly string[];
    /** TCP ports of the called side, at least one. Valid: 1 to 65535. */
    readonly ports: readonly number[];
}

/** What is open in a namespace. */
interface Opened {
    readonly openings?: readonly Opening[];
}

const PORT = wholeNumber(1, 65535);

/** Records what is wrong with the openings of one namespace. */
export function checkOpenings(path: string, { openings = [] }: Opened, faults: ArgumentFaults): void {
    const names = new Set<string>();
    faults
        .items(`${path}.openings`, openings, "a list of openings")
        .forEach(({ name, direction, ranges, ports }, index) => {
            const at = `${path}.openings[${index}]`;
            faults.check(`${at}.name`, name, DNS_LABEL);
            if (names.has(name)) faults.add(`${at}.name`, "a name that no other opening has", name);
            names.add(name);
            faults.check(`${at}.direction`, direction, oneOf(["egress", "ingress"]));
            checkRanges(`${at}.ranges`, ranges, faults);
            atLeastOne(`${at}.ports`, ports, "at least one port", faults).forEach((port, place) => {
                faults.check(`${at}.ports[${place}]`, port, PORT);
            });
        });
}

/** The openings of all namespaces, each name once: nodes share a security group, and with it what is open. */
export function sharedOpenings(namespaces: readonly Opened[]): readonly Opening[] {
    const byName = new Map<string, Opening>();
    for (const opening of namespaces.flatMap(({ openings }) => listed(openings))) {
        if (!byName.has(opening.name)) byName.set(opening.name, opening);
    }
    return [...byName.values()];
}

/** One name means one thing, and no two mean the same: AWS refuses a rule that is there already. */
export function checkSharedOpenings(namespaces: readonly Opened[], faults: ArgumentFaults): void {
    const known = new Map<string, { readonly opening: Opening; readonly index: number }>();
    const ways = new Set<string>();
    namespaces.forEach(({ openings }, index) => {
        listed(openings).forEach((opening, place) => {
            const path = `namespaces[${index}].openings[${place}]`;
            const first = known.get(opening.name);
            if (first === undefined) {
                known.set(opening.name, { opening, index });
                for (const way of waysOf(opening)) {
                    if (ways.has(way)) faults.add(path, "ranges and ports that are not open already", way);
                    ways.add(way);
                }
            } else if (first.index !== index && waysOf(first.opening).join() !== waysOf(opening).join()) {
                faults.add(path, `what ${opening.name} opens in namespaces[${first.index}]`, waysOf(opening));
            }
        });
    });
}

function waysOf({ direction, ranges, ports }: Opening): readonly string[] {
    return listed(ranges).flatMap(range => listed(ports).map(port => `${direction} ${range} ${port}`));
}

/** The items of a list; none where it is none, which is a fault that was recorded already. */
function listed<Item>(value: readonly Item[] | undefined): readonly Item[] {
    return Array.isArray(value) ? (value as readonly Item[]) : [];
}
