import * as pulumi from "@pulumi/pulumi";
import { type ArgumentFaults, textMatching } from "../arguments";
import { isPlainObject } from "../known-arguments";
import { type NodeGroupSize, nodeGroupSizeFaults } from "../node-group";
import { checkObject, type Fields } from "../object-arguments";

/** A node group that sleeps. `Cluster` knows all of it. */
export interface SleepingNodeGroup {
    /** Name of the cluster in AWS. */
    readonly clusterName: string;
    /** Name of the node group in AWS. */
    readonly nodeGroupName: string;
    /** Size that it gets back in the morning. */
    readonly size: NodeGroupSize;
    /**
     * The node group itself, where the same program makes it: nothing of it is destroyed while a timer is there.
     *
     * @default - the entry, if it is a resource
     */
    readonly resource?: pulumi.Resource;
}

const NODE_GROUP_SIZE: Fields<NodeGroupSize> = { minSize: true, maxSize: true, desiredSize: true };

const EKS_NAME = textMatching(
    /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/,
    "a name that EKS gives: letters, digits, dashes, underscores",
);

/** Records what is wrong with node groups that sleep. */
export function checkNodeGroups(nodeGroups: readonly SleepingNodeGroup[], faults: ArgumentFaults): void {
    const names = new Set<string>();
    nodeGroups.forEach((nodeGroup, index) => {
        const path = `nodeGroups[${index}]`;
        if (!isPlainObject(nodeGroup)) {
            faults.add(path, "an object with clusterName, nodeGroupName and size", nodeGroup);
            return;
        }
        const { clusterName, nodeGroupName, resource, size } = nodeGroup;
        faults.check(`${path}.clusterName`, clusterName, EKS_NAME);
        faults.check(`${path}.nodeGroupName`, nodeGroupName, EKS_NAME);
        if (names.has(nodeGroupName)) {
            const expected = "a name that no other entry has; a second cluster takes a WorkingHoursSchedule of its own";
            faults.add(`${path}.nodeGroupName`, expected, nodeGroupName);
        }
        names.add(nodeGroupName);
        if (resource !== undefined && !pulumi.Resource.isInstance(resource)) {
            faults.add(`${path}.resource`, "a resource of Pulumi", resource);
        }
        if (checkObject(faults, `${path}.size`, size, NODE_GROUP_SIZE)) {
            faults.addAll(nodeGroupSizeFaults(`${path}.size`, size));
        }
    });
}
