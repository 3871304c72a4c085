import { type ArgumentFaults, textMatching, wholeNumber } from "../arguments";
import { EPHEMERAL_PREFIX } from "../ephemeral-environment/names";
import { atLeastOne } from "../ranges";
import type { RegistryRef } from "../references";
import { checkOpenings, checkSharedOpenings, type Opening } from "./openings";
import { checkWorkloadIdentities, type WorkloadIdentity } from "./workload-identity";

/** A namespace that workloads get. */
export interface NamespaceArgs {
    /** Kubernetes name: lower-case letters, digits and dashes, at most 63 characters. A change replaces all that is in it. */
    readonly name: string;
    /** What all pods together may ask for. */
    readonly quota: {
        /** Processor requests, as Kubernetes writes them: `4`, `500m`. */
        readonly cpu: string;
        /** Memory requests, and memory limits too: `8Gi`. */
        readonly memory: string;
        /** Pods. Valid: 1 to 1000. */
        readonly pods: number;
    };
    /** What a container gets that asks for nothing. */
    readonly containerDefaults: {
        readonly cpuRequest: string;
        readonly memoryRequest: string;
        readonly memoryLimit: string;
    };
    /**
     * What pods may reach, and be reached from, beside DNS, the Pod Identity agent and each other.
     *
     * @default - nothing else
     */
    readonly openings?: readonly Opening[];
    /**
     * Which service accounts may do what in AWS, each once. Every other pod may do nothing there.
     *
     * @default - nobody
     */
    readonly identities?: readonly WorkloadIdentity[];
}

/** What workloads get in a cluster. */
export interface WorkloadNamespacesArgs {
    /** At least one, each name once. */
    readonly namespaces: readonly NamespaceArgs[];
    /**
     * Where images may come from. The same in every environment where images are promoted from one registry.
     *
     * @default - the registry of the environment's own account and region
     */
    readonly registries?: readonly RegistryRef[];
}

const NAMESPACE_NAME = textMatching(
    /^(?!default$|kube-)(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    "1 to 63 lower-case letters, digits and dashes, no dash first or last, and neither default nor kube-...",
);
export const CPU = textMatching(/^([1-9]\d*m?|\d+\.\d{1,3})$/, "a Kubernetes amount of processor such as 4 or 500m");
export const MEMORY = textMatching(/^[1-9]\d*(Ki|Mi|Gi|Ti)$/, "a Kubernetes amount of memory such as 8Gi");
const IMAGE_PREFIX = textMatching(
    /^[a-z0-9][a-z0-9.-]*(:\d+)?\/([a-z0-9][a-z0-9._-]*\/)*$/,
    "the beginning of image names up to a slash, such as registry.example.com/shop/",
);

/** Records what is wrong with what workloads get. @param name The component's. */
export function checkWorkloadNamespaces(name: string, args: WorkloadNamespacesArgs, faults: ArgumentFaults): void {
    const namespaces = atLeastOne("namespaces", args.namespaces, "at least one namespace", faults);
    const names = new Set<string>();
    namespaces.forEach((namespace, index) => {
        const path = `namespaces[${index}]`;
        checkNamespace(path, name, namespace, faults);
        if (typeof namespace.name === "string" && namespace.name.startsWith(EPHEMERAL_PREFIX)) {
            const expected = `no name of an ephemeral environment (${EPHEMERAL_PREFIX}...), which is deleted at an end`;
            faults.add(`${path}.name`, expected, namespace.name);
        }
        if (names.has(namespace.name)) {
            faults.add(`${path}.name`, "a name that no other namespace has", namespace.name);
        }
        names.add(namespace.name);
    });
    checkSharedOpenings(namespaces, faults);
    checkRegistries(args.registries, faults);
}

/** Records what is wrong with where images may come from. */
export function checkRegistries(registries: readonly RegistryRef[] | undefined, faults: ArgumentFaults): void {
    if (registries === undefined) return;
    atLeastOne("registries", registries, "at least one registry", faults).forEach((registry, index) => {
        faults.check(`registries[${index}].imagePrefix`, registry.imagePrefix, IMAGE_PREFIX);
    });
}

/** Records what is wrong with one namespace. @param name Beginning of the names of its resources. */
export function checkNamespace(path: string, name: string, namespace: NamespaceArgs, faults: ArgumentFaults): void {
    faults.check(`${path}.name`, namespace.name, NAMESPACE_NAME);
    faults.check(`${path}.quota.cpu`, namespace.quota.cpu, CPU);
    faults.check(`${path}.quota.memory`, namespace.quota.memory, MEMORY);
    faults.check(`${path}.quota.pods`, namespace.quota.pods, wholeNumber(1, 1000));
    const { cpuRequest, memoryRequest, memoryLimit } = namespace.containerDefaults;
    const quota = namespace.quota.memory;
    faults.check(`${path}.containerDefaults.cpuRequest`, cpuRequest, CPU);
    faults.check(`${path}.containerDefaults.memoryRequest`, memoryRequest, MEMORY);
    faults.check(`${path}.containerDefaults.memoryLimit`, memoryLimit, MEMORY);
    if (MEMORY.fits(memoryRequest) && MEMORY.fits(memoryLimit) && bytesOf(memoryRequest) > bytesOf(memoryLimit)) {
        faults.add(`${path}.containerDefaults.memoryRequest`, `at most the limit of ${memoryLimit}`, memoryRequest);
    }
    if (MEMORY.fits(memoryLimit) && MEMORY.fits(quota) && bytesOf(memoryLimit) > bytesOf(quota)) {
        faults.add(`${path}.containerDefaults.memoryLimit`, `at most the quota of ${quota}`, memoryLimit);
    }
    checkOpenings(path, namespace, faults);
    const identities = faults.items(`${path}.identities`, namespace.identities ?? [], "a list of identities");
    checkWorkloadIdentities(`${path}.identities`, identities, namespaceResource(name, namespace.name), faults);
}

/** Beginning of the names of the resources that belong to a namespace. */
export function namespaceResource(name: string, namespace: string): string {
    return `${name}-${namespace}`;
}

const MEMORY_UNITS = ["Ki", "Mi", "Gi", "Ti"];

/** An amount of memory as {@link MEMORY} spells it, in bytes. */
function bytesOf(memory: string): number {
    return Number.parseInt(memory, 10) * 1024 ** (1 + MEMORY_UNITS.indexOf(memory.slice(-2)));
}
