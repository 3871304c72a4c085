import { type ArgumentFaults, oneOf } from "../arguments";
import { checkObject, type Fields } from "../object-arguments";
import { checkRanges, RANGE } from "../ranges";

/** The Kubernetes API is reached from the internet, from the listed ranges only, and from inside the network. */
export interface PublicEndpoint {
    readonly kind: "public";
    /** IPv4 ranges in CIDR notation, at least one: offices, the runners of CI. Never the whole internet. */
    readonly ranges: readonly string[];
}

/** The Kubernetes API is reached from inside the network only: whoever runs `pulumi up` must be there. */
export interface PrivateEndpoint {
    readonly kind: "private";
    /** Nothing: there is no list of addresses for the private side. */
    readonly ranges?: undefined;
}

/**
 * The Kubernetes API is reached from inside the network only, and this stack never calls it: what belongs into the cluster
 * is made by `Workloads` in a second stack, which runs inside.
 */
export interface TwoStacks {
    readonly kind: "two-stacks";
    /** Nothing: there is no list of addresses for the private side. */
    readonly ranges?: undefined;
}

/** Endpoints of a cluster whose own stack makes its Kubernetes objects. */
export type OneStackEndpoint = PublicEndpoint | PrivateEndpoint;

/** Who can reach the Kubernetes API: "public, but only from these addresses of the private side" does not exist in EKS. */
export type EndpointAccess = OneStackEndpoint | TwoStacks;

const ENDPOINT_ACCESS: Fields<EndpointAccess> = { kind: true, ranges: true };

/** Records what is wrong with the choice. */
export function checkEndpointAccess(access: EndpointAccess, faults: ArgumentFaults): void {
    if (!checkObject(faults, "endpointAccess", access, ENDPOINT_ACCESS)) return;
    faults.check("endpointAccess.kind", access.kind, oneOf(["public", "private", "two-stacks"]));
    if (access.kind !== "public") {
        const { ranges }: { readonly ranges?: unknown } = access;
        if (ranges !== undefined) {
            faults.add("endpointAccess.ranges", "nothing: ranges are those of the public endpoint", ranges);
        }
        return;
    }
    checkRanges("endpointAccess.ranges", access.ranges, faults).forEach((range, index) => {
        if (RANGE.fits(range) && range.endsWith("/0"))
            faults.add(`endpointAccess.ranges[${index}]`, "less than the whole internet", range);
    });
}

/** Nodes always reach the API inside the network; the choice is who else does. */
export function endpointOf(access: EndpointAccess) {
    return access.kind === "public"
        ? { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: [...access.ranges] }
        : { endpointPrivateAccess: true, endpointPublicAccess: false };
}
