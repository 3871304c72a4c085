/*
 * Which lists have no order. A list that is not named here is compared in order: a finding too many is looked at and
 * declared, one too few is not noticed.
 */

/** Lists that AWS or Kubernetes takes as sets, by the name of the property; case as in the documents of each. */
const SETS: ReadonlySet<string> = new Set([
    // Networks, and who may use something (schemas of the AWS provider: sets there).
    ..."ingress egress cidrBlocks ipv6CidrBlocks prefixListIds securityGroups securityGroupIds vpcSecurityGroupIds".split(
        " ",
    ),
    ..."subnetIds subnets availabilityZones zones routeTableIds routes publicAccessCidrs allowedAccountIds".split(" "),
    ..."vpcs dhcpOptions additionalSecretOutputs ignoreChanges".split(" "),
    // Documents of IAM.
    ..."Statement Action NotAction Resource NotResource AWS Service Federated Principal".split(" "),
    // Databases, logs, functions, alarms. Not `layers` of a function, where the last one wins.
    ..."parameters enabledCloudwatchLogsExports enabledClusterLogTypes iamRoles".split(" "),
    ..."alarmActions okActions insufficientDataActions subscriberEmailAddresses subscriberSnsTopicArns".split(" "),
    ..."availabilityZoneIds tagSpecifications architectures resources".split(" "),
    // Containers of Kubernetes and of ECS: maps in the form of lists. Not `envFrom`, where the last one wins.
    ..."env environment secrets volumes volumeMounts imagePullSecrets tolerations policyTypes podSelectors".split(" "),
    ..."verbs apiGroups finalizers operations apiVersions validationActions".split(" "),
]);

/** Whether a list of this name has no order. */
export function isSet(property: string): boolean {
    return SETS.has(property);
}

/** Fields that tell the items of a list from each other, the first that all of them have with another value each. */
export const ITEM_KEYS = ["Sid", "name", "key", "id", "mountPath"] as const;
