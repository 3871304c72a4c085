import { isList, isPropertyMap, Unknown } from "../../../plan/value";
import {
    holds,
    resourceRule,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { containersOf, type PlannedContainer, podSpecPath, within, WORKLOAD_TYPES } from "../support/containers";
import { ECS_TASK_TYPE, taskContainersOf } from "../support/containers-of-tasks";
import { bare, listed } from "../../../plan/plain";

/** Switches of a pod that put it into a space of the machine. Each is off by default (PodSpec). */
const HOST_SPACES = ["hostNetwork", "hostPID", "hostIPC"] as const;

/** Inputs of an ECS task that put it into a space of the machine with this value (documentation of the provider). */
const TASK_SPACES = ["networkMode", "pidMode", "ipcMode"] as const;
const HOST_MODE = "host";

/** Capabilities with which a process takes over the machine (Linux, capabilities(7)). */
const TAKING_OVER: ReadonlySet<string> = new Set(["ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "NET_ADMIN", "BPF"]);

const BECAUSE = "who breaks into it has the machine, and with it every pod there";

export const podsNotPrivileged = resourceRule({
    name: "pods-not-privileged",
    family: "hygiene",
    severity: "high",
    description: "No pod or task has the rights, the spaces or the files of the machine that it runs on.",
    remediation:
        "Remove `securityContext.privileged`, the added capability, `hostNetwork`, `hostPID`, `hostIPC` or the `hostPath` volume; namespaces of `Cluster` refuse such pods by themselves. Of a task, remove `privileged`, `linuxParameters.capabilities.add`, the mode `host` or `hostPath`.",
    appliesTo: [...WORKLOAD_TYPES, ECS_TASK_TYPE],
    check(subject) {
        if (subject.type === ECS_TASK_TYPE) return judgeTask(subject);
        const spec = subject.read(podSpecPath(subject));
        if (spec.state === "unknown") return undecidedBecauseUnknown(spec);
        if (spec.state === "absent") return [];
        return [
            ...HOST_SPACES.map(space => judgeSpace(subject, `${spec.path}.${space}`)),
            ...judgeVolumes(subject, `${spec.path}.volumes[]`),
            ...containersOf(subject).map(container =>
                judgeRights(container, ["securityContext", "privileged"], ["securityContext", "capabilities", "add"]),
            ),
        ];
    },
});

function judgeTask(subject: Subject): readonly Verdict[] {
    return [
        ...TASK_SPACES.map(space => judgeTaskSpace(subject, space)),
        ...judgeVolumes(subject, "volumes[]"),
        ...taskContainersOf(subject).map(container =>
            judgeRights(container, ["privileged"], ["linuxParameters", "capabilities", "add"]),
        ),
    ];
}

function judgeTaskSpace(subject: Subject, property: string): Verdict {
    const reading = subject.read(property);
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    if (reading.state === "absent" || reading.value !== HOST_MODE) return holds();
    return violated({ property, message: `${property} is ${HOST_MODE}, expected a space of its own: ${BECAUSE}` });
}

function judgeSpace(subject: Subject, property: string): Verdict {
    const reading = subject.read(property, { default: false });
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    if (reading.state === "known" && reading.value === true) {
        return violated({ property, message: `${property} is true, expected false: ${BECAUSE}` });
    }
    return holds();
}

function judgeVolumes(subject: Subject, path: string): readonly Verdict[] {
    return subject.readAll(path).map(reading => {
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        if (reading.state === "absent" || !isPropertyMap(reading.value)) return holds();
        const { hostPath } = reading.value;
        if (hostPath === undefined || hostPath === null) return holds();
        return violated({
            property: `${reading.path}.hostPath`,
            message: `${reading.path} is a folder of the machine, expected none: ${BECAUSE}`,
        });
    });
}

/** @param right Where a container says that it is privileged. @param capabilities Where it asks for further rights. */
function judgeRights(
    { path, container }: PlannedContainer,
    right: readonly string[],
    capabilities: readonly string[],
): Verdict {
    if (container instanceof Unknown)
        return undecided({ property: path, message: `${path} cannot be read: ${container.why}` });
    const privileged = within(container, ...right);
    if (privileged === true) {
        const property = [path, ...right].join(".");
        return violated({ property, message: `${property} is true, expected false: ${BECAUSE}` });
    }
    const property = [path, ...capabilities].join(".");
    const added = within(container, ...capabilities);
    const names = added === undefined ? [] : isList(added) ? added.map(bare) : listed(added);
    const taken = names.find(name => typeof name === "string" && TAKING_OVER.has(name.replace(/^CAP_/, "")));
    if (taken !== undefined) {
        const message = `${property} holds one that takes over the machine, expected none such: ${BECAUSE}`;
        return violated({ property, message });
    }
    if (privileged instanceof Unknown || names.some(name => name instanceof Unknown)) {
        return undecided({ property: path, message: `${path} cannot be read: a part of it is not known` });
    }
    return holds();
}
