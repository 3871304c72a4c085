import { groupBy } from "../../plan/group-by";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection, ThingKind } from "../connection";
import { identified } from "../data/namings";
import { namedBy, shown } from "../data/pointing";

/** An input that puts a resource into a subnet or a network; `[]` stands for the items of a list. */
interface Placing {
    readonly input: string;
    /** What follows the input's name in the path. */
    readonly rest: string;
    readonly thing: ThingKind;
}

const SUBNETS = [
    "subnetId",
    "subnetIds[]",
    "subnets[]",
    "clientSubnets[]",
    "vpcZoneIdentifiers[]",
    "targetVpcSubnetId",
    "subnetMappings[].subnetId",
    "subnetConfigurations[].subnetId",
    "networkInterfaces[].subnetId",
    "brokerNodeGroupInfo.clientSubnets[]",
    "networkConfiguration.subnets[]",
    "physicalConnectionRequirements.subnetId",
    "vpcConfig.subnetIds[]",
    "vpcConfig.subnets[]",
    "vpcConfiguration.subnetIds[]",
    "vpcOptions.subnetIds[]",
];
const NETWORKS = ["vpcId", "vpcIdentifier"];

/** By the name of the input, whatever type has it: of sixty types that are put into subnets, all call them so. */
const PLACINGS: ReadonlyMap<string, readonly Placing[]> = groupBy(
    [...SUBNETS.map(path => placing(path, "subnet")), ...NETWORKS.map(path => placing(path, "network"))],
    ({ input }) => input,
);

function placing(path: string, thing: ThingKind): Placing {
    const input = /^\w+/.exec(path)?.[0] ?? path;
    return { input, rest: path.slice(input.length), thing };
}

/** Types that name networks in order to let them see a zone: names are judged with names. */
const OF_NAMES = "aws:route53/";

/** Resources that are put into a subnet or a network which the plan does not make. */
export function sharedNetworkConnections(stack: Stack): readonly Connection[] {
    const found = stack.subjects
        .filter(({ resource, type }) => type.startsWith("aws:") && !type.startsWith(OF_NAMES) && !resource.external)
        .flatMap(placed);
    return oneOfEach(found);
}

function placed(subject: Subject): readonly Connection[] {
    return Object.keys(subject.resource.inputs)
        .flatMap(input => PLACINGS.get(input) ?? [])
        .flatMap(({ input, rest, thing }) =>
            subject.readAll(`${input}${rest}`).flatMap(reading => into(subject, reading, thing)),
        );
}

function into(subject: Subject, reading: SubjectReading, thing: ThingKind): readonly Connection[] {
    const remote = namedBy(subject, reading, identified(thing));
    if (remote === undefined) return [];
    return [
        connectionAt(subject, reading.path, "shared-network", {
            remote,
            direction: "both",
            says: `is put into ${shown(remote)}`,
            change: "Use a subnet of a network that the environment makes itself.",
        }),
    ];
}

/** A hundred machines in one subnet are one way: the first says so. */
function oneOfEach(connections: readonly Connection[]): readonly Connection[] {
    const first = new Map<string, Connection>();
    for (const connection of connections) {
        const key = JSON.stringify(connection.remote);
        if (!first.has(key)) first.set(key, connection);
    }
    return [...first.values()];
}
