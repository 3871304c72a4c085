import type * as aws from "@pulumi/aws";
import type * as kubernetes from "@pulumi/kubernetes";
import type { EdgeKind } from "../../../isolation/edge-kinds";

/** What a planted breach is built with: one of two environments, which are alike but for accounts, ranges and names. */
export interface BreachSite {
    readonly stack: "staging" | "prod";
    /** Whether the one point that makes the breach is mended. */
    readonly twin: boolean;
    /** Twelve digits: this environment's account, and the other's. */
    readonly account: string;
    readonly otherAccount: string;
    /** `10.20.0.0/16` and the other's; no other range is planned around a breach. */
    readonly range: string;
    readonly otherRange: string;
    /** The domain of a private zone of its own, and of the other's, such as `staging.internal`. */
    readonly domain: string;
    readonly otherDomain: string;
    /** Options of every AWS resource: the provider that is pinned to {@link account}. */
    readonly aws: { readonly provider: aws.Provider };
    /** Options of every Kubernetes resource: the provider of this environment's cluster. */
    readonly kubernetes: { readonly provider: kubernetes.Provider };
    /** The network that both environments have beside every breach. */
    readonly vpc: aws.ec2.Vpc;
}

/** One way in which environments are really breached. */
export interface Breach {
    /** Kebab-case, and how the name of each of its resources begins. */
    readonly name: string;
    /** Which of the fifteen kinds of docs/isolation.md it is. */
    readonly sort: number;
    /** What it is, as a sentence. */
    readonly title: string;
    /** Where the way begins; where it ends is the other one. */
    readonly from: "staging" | "prod";
    /** The kinds of edges of the shortest way, in its order. */
    readonly way: readonly EdgeKind[];
    /**
     * Whether it lies in a secret, which a preview of the Pulumi CLI writes as `[secret]`: there it can only be undecided.
     * @default false
     */
    readonly inSecret?: boolean;
    /** Builds this environment's part of it. Called once for each stack. */
    build(site: BreachSite): void;
}
