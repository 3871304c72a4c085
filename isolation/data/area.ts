import type { Area } from "../area";
import { admittedByLists } from "./access-lists";
import { CODE_SOURCES, IMAGE_PULLS } from "./code";
import { DELIVERIES_FROM, DELIVERIES_TO } from "./deliveries";
import { ownedData } from "./owned";
import { COPIES, PARTS } from "./parts";
import { type Pointing, pointedAt } from "./pointing";
import { admittedByPermissions } from "./permissions";
import { admittedByPolicies } from "./policies";
import {
    BACKUP_COPIES,
    GLOBAL_MEMBERS,
    INTEGRATIONS_FROM,
    INTEGRATIONS_TO,
    REPLICAS,
    REPLICATIONS,
} from "./replications";
import { MACHINE_IMAGES, RESTORES } from "./restores";
import { keysUsed } from "./keys";
import { MOUNTS, SECRET_USES } from "./mounts";
import { KEY_GRANTS, OBJECT_GRANTS_READ, OBJECT_GRANTS_WRITE, SHARES } from "./shares";
import {
    AGGREGATIONS_FROM,
    AGGREGATIONS_TO,
    METRICS_FROM,
    REMOTE_WRITES,
    TELEMETRY_LINKS,
    TELEMETRY_TO,
} from "./telemetry";
import { CATALOGUES, OBJECT_SOURCES, SINKS, TRANSFERS, TRANSFERS_FROM } from "./transfers";

/** Every table of inputs that name something. */
export const POINTINGS: readonly Pointing[] = [
    ...[SHARES, KEY_GRANTS, OBJECT_GRANTS_READ, OBJECT_GRANTS_WRITE, RESTORES, COPIES, PARTS, MACHINE_IMAGES],
    ...[REPLICATIONS, REPLICAS, BACKUP_COPIES, GLOBAL_MEMBERS, INTEGRATIONS_FROM, INTEGRATIONS_TO],
    ...[DELIVERIES_TO, DELIVERIES_FROM, SECRET_USES, MOUNTS],
    ...[TELEMETRY_TO, TELEMETRY_LINKS, REMOTE_WRITES, METRICS_FROM, AGGREGATIONS_FROM, AGGREGATIONS_TO],
    ...[TRANSFERS, TRANSFERS_FROM, CATALOGUES, OBJECT_SOURCES, SINKS, IMAGE_PULLS, CODE_SOURCES],
];

/** Who can read, alter or take a copy of the data of an environment. */
export const DATA: Area = {
    identities: ownedData,
    connections: stack => [
        ...admittedByPolicies(stack),
        ...admittedByPermissions(stack),
        ...admittedByLists(stack),
        ...keysUsed(stack),
        ...POINTINGS.flatMap(pointing => pointedAt(stack, pointing)),
    ],
};
