import { clashesOf, NETWORK_PREFIX_LENGTHS, networkRange, type TakenRange, ZONE_PLACES } from "../address-plan";
import { type ArgumentFaults, type Expectation, nonEmptyText, textMatching } from "../arguments";
import { checkKnown, isPlainObject } from "../known-arguments";
import { checkEach } from "../lists";
import { RANGE } from "../ranges";
import { NETWORK_DEFAULTS, type NetworkArgs, type RangeAddressing } from "./network-args";
import { prefixLengthOf, rangeContains } from "./range-arithmetic";

const IPAM_POOL_ID = textMatching(/^ipam-pool-[0-9a-f]+$/, "the id of a pool such as ipam-pool-0123456789abcdef0");
/** Fewer than two is no protection against the loss of one. */
const ZONES = { minimum: 2, maximum: ZONE_PLACES };
/** Ranges that nobody has on the internet: RFC 1918 and RFC 6598. */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
const NETWORK_RANGE: Expectation = {
    expected: `${RANGE.expected}, of private addresses, /${NETWORK_PREFIX_LENGTHS.minimum} to /${NETWORK_PREFIX_LENGTHS.maximum}`,
    fits: value =>
        RANGE.fits(value) &&
        prefixLengthOf(value as string) >= NETWORK_PREFIX_LENGTHS.minimum &&
        prefixLengthOf(value as string) <= NETWORK_PREFIX_LENGTHS.maximum &&
        PRIVATE_RANGES.some(range => rangeContains(range, value as string)),
};

const KNOWN_OF_ADDRESSING: Readonly<Record<keyof RangeAddressing, true>> = { range: true, ipamPoolId: true };

/** The IPv4 range of the network: that of the environment's slot, or the declared one. */
export function rangeOf({ environment, addressing = NETWORK_DEFAULTS.addressing }: NetworkArgs): string {
    return addressing === "slot" ? networkRange(environment.addressSlot) : addressing.range;
}

/** An availability zone of a region. */
export function zoneOf(region: string): Expectation {
    return {
        expected: `an availability zone of ${region}`,
        fits: value => typeof value === "string" && value.slice(0, -1) === region && /[a-z]$/.test(value),
    };
}

/** Records what is wrong with the zones. */
export function checkZones(faults: ArgumentFaults, { zones: given, environment }: NetworkArgs): void {
    const expected = `${ZONES.minimum} to ${ZONES.maximum} availability zones`;
    const zones = faults.items("zones", given, expected);
    if (zones === given && (zones.length < ZONES.minimum || zones.length > ZONES.maximum)) {
        faults.add("zones", expected, zones);
    }
    checkEach(faults, "zones", zones, zoneOf(environment.region));
}

/** Records what is wrong with the network's range, and with whom it clashes. */
export function checkAddressing(faults: ArgumentFaults, args: NetworkArgs): void {
    const before = faults.all.length;
    const { addressing = NETWORK_DEFAULTS.addressing } = args;
    if (addressing !== "slot") checkRangeAddressing(faults, addressing);
    const taken = faults.items("takenRanges", args.takenRanges ?? [], "a plain list of ranges with their owners");
    taken.forEach((one, index) => {
        checkTakenRange(faults, `takenRanges[${index}]`, one);
    });
    const slotAtFault = addressing === "slot" && faults.all.some(fault => fault.propertyPath.endsWith("addressSlot"));
    if (faults.all.length > before || slotAtFault) return;
    const range = rangeOf(args);
    for (const { owner, range: other } of clashesOf(range, taken)) {
        const path = addressing === "slot" ? "environment.addressSlot" : "addressing.range";
        const got = addressing === "slot" ? `slot ${args.environment.addressSlot}, ${range}` : range;
        faults.add(path, `a range without an address of ${other}, which ${owner} has`, got);
    }
}

function checkRangeAddressing(faults: ArgumentFaults, addressing: RangeAddressing): void {
    if (!isPlainObject(addressing)) {
        faults.add("addressing", '"slot", or an object with a range', addressing);
        return;
    }
    checkKnown(faults, addressing, KNOWN_OF_ADDRESSING, "addressing.");
    faults.check("addressing.range", addressing.range, NETWORK_RANGE);
    if (typeof addressing.ipamPoolId === "string") {
        faults.check("addressing.ipamPoolId", addressing.ipamPoolId, IPAM_POOL_ID);
    }
}

function checkTakenRange(faults: ArgumentFaults, path: string, taken: TakenRange): void {
    if (!isPlainObject(taken)) {
        faults.add(path, "an object with owner and range", taken);
        return;
    }
    faults.check(`${path}.owner`, taken.owner, nonEmptyText);
    faults.check(`${path}.range`, taken.range, RANGE);
}
