import type { Area } from "../area";
import { type Pointing, pointedAt } from "../data/pointing";
import { CHARTS, CONTROLLERS_READ, CONTROLLERS_WRITE, HUBS } from "./clusters";
import { DEPLOYMENTS } from "./deployments";
import { clusterCredentials } from "./kubeconfigs";
import { REMOTE_STATES } from "./remote-states";
import { ownStack, stackReferences } from "./stacks";
import { keptState } from "./storage";

/** Every table of inputs that name something. */
export const REFERENCE_POINTINGS: readonly Pointing[] = [
    ...[REMOTE_STATES, DEPLOYMENTS],
    ...[CHARTS, HUBS, CONTROLLERS_READ, CONTROLLERS_WRITE],
];

/** What a program reads of other stacks and states, and which clusters and hubs it deploys by. */
export const REFERENCES: Area = {
    identities: ownStack,
    connections: stack => [
        ...stackReferences(stack),
        ...keptState(stack),
        ...clusterCredentials(stack),
        ...REFERENCE_POINTINGS.flatMap(pointing => pointedAt(stack, pointing)),
    ],
};
