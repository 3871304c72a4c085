import { accountFrom } from "../aws/account";
import { type Arn, arnsMeet, lastPart, parseArn } from "../aws/arn";
import type { PolicyStatement } from "../aws/iam-policy";
import { isPattern, patternCovers } from "../aws/patterns";
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
    "sagemaker:startNotebookInstance": "notebook-instance/{NotebookInstanceName}",
    "sagemaker:stopNotebookInstance": "notebook-instance/{NotebookInstanceName}",
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
    const own = schedule.read("region");
    const region = own.state === "absent" ? schedule.readProvider("region") : own;
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
    { effect, negatedResources, resources }: PolicyStatement,
    needed: NeededArn,
): boolean | undefined {
    const isStrict = effect === "Deny" || negatedResources;
    const taken = resources.map(text => (typeof text === "string" ? takesIn(text, needed, isStrict) : undefined));
    if (taken.includes(true)) return !negatedResources;
    return resources.length === 0 || taken.includes(undefined) ? undefined : negatedResources;
}

/**
 * Whether a text of a policy takes in what is needed; nothing where a star of the pattern that is not known decides. A policy
 * is taken for one of the place where it is used, unless a strict one is about everything of some place.
 */
function takesIn(text: string, { known, pattern }: NeededArn, isStrict: boolean): boolean | undefined {
    if (!arnsMeet(text, pattern)) return false;
    const [own, needed] = [parseArn(text), parseArn(pattern)];
    if (own === undefined || needed === undefined)
        return (known && !isStrict) || patternCovers(text, pattern) ? true : undefined;
    const parts: readonly (keyof Arn)[] = [
        ...(isStrict && isPattern(own.resource) ? PLACE : []),
        ...(isStrict || !known ? (["resource"] as const) : []),
    ];
    return parts.every(part => patternCovers(own[part], needed[part])) ? true : undefined;
}

const PLACE = ["region", "account"] as const;
