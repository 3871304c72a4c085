import type * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, oneOf, textMatching } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkInput } from "../input-arguments";
import { checkKnown, isPlainObject } from "../known-arguments";
import { atLeastOne, RANGE } from "../ranges";
import { type SubnetRef, TIERS } from "../references";
import { zoneOf } from "./address-arguments";
import { rangeContains, rangesOverlap } from "./range-arithmetic";

/** What `Network.existing` is told of a network. */
export interface ExistingNetworkArgs {
    /** The environment that the network belongs to: its zones must be of that region. */
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    /** IPv4 range of the whole network in CIDR notation. */
    readonly range: string;
    /**
     * Further IPv4 ranges of the network, such as one of `100.64.0.0/10` for pods. All that it has must be named: what is
     * left out could not be told from another environment's.
     *
     * @default - none
     */
    readonly additionalRanges?: readonly string[];
    /** Subnets that components may use, at least one. Each lies in one of the network's ranges, and none in another. */
    readonly subnets: readonly SubnetRef[];
}

const KNOWN: Readonly<Record<keyof ExistingNetworkArgs, true>> = {
    environment: true,
    vpcId: true,
    range: true,
    additionalRanges: true,
    subnets: true,
};
const VPC_ID = textMatching(/^vpc-[0-9a-z]+$/, "the id of a VPC such as vpc-0123456789abcdef0");
const SUBNET_ID = textMatching(/^subnet-[0-9a-z-]+$/, "the id of a subnet such as subnet-0123456789abcdef0");

/**
 * Checks what is declared of a network that exists.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertExistingNetworkArgs(args: ExistingNetworkArgs): void {
    const { environment, range, additionalRanges = [] } = args;
    const faults = new ArgumentFaults();
    checkKnown(faults, args, KNOWN);
    faults.addAll(environmentFaults(environment));
    checkInput(faults, "vpcId", args.vpcId, VPC_ID);
    faults.check("range", range, RANGE);
    const additional = faults.items("additionalRanges", additionalRanges, "a plain list of ranges");
    const ranges = new Ranges(faults);
    ranges.add("range", range);
    additional.forEach((one, index) => {
        faults.check(`additionalRanges[${index}]`, one, RANGE);
        ranges.add(`additionalRanges[${index}]`, one);
    });
    const whole = ranges.all();
    const ofSubnets = new Ranges(faults);
    const subnets = atLeastOne("subnets", args.subnets, "at least one subnet", faults);
    const ids = new Set<pulumi.Input<string>>();
    subnets.forEach((subnet, index) => {
        const path = `subnets[${index}]`;
        if (!isPlainObject(subnet)) {
            faults.add(path, "an object with id, zone, range and tier", subnet);
            return;
        }
        checkInput(faults, `${path}.id`, subnet.id, SUBNET_ID);
        if (ids.has(subnet.id)) faults.add(`${path}.id`, "one that is not in the list yet", subnet.id);
        ids.add(subnet.id);
        faults.check(`${path}.zone`, subnet.zone, zoneOf(environment.region));
        faults.check(`${path}.tier`, subnet.tier, oneOf(TIERS));
        faults.check(`${path}.range`, subnet.range, RANGE);
        if (!RANGE.fits(subnet.range)) return;
        if (whole.length > 0 && !whole.some(one => rangeContains(one, subnet.range))) {
            faults.add(`${path}.range`, `a range within ${whole.join(" or ")}`, subnet.range);
        }
        ofSubnets.add(`${path}.range`, subnet.range);
    });
    faults.throwIfAny("Network.existing");
}

/** Ranges that must have no address in common. What is no range is told elsewhere, and left out. */
class Ranges {
    readonly #faults: ArgumentFaults;
    readonly #seen: { readonly path: string; readonly range: string }[] = [];

    constructor(faults: ArgumentFaults) {
        this.#faults = faults;
    }

    add(path: string, range: string): void {
        if (!RANGE.fits(range)) return;
        const other = this.#seen.find(one => rangesOverlap(one.range, range));
        if (other !== undefined) {
            this.#faults.add(path, `a range without an address of ${other.path}, ${other.range}`, range);
        }
        this.#seen.push({ path, range });
    }

    all(): readonly string[] {
        return this.#seen.map(({ range }) => range);
    }
}
