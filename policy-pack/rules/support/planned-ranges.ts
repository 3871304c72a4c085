import { type Stack, type Subject, type SubjectReading, undecidedBecauseUnknown } from "../../kernel";
import { type AddressRange, parseRange } from "../../../aws/address-range";
import {
    DEFAULT_VPC_RANGE,
    DEFAULT_VPC_TYPE,
    isAllocated,
    NETWORK_TYPES,
    RANGE_PROPERTIES,
} from "../../../aws/network-ranges";

/** One range of one stack, or why it cannot be read. */
export interface PlannedRange {
    readonly subject: Subject;
    readonly reading: SubjectReading;
    readonly range: AddressRange | undefined;
    readonly doubt: string | undefined;
}

/** Every range of the networks that a stack makes. */
export function plannedRanges(stack: Stack): readonly PlannedRange[] {
    return stack.byType(...NETWORK_TYPES).flatMap(subject => {
        if (subject.resource.external) return [];
        if (subject.type === DEFAULT_VPC_TYPE) {
            return [rangeOf(subject, subject.read("cidrBlock", { default: DEFAULT_VPC_RANGE }))];
        }
        return (RANGE_PROPERTIES[subject.type] ?? []).flatMap(property => {
            const reading = subject.read(property);
            if (reading.state !== "absent") return [rangeOf(subject, reading)];
            if (isAllocated(subject, property)) {
                return [unset(subject, reading, `${property} is allotted by an address pool at deployment`)];
            }
            // Every network has IPv4 addresses, wherever they come from; those of IPv6 are optional.
            return property === "cidrBlock" ? [unset(subject, reading, `${property} is not set`)] : [];
        });
    });
}

function unset(subject: Subject, reading: SubjectReading, doubt: string): PlannedRange {
    return { subject, reading, range: undefined, doubt };
}

function rangeOf(subject: Subject, reading: SubjectReading): PlannedRange {
    if (reading.state === "unknown") {
        return { subject, reading, range: undefined, doubt: undecidedBecauseUnknown(reading).message };
    }
    const text = reading.state === "known" && typeof reading.value === "string" ? reading.value : "";
    const range = parseRange(text);
    return { subject, reading, range, doubt: range === undefined ? `${reading.path} is no address range` : undefined };
}
