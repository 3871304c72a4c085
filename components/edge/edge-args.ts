import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import type { KeyRef, LogSinkRef, NetworkRef, ZoneRef } from "../references";

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
    /**
     * Name that callers use, in the zone, such as `shop.staging.example.com`: at most 64 characters, unless there is
     * a `certificateArn`. A change replaces certificate and records.
     */
    readonly host: string;
    /**
     * More names for the same pods, in the zone, each once. A change replaces the certificate, the new one before the old one.
     *
     * @default - none
     */
    readonly otherHosts?: readonly string[];
    /**
     * A certificate of the own account and region that exists and holds all the names. Whoever issued it renews it.
     *
     * @default - one of its own, proved by records in the zone
     */
    readonly certificateArn?: pulumi.Input<string>;
    /**
     * Who may call: everybody, or IPv4 ranges in CIDR notation. Staging that everybody can call is found and used.
     * There is no default: the wider choice has to be spelled out.
     */
    readonly callers: "internet" | readonly string[];
    readonly target: EdgeTarget;
    /**
     * Whether it can be called by IPv6 as well. It takes a network whose public subnets have IPv6, and `callers: "internet"`.
     *
     * @default "ipv4"
     */
    readonly ipAddressType?: "ipv4" | "dualstack";
    /**
     * How long a connection may be silent, in seconds: longer than what the pods wait for, or callers see 502. Valid: 1 to 4000.
     *
     * @default 60
     */
    readonly idleTimeoutSeconds?: number;
    /**
     * Requests that one address may send in five minutes before it is turned away. Valid: 10 to 2,000,000,000 (AWS WAF). Not with
     * `webAclArn`.
     *
     * @default 2000
     */
    readonly rateLimit?: number;
    /**
     * A regional web ACL of the own account that exists, such as the organisation's. It decides, and it logs.
     *
     * @default - one of its own
     */
    readonly webAclArn?: pulumi.Input<string>;
    /**
     * The key that encrypts the firewall's log; its policy must let CloudWatch Logs use it. Not with `webAclArn`.
     *
     * @default - a key that CloudWatch Logs keeps
     */
    readonly key?: KeyRef;
    /**
     * A bucket of somebody else's that takes the access logs. Its policy must let load balancers write below the prefix, under
     * `AWSLogs/` and the account.
     *
     * @default - a bucket of its own
     */
    readonly accessLogSink?: LogSinkRef;
    /**
     * How long its own access logs and firewall's log are kept, in days. Valid: what CloudWatch Logs takes, 1 to 3653.
     *
     * @default 30
     */
    readonly logRetentionDays?: number;
}

export const EDGE_DEFAULTS = { rateLimit: 2000, logRetentionDays: 30 } as const;

/** All names, the first one first. */
export function hostsOf({ host, otherHosts = [] }: EdgeArgs): readonly string[] {
    return [host, ...otherHosts];
}

/** What the resources of a name are called after their role: nothing for the first one. */
export function hostRole(index: number): string {
    return index === 0 ? "" : `-${index}`;
}
