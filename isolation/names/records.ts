import { readEach } from "../../plan/readings";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection, Reference } from "../connection";
import { identified, type Naming } from "../data/namings";
import { namedBy, shown } from "../data/pointing";
import { bareHost, domain } from "./domain";
import { spokenIn } from "./spoken";

export const RECORD = "aws:route53/record:Record";

/** Records by which a zone hands a part of itself over to another one. */
const DELEGATING_TYPES: ReadonlySet<string> = new Set(["NS", "DS"]);
/** Records whose values are texts for whoever asks, and lead nowhere. */
const TEXT_TYPES: ReadonlySet<string> = new Set(["TXT", "SPF", "CAA", "SOA"]);

const inDomain: Naming = (text, record) => domain(bareHost(text), record);

/** Records that stand in somebody's zone, or lead to what is somebody's. */
export function recordConnections(stack: Stack): readonly Connection[] {
    return stack
        .byType(RECORD)
        .filter(({ resource }) => !resource.external)
        .flatMap(record => [...inZone(record), ...toTargets(record)]);
}

/** Who may change a record decides where the callers of its name go. */
function inZone(record: Subject): readonly Connection[] {
    const type = textOf(record.read("type"));
    const found = [
        { property: "zoneId", remote: namedBy(record, record.read("zoneId"), identified("zone")) },
        // A zone that hands a part of itself over names it, and does not stand in it.
        ...(DELEGATING_TYPES.has(type)
            ? []
            : [{ property: "name", remote: namedBy(record, record.read("name"), inDomain) }]),
    ];
    return found.flatMap(({ property, remote }) =>
        remote === undefined || (property === "name" && remote.kind === "unknown")
            ? []
            : [
                  connectionAt(record, property, "zone-record", {
                      remote,
                      direction: "out",
                      access: "write",
                      says: `stands in ${shown(remote)}`,
                      change: "Make the record in the environment's own zone (`zoneId`, `name`).",
                  }),
              ],
    );
}

function toTargets(record: Subject): readonly Connection[] {
    const type = textOf(record.read("type"));
    if (DELEGATING_TYPES.has(type) || TEXT_TYPES.has(type)) return [];
    return readEach(record, ["records[]", "aliases[].name"]).flatMap(reading =>
        targetsOf(record, reading).map(remote =>
            connectionAt(record, reading.path, "record-target", {
                remote,
                direction: "out",
                says: `leads callers to ${shown(remote)}`,
                change: "Take `records` and `aliases` from the environment's own load balancer, database or address.",
            }),
        ),
    );
}

function targetsOf(record: Subject, reading: SubjectReading): readonly Reference[] {
    if (reading.state === "known" && !reading.secret && typeof reading.value === "string") {
        return spokenIn(reading.value, { name: undefined, isSecret: false });
    }
    const remote = namedBy(record, reading, () => undefined);
    return remote === undefined ? [] : [remote];
}

function textOf(reading: SubjectReading): string {
    return reading.state === "known" && typeof reading.value === "string" ? reading.value : "";
}
