/*
 * Which lists have no order. A list that is not named here is compared in order: a finding too many is looked at and
 * declared, one too few is not noticed.
 */

/** Lists that AWS takes as sets, by the name of the property (schemas of its provider). */
const SETS_OF_PROVIDERS: ReadonlySet<string> = new Set([
    // Networks, and who may use something.
    ..."ingress egress cidrBlocks ipv6CidrBlocks prefixListIds securityGroups securityGroupIds vpcSecurityGroupIds".split(
        " ",
    ),
    ..."subnetIds subnets availabilityZones zones routeTableIds publicAccessCidrs availabilityZoneIds".split(" "),
    ..."vpcs dhcpOptions additionalSecretOutputs @ignoreChanges @replaceOnChanges".split(" "),
    // Databases, logs, functions, alarms. Not `layers` of a function, where the last one wins.
    ..."parameters enabledCloudwatchLogsExports enabledClusterLogTypes iamRoles".split(" "),
    ..."alarmActions okActions insufficientDataActions subscriberEmailAddresses subscriberSnsTopicArns".split(" "),
    ..."tagSpecifications architectures resources operations".split(" "),
]);

/** In an object of Kubernetes the first route that fits is taken, as by Alertmanager. */
const ROUTES = "routes";

/** Lists that are sets in a document too, whoever reads it. Case as in the documents of each. */
const SETS: ReadonlySet<string> = new Set([
    // What a provider's configuration carries in JSON.
    "allowedAccountIds",
    // Documents of IAM.
    ..."Statement Action NotAction Resource NotResource AWS Service Federated Principal".split(" "),
    // Containers of Kubernetes and of ECS: maps in the form of lists. Not `envFrom`, where the last one wins.
    ..."env environment secrets volumes volumeMounts imagePullSecrets tolerations policyTypes podSelectors".split(" "),
    ..."verbs apiGroups finalizers apiVersions validationActions".split(" "),
]);

/** Where a list stands, as far as its name means more in one place than in another. */
export interface ListPlace {
    /** Whether it is of a document that is no object of Kubernetes: what its names mean is its reader's. */
    readonly foreign?: boolean;
    readonly kubernetes?: boolean;
}

/** Whether a list of this name has no order. */
export function isSet(property: string, { foreign = false, kubernetes = false }: ListPlace): boolean {
    if (SETS.has(property)) return true;
    if (foreign) return false;
    return SETS_OF_PROVIDERS.has(property) || (property === ROUTES && !kubernetes);
}

/** Fields that tell the items of a list from each other, the first that all of them have with another value each. */
export const ITEM_KEYS = ["Sid", "name", "key", "id", "mountPath"] as const;
