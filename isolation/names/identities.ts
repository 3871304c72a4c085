import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { identityAt } from "../area";
import type { Identity } from "../connection";
import { arnAt, homeOf } from "../home";
import { BALANCER, BROKERS, CACHE, isMadeByAws, NETWORK_BALANCER, PROXY, SEARCH_DOMAIN } from "./aws-hosts";
import { bareHost } from "./domain";
import { isPrivateDomain } from "./private-domains";
import { RECORD } from "./records";

const ZONE = "aws:route53/zone:Zone";

/** Inputs of which AWS makes hosts, and what the host then is of. Names of databases are told with the data. */
const NAMED: Readonly<Record<string, { readonly input: string; readonly forms: readonly string[] }>> = {
    "aws:alb/loadBalancer:LoadBalancer": { input: "name", forms: [BALANCER, NETWORK_BALANCER] },
    "aws:elasticache/replicationGroup:ReplicationGroup": { input: "replicationGroupId", forms: [CACHE] },
    "aws:elasticache/cluster:Cluster": { input: "clusterId", forms: [CACHE] },
    "aws:elasticsearch/domain:Domain": { input: "domainName", forms: [SEARCH_DOMAIN] },
    "aws:elb/loadBalancer:LoadBalancer": { input: "name", forms: [BALANCER] },
    "aws:lb/loadBalancer:LoadBalancer": { input: "name", forms: [BALANCER, NETWORK_BALANCER] },
    "aws:msk/cluster:Cluster": { input: "clusterName", forms: [BROKERS] },
    "aws:rds/proxy:Proxy": { input: "name", forms: [PROXY] },
    "aws:opensearch/domain:Domain": { input: "domainName", forms: [SEARCH_DOMAIN] },
};

/** Inputs that are hosts, by which others in the network reach what has them. */
const HOSTS: Readonly<Record<string, string>> = {
    "aws:ec2/vpcEndpointService:VpcEndpointService": "privateDnsName",
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": "name",
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration": "customDomainName",
    "aws:vpclattice/service:Service": "customDomainName",
};

/** Outputs that hold the host by which something is reached. They are known only once it is there. */
const HOST_OUTPUTS = [
    "address",
    "configurationEndpoint",
    "configurationEndpointAddress",
    "dnsName",
    "domainName",
    "endpoint",
    "primaryEndpointAddress",
    "readerEndpoint",
    "readerEndpointAddress",
];
/** What all the world calls. */
const PUBLIC_TYPES: ReadonlySet<string> = new Set([
    "aws:apigateway/restApi:RestApi",
    "aws:apigatewayv2/api:Api",
    "aws:cloudfront/distribution:Distribution",
    "aws:globalaccelerator/accelerator:Accelerator",
]);

/** Every name that an environment answers to: its zones and records, and the hosts that AWS makes for it. */
export function nameIdentities(stack: Stack): readonly Identity[] {
    return [
        ...stack.byType(ZONE).flatMap(zoneOf),
        ...stack.byType(RECORD).flatMap(recordOf),
        ...stack.byType(...Object.keys(NAMED)).flatMap(named),
        ...stack.byType(...Object.keys(HOSTS)).flatMap(subject => hostAt(subject, HOSTS[subject.type] ?? "", false)),
        ...stack.subjects.filter(({ type }) => type.startsWith("aws:")).flatMap(hostsOf),
    ];
}

function zoneOf(zone: Subject): readonly Identity[] {
    if (zone.resource.external) return [];
    const id = outputOf(zone, "zoneId") ?? outputOf(zone, "id");
    return [
        ...hostAt(zone, "name", isPublicZone(zone)),
        ...(id === undefined ? [] : [identityAt(zone, "zoneId", { kind: "thing", thing: "zone", id })]),
    ];
}

/** Without networks it is a public zone. */
function isPublicZone(zone: Subject): boolean {
    return zone.read("vpcs").state === "absent";
}

/** A record within an own zone is told by the zone. */
function recordOf(record: Subject): readonly Identity[] {
    const zones = record.comesFrom("zoneId").filter(({ resource, type }) => type === ZONE && !resource.external);
    if (zones.length > 0 || record.resource.external) return [];
    const name = knownText(record, "name") ?? "";
    return hostAt(record, "name", !isPrivateDomain(bareHost(name)));
}

function named(subject: Subject): readonly Identity[] {
    const { forms, input } = NAMED[subject.type] ?? { input: "", forms: [] };
    const name = knownText(subject, input);
    if (name === undefined || name === "" || subject.resource.external) return [];
    return forms.map(form =>
        identityAt(subject, input, { kind: "name", pattern: arnAt(homeOf(subject), form, name) }, isOpen(subject)),
    );
}

/** A host by an input; what has no dot is nobody's name. */
function hostAt(subject: Subject, input: string, isPublic: boolean): readonly Identity[] {
    const host = bareHost(knownText(subject, input) ?? "");
    return host.includes(".") ? [identityAt(subject, input, { kind: "host", host }, isPublic)] : [];
}

function hostsOf(subject: Subject): readonly Identity[] {
    if (subject.resource.external) return [];
    const { outputs } = subject.resource;
    return HOST_OUTPUTS.filter(output => Object.hasOwn(outputs, output)).flatMap(output => {
        const text = outputOf(subject, output) ?? "";
        const host = bareHost(text.replace(/^[a-z]+:\/\//, "").replace(/[:/].*$/s, ""));
        return isMadeByAws(host) ? [identityAt(subject, output, { kind: "host", host }, isOpen(subject))] : [];
    });
}

/** Whether all the world may call it. */
function isOpen(subject: Subject): boolean {
    if (PUBLIC_TYPES.has(subject.type)) return true;
    if (!subject.type.endsWith(":LoadBalancer")) return false;
    const internal = subject.read("internal", { default: false });
    return internal.state === "known" && internal.value === false;
}

function knownText(subject: Subject, input: string): string | undefined {
    const reading = subject.read(input);
    return reading.state === "known" && !reading.secret && typeof reading.value === "string"
        ? reading.value
        : undefined;
}

function outputOf(subject: Subject, output: string): string | undefined {
    const value = subject.resource.outputs[output];
    return typeof value === "string" && value !== "" ? value : undefined;
}
