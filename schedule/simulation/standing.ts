import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { restOf } from "../database-rest";
import { obstacleOf, obstacleText } from "../unstoppable";
import { scheduledFunctionWith } from "../scheduled-functions";
import type { Controllers } from "./controllers";
import type { Sleepless } from "./model";
import type { Sleeping } from "./sleeping";
import { POOL_TYPE } from "./workloads";
import type { StoppableKind } from "../stoppable";
import { SERVICE_TYPE, type Unswitched } from "./switched-things";

/** Why something that costs by the hour is awake, without what it costs. */
export interface Standing extends Pick<Sleepless, "verdict" | "why" | "what"> {
    readonly subject: Subject;
    /** Whether schedules could put it to sleep. */
    readonly stoppable: boolean;
}

/** What is paid for as long as it exists, and what people call it. */
const STANDING: Readonly<Record<string, string>> = {
    "aws:eks/cluster:Cluster": "control plane of EKS",
    "aws:ec2/natGateway:NatGateway": "NAT gateway",
    "aws:ec2/eip:Eip": "public address",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "interface endpoint",
    "aws:ec2/vpnConnection:VpnConnection": "VPN connection",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "attachment of a transit gateway",
    "aws:lb/loadBalancer:LoadBalancer": "load balancer",
    "aws:alb/loadBalancer:LoadBalancer": "load balancer",
    "aws:elb/loadBalancer:LoadBalancer": "load balancer",
    "aws:globalaccelerator/accelerator:Accelerator": "accelerator",
    "aws:wafv2/webAcl:WebAcl": "web access list",
    "aws:route53/resolverEndpoint:ResolverEndpoint": "resolver endpoint",
    "aws:rds/proxy:Proxy": "database proxy",
    "aws:elasticache/cluster:Cluster": "cache",
    "aws:elasticache/replicationGroup:ReplicationGroup": "cache",
    "aws:memorydb/cluster:Cluster": "memory database",
    "aws:opensearch/domain:Domain": "search domain",
    "aws:elasticsearch/domain:Domain": "search domain",
    "aws:msk/cluster:Cluster": "Kafka cluster",
    "aws:mq/broker:Broker": "message broker",
    "aws:fsx/lustreFileSystem:LustreFileSystem": "file system",
    "aws:fsx/ontapFileSystem:OntapFileSystem": "file system",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": "file system",
    "aws:fsx/windowsFileSystem:WindowsFileSystem": "file system",
    "aws:directoryservice/directory:Directory": "directory",
    "aws:dms/replicationInstance:ReplicationInstance": "replication instance",
};

/** Everything that is paid for as long as it exists. */
export function standingThings(stack: Stack): readonly Standing[] {
    return Object.entries(STANDING).flatMap(([type, what]) =>
        stack
            .byType(type)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => (type === ENDPOINT_TYPE ? standingEndpoint(subject, what) : [standing(subject, what)])),
    );
}

function standing(subject: Subject, what: string): Standing {
    return {
        subject,
        what,
        stoppable: false,
        verdict: "cannot",
        why: "it has no switch: it is paid for as long as it exists",
    };
}

/** Pools of Karpenter that nothing puts to sleep: they hold nodes for as long as pods need them. */
export function standingPools(stack: Stack, sleeping: readonly Sleeping[]): readonly Standing[] {
    const asleep = new Set(sleeping.map(({ subject }) => subject));
    const why = "it holds nodes for as long as pods need them: what takes those away, a plan does not show";
    return stack
        .byType(POOL_TYPE)
        .filter(pool => !asleep.has(pool))
        .map(subject => ({ subject, what: "pool of nodes", stoppable: true, verdict: "undecided", why }));
}

const ENDPOINT_TYPE = "aws:ec2/vpcEndpoint:VpcEndpoint";
/** Endpoints of this type cost nothing; it is the provider's default. */
const FREE_ENDPOINT = "Gateway";

function standingEndpoint(endpoint: Subject, what: string): readonly Standing[] {
    const type = endpoint.read("vpcEndpointType", { default: FREE_ENDPOINT });
    if (type.state !== "known") {
        const why = "whether it is one that costs is not known before deployment";
        return [{ subject: endpoint, what, stoppable: false, verdict: "undecided", why }];
    }
    return type.value === FREE_ENDPOINT ? [] : [standing(endpoint, what)];
}

/** Why no schedule puts something to sleep that schedules could; nothing for what costs nothing by itself. */
export function unswitchedThing(
    { doubts, kind, subject }: Unswitched,
    stack: Stack,
    { ofResource }: Controllers,
): Standing | undefined {
    const of = (verdict: Sleepless["verdict"], why: string): Standing => {
        return { subject, what: kind.what, stoppable: verdict === "does not" || verdict === "undecided", verdict, why };
    };
    const obstacle = obstacleOf(subject, stack);
    const why = obstacle === undefined ? undefined : obstacleText(obstacle);
    switch (restOf(subject, stack)) {
        case "not stoppable":
            // On instances of one's own, those are what is paid for.
            return subject.type === SERVICE_TYPE ? undefined : of("cannot", why ?? REFUSED);
        case "by itself":
            return of("by itself", subject.type === CLUSTER_TYPE ? PAUSES : EMPTY);
        case "unknown":
            return of("undecided", why ?? "whether it pauses by itself is not known before deployment");
        case "by schedule": {
            const hidden = obstacle?.certain === false ? obstacle.found : undefined;
            const doubt = doubtOf(doubts, kind, stack) ?? ofResource(subject)?.doubt ?? hidden;
            if (doubt !== undefined) return of("undecided", doubt);
            return of("does not", [why, unstopped(stack)].filter(text => text !== undefined).join("; "));
        }
    }
}

function unstopped({ environment }: Stack): string {
    return environment.class === "production"
        ? "no schedule stops it, as in production none may"
        : "no schedule stops it";
}

const CLUSTER_TYPE = "aws:rds/cluster:Cluster";
const REFUSED = "it is serverless of old, which AWS refuses to stop";
const PAUSES = "it pauses when no connection is open: when that is, no plan foresees";
const EMPTY = "it is declared empty or at rest: it costs nothing until something fills or starts it";

/** Why it cannot be told whether a schedule stops something; nothing where none does. */
function doubtOf([doubt]: readonly string[], { stopCalls }: StoppableKind, stack: Stack): string | undefined {
    if (doubt !== undefined) return `whether a schedule stops it cannot be told: ${doubt}`;
    const [hidden] = stack.opaque;
    if (hidden !== undefined) return `a schedule may be inside ${hidden.name}, which a plan does not show`;
    if (stack.plan.gaps.some(({ mayChangeShape }) => mayChangeShape))
        return "the plan may leave out a schedule that stops it";
    const stopping = scheduledFunctionWith(stopCalls.slice(0, 1), stack);
    if (stopping === undefined) return undefined;
    return `the function ${stopping.name}, which a schedule calls, may stop it: what it does a plan does not show`;
}
