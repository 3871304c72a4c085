import {
    Database,
    type DatabaseArgs,
    DatabaseInstance,
    type DatabaseInstanceArgs,
    type Environment,
    type NetworkRef,
} from "../../components";
import type { Plan } from "../../plan/plan";
import { planOf } from "../support/plan";
import { STAGING } from "./support";

/** A network that exists already: the components take any of the same shape. */
export const DATABASE_NETWORK: NetworkRef = {
    vpcId: "vpc-1",
    range: "10.65.0.0/16",
    subnets: [
        { id: "subnet-private-a", zone: "eu-central-1a", range: "10.65.0.0/19", tier: "private" },
        { id: "subnet-data-a", zone: "eu-central-1a", range: "10.65.36.0/22", tier: "data" },
        { id: "subnet-data-b", zone: "eu-central-1b", range: "10.65.100.0/22", tier: "data" },
    ],
};
const COMMON = {
    environment: STAGING,
    network: DATABASE_NETWORK,
    callers: [{ name: "nodes", securityGroupId: "sg-nodes" }],
    databaseName: "shop",
} as const;

/** An Aurora database of staging with instances of a class. */
export const PROVISIONED = {
    ...COMMON,
    engineVersion: "16.6",
    instanceClass: "db.t4g.medium",
    instances: 1,
} as const satisfies DatabaseArgs;

/** An Aurora database of staging that pauses when nobody is connected. */
export const SERVERLESS = {
    ...COMMON,
    engineVersion: "16.6",
    serverless: { minCapacity: 0, maxCapacity: 4 },
    instances: 1,
} as const satisfies DatabaseArgs;

/** One instance of staging. */
export const INSTANCE = {
    ...COMMON,
    engineVersion: "16.8",
    instanceClass: "db.t4g.medium",
    storageGiB: 50,
    multiAz: false,
} as const satisfies DatabaseInstanceArgs;

/** The same arguments in another environment. */
export function within<Args extends { readonly environment: Environment }>(environment: Environment, args: Args): Args {
    return { ...args, environment };
}

export const planDatabase = (args: DatabaseArgs): Promise<Plan> =>
    planOf(() => {
        new Database("orders", args);
    });

export const planInstance = (args: DatabaseInstanceArgs): Promise<Plan> =>
    planOf(() => {
        new DatabaseInstance("orders", args);
    });
