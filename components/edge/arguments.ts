import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, nonEmptyText, oneOf, textMatching, wholeNumber } from "../arguments";
import { DNS_LABEL, DOMAIN, isWithin } from "../domains";
import { type Environment, environmentFaults } from "../environment";
import { LOG_RETENTION_DAYS } from "../log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { checkRanges } from "../ranges";
import { type NetworkRef, subnetsOf, type ZoneRef } from "../references";

/** Which Kubernetes service answers, and how the load balancer finds its pods. */
export interface EdgeTarget {
    /** Namespace of the service. */
    readonly namespace: string;
    readonly serviceName: string;
    /** Port of the service. Valid: 1 to 65535. */
    readonly servicePort: number;
    /** Port that its pods listen on: what security groups and network policies must open. Valid: 1 to 65535. */
    readonly podPort: number;
    /** Path that answers 200 where a pod is ready, such as `/healthz`. */
    readonly healthPath: string;
    /** Security group of the nodes, and so of the pods. */
    readonly securityGroupId: pulumi.Input<string>;
    /** Of the cluster, which runs the AWS Load Balancer Controller. */
    readonly provider: kubernetes.Provider;
}

/** Inputs of `Edge`. */
export interface EdgeArgs {
    readonly environment: Environment;
    readonly network: NetworkRef;
    /** Public zone of the environment's own. A record outside it is refused: it would be another environment's. */
    readonly zone: ZoneRef;
    /** Name that callers use, in the zone, such as `shop.staging.example.com`. A change replaces certificate and records. */
    readonly host: string;
    /**
     * Who may call: everybody, or IPv4 ranges in CIDR notation. Staging that everybody can call is found and used.
     * There is no default: the wider choice has to be spelled out.
     */
    readonly callers: "internet" | readonly string[];
    readonly target: EdgeTarget;
    /**
     * Requests that one address may send in five minutes before it is turned away. Valid: 10 to 2,000,000,000 (AWS WAF).
     *
     * @default 2000
     */
    readonly rateLimit?: number;
    /**
     * How long access logs and the firewall's log are kept, in days. Valid: what CloudWatch Logs takes, 1 to 3653.
     *
     * @default 30
     */
    readonly logRetentionDays?: number;
}

/** A load balancer must be in two zones (Elastic Load Balancing user guide). */
const PUBLIC_ZONES_MINIMUM = 2;
const PORT = wholeNumber(1, 65_535);
/** Bounds of AWS WAF (API reference, RateBasedStatement). */
const RATE_LIMIT = wholeNumber(10, 2_000_000_000);
const PATH = textMatching(/^\/[!-~]{0,1023}$/, "a path that begins with a slash");

/**
 * Checks everything about an edge's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertEdgeArgs(name: string, args: EdgeArgs): void {
    const { zone, host, target } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    faults.addAll(environmentFaults(args.environment));
    const zones = new Set(subnetsOf(args.network, "public").map(subnet => subnet.zone));
    if (zones.size < PUBLIC_ZONES_MINIMUM) {
        faults.add("network.subnets", `public subnets in at least ${PUBLIC_ZONES_MINIMUM} zones`, [...zones]);
    }
    faults.check("zone.domain", zone.domain, DOMAIN);
    faults.check("host", host, DOMAIN);
    if (DOMAIN.fits(host) && DOMAIN.fits(zone.domain) && !isWithin(host, zone.domain)) {
        faults.add("host", `a name in the zone ${zone.domain}`, host);
    }
    if (args.callers !== "internet") {
        checkRanges("callers", args.callers, faults).forEach((range, index) => {
            if (typeof range === "string" && range.endsWith("/0")) {
                faults.add(`callers[${index}]`, 'less than the whole internet, which is spelled "internet"', range);
            }
        });
    }
    faults.check("target.namespace", target.namespace, DNS_LABEL);
    faults.check("target.serviceName", target.serviceName, DNS_LABEL);
    faults.check("target.servicePort", target.servicePort, PORT);
    faults.check("target.podPort", target.podPort, PORT);
    faults.check("target.healthPath", target.healthPath, PATH);
    if (typeof target.securityGroupId === "string") {
        faults.check("target.securityGroupId", target.securityGroupId, nonEmptyText);
    }
    faults.checkOptional("rateLimit", args.rateLimit, RATE_LIMIT);
    faults.checkOptional("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    faults.throwIfAny("Edge");
}
