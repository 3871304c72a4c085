import type { Stack } from "../../kernel";
import { type AddressRange, parseRange } from "../../../aws/address-range";
import { plannedRanges } from "./planned-ranges";

/** Where an environment is on the network, as far as its plan says. */
export interface Whereabouts {
    /** Each range or single address, with what has it, for people to read. */
    readonly ranges: readonly { readonly range: AddressRange; readonly from: string }[];
    /** Why a range of a network is missing among them. */
    readonly doubt: string | undefined;
}

/** Outputs that hold a public address, by type. They are known only once the resource is there. */
const ADDRESSES: Readonly<Record<string, string>> = {
    "aws:ec2/eip:Eip": "publicIp",
    "aws:ec2/instance:Instance": "publicIp",
    "aws:ec2/natGateway:NatGateway": "publicIp",
};

/** Leading bits of the range that is one IPv4 address. */
const ONE_ADDRESS_BITS = 32;

/** Every range of the networks that a stack makes, and every public address that it is known to have. */
export function whereaboutsOf(stack: Stack): Whereabouts {
    const planned = plannedRanges(stack);
    const ofNetworks = planned.flatMap(({ range, subject }) =>
        range === undefined ? [] : [{ range, from: subject.name }],
    );
    const ofMachines = stack.byType(...Object.keys(ADDRESSES)).flatMap(subject => {
        const address = subject.resource.outputs[ADDRESSES[subject.type] ?? ""];
        const range = typeof address === "string" ? parseRange(`${address}/${ONE_ADDRESS_BITS}`) : undefined;
        return range === undefined ? [] : [{ range, from: subject.name }];
    });
    return {
        ranges: [...ofNetworks, ...ofMachines],
        doubt: planned.find(({ doubt }) => doubt !== undefined)?.doubt,
    };
}
