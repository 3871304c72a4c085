import { accountFrom } from "../aws/account";
import { arnsMeet, lastPart } from "../aws/arn";
import type { PolicyStatement } from "../aws/iam-policy";
import { patternCovers } from "../aws/patterns";
import { listed, textOf } from "../plan/plain";
import type { Subject } from "../plan/subject";
import { isPropertyMap } from "../plan/value";
import { parametersOf } from "./schedule-target";

/** Services whose ARNs are those of another. */
const SERVICES: Readonly<Record<string, string>> = { docdb: "rds", neptune: "rds" };

/** What each call acts on: the last part of its ARNs, with the parameters that name it (Service Authorization Reference). */
const RESOURCES: Readonly<Record<string, string>> = {
    "rds:stopDBCluster": "cluster:{DbClusterIdentifier}",
    "rds:startDBCluster": "cluster:{DbClusterIdentifier}",
    "rds:stopDBInstance": "db:{DbInstanceIdentifier}",
    "rds:startDBInstance": "db:{DbInstanceIdentifier}",
    // The last part is an id that EKS gives.
    "eks:updateNodegroupConfig": "nodegroup/{ClusterName}/{NodegroupName}/*",
    // Before the name is an id that EC2 Auto Scaling gives.
    "autoscaling:updateAutoScalingGroup": "autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}",
    "autoscaling:setDesiredCapacity": "autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}",
    "ec2:stopInstances": "instance/{InstanceIds}",
    "ec2:startInstances": "instance/{InstanceIds}",
    "ecs:updateService": "service/{Cluster}/{Service}",
    "redshift:pauseCluster": "cluster:{ClusterIdentifier}",
    "redshift:resumeCluster": "cluster:{ClusterIdentifier}",
    "synthetics:startCanary": "canary:{Name}",
    "synthetics:stopCanary": "canary:{Name}",
};

/** What a call needs to be allowed on, as a pattern of ARNs. */
export interface NeededArn {
    readonly pattern: string;
    /** Whether every name in it is known. */
    readonly known: boolean;
}

/**
 * What the call of a schedule acts on, in the region and the account that it is made in where these are known; nothing for a
 * call of which that is not written down here.
 */
export function neededArns(schedule: Subject, call: string): readonly NeededArn[] | undefined {
    const [called = "", operation = ""] = call.split(":");
    const service = SERVICES[called] ?? called;
    const resource = RESOURCES[`${service}:${operation}`];
    if (resource === undefined) return undefined;
    const region = schedule.readProvider("region");
    const account = accountFrom(path => schedule.readProvider(path));
    const place = [
        (region.state === "known" ? textOf(region.value) : "") || "*",
        account.state === "known" ? account.account : "*",
    ];
    return withNames(resource, schedule).map(one => ({
        ...one,
        pattern: ["arn:*", service, ...place, one.pattern].join(":"),
    }));
}

/** A pattern with the names that the parameters give: one for each where a parameter is a list. */
function withNames(resource: string, schedule: Subject): readonly NeededArn[] {
    const parameters = parametersOf(schedule);
    const given = isPropertyMap(parameters) ? parameters : undefined;
    const names = (parameter: string): readonly (string | undefined)[] => {
        const named = listed(given?.[parameter]);
        return named.length === 0 ? [undefined] : named.map(name => (typeof name === "string" ? name : undefined));
    };
    let needed: readonly NeededArn[] = [{ pattern: resource, known: true }];
    for (const [placeholder, parameter = ""] of resource.matchAll(/\{(\w+)\}/g)) {
        needed = needed.flatMap(({ known, pattern }) =>
            names(parameter).map(name => ({
                pattern: pattern.replace(placeholder, name === undefined ? "*" : lastPart(name)),
                known: known && name !== undefined,
            })),
        );
    }
    return needed;
}

/** Whether a statement speaks of a resource; nothing where what is not known keeps it from being told. */
export function speaksOfArn(
    { negatedResources, resources }: PolicyStatement,
    { known, pattern }: NeededArn,
): boolean | undefined {
    // What is not known in the needed pattern is a star: only a pattern with one there takes in whatever it is.
    const meets = (text: string) => (known ? arnsMeet(text, pattern) : text === "*" || patternCovers(text, pattern));
    if (resources.some(text => typeof text === "string" && meets(text))) return !negatedResources;
    const isKnown = known && resources.length > 0 && resources.every(text => typeof text === "string");
    return isKnown ? negatedResources : undefined;
}
