import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { podsNotPrivileged as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const pod = (container: PropertyValue, more: PropertyMap = {}): PropertyMap => ({
    metadata: { namespace: "shop" },
    spec: { template: { spec: { containers: [container], ...more } } },
});

describe("pods-not-privileged", () => {
    const inContext = (securityContext: PropertyValue): PropertyMap => pod({ name: "api", securityContext });
    tries(rule, "kubernetes:apps/v1:Deployment", [
        ["a plain container", "holds", pod({ name: "api" })],
        ["a privileged one", "violated", inContext({ privileged: true })],
        [
            "a privileged one that prepares",
            "violated",
            pod({ name: "api" }, { initContainers: [{ securityContext: { privileged: true } }] }),
        ],
        ["one that is told not to be", "holds", inContext({ privileged: false })],
        [
            "a capability that takes over",
            "violated",
            inContext({ capabilities: { add: ["NET_BIND_SERVICE", "CAP_SYS_ADMIN"] } }),
        ],
        ["a harmless capability", "holds", inContext({ capabilities: { add: ["NET_BIND_SERVICE"], drop: ["ALL"] } })],
        ["the network of the machine", "violated", pod({ name: "api" }, { hostNetwork: true })],
        ["the processes of the machine", "violated", pod({ name: "api" }, { hostPID: true })],
        [
            "a folder of the machine",
            "violated",
            pod({ name: "api" }, { volumes: [{ name: "etc", hostPath: { path: "/etc" } }] }),
        ],
        ["an empty folder", "holds", pod({ name: "api" }, { volumes: [{ name: "tmp", emptyDir: {} }] })],
        ["a switch that is not known", "undecided", inContext({ privileged: Unknown.computed })],
        ["a capability that is not known", "undecided", inContext({ capabilities: { add: [Unknown.computed] } })],
        ["a container that is not known", "undecided", pod(Unknown.computed)],
        ["volumes that are not known", "undecided", pod({ name: "api" }, { volumes: Unknown.computed })],
        ["pods that are not known", "undecided", { spec: Unknown.computed }],
        ["a secret switch", "violated", inContext({ privileged: new Secret(true) })],
        ["nothing at all", "nothing", {}],
    ]);

    describe("of a task", () => {
        const task = (container: Record<string, unknown>, more: PropertyMap = {}): PropertyMap => ({
            containerDefinitions: JSON.stringify([{ name: "api" }, container]),
            ...more,
        });
        tries(rule, "aws:ecs/taskDefinition:TaskDefinition", [
            ["plain containers", "holds", task({ privileged: false }, { networkMode: "awsvpc" })],
            ["a privileged one", "violated", task({ privileged: true })],
            [
                "a capability that takes over",
                "violated",
                task({ linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } } }),
            ],
            [
                "a harmless capability",
                "holds",
                task({ linuxParameters: { capabilities: { add: ["NET_BIND_SERVICE"], drop: ["ALL"] } } }),
            ],
            ["the network of the machine", "violated", task({}, { networkMode: "host" })],
            ["the processes of the machine", "violated", task({}, { pidMode: "host" })],
            ["the processes of the task", "holds", task({}, { pidMode: "task" })],
            ["the memory of the machine", "violated", task({}, { ipcMode: "host" })],
            ["a folder of the machine", "violated", task({}, { volumes: [{ name: "logs", hostPath: "/var/log" }] })],
            ["a volume of its own", "holds", task({}, { volumes: [{ name: "logs" }] })],
            ["a mode that is not known", "undecided", task({}, { pidMode: Unknown.computed })],
            ["containers that are not known", "undecided", { containerDefinitions: Unknown.computed }],
            ["what is no list of containers", "undecided", { containerDefinitions: "none" }],
            ["a container that is none", "undecided", { containerDefinitions: JSON.stringify(["api"]) }],
            [
                "containers as values, one of them not known",
                "undecided",
                { containerDefinitions: [{ privileged: Unknown.computed }] },
            ],
            [
                "secret containers",
                "violated",
                { containerDefinitions: new Secret(JSON.stringify([{ privileged: true }])) },
            ],
        ]);
    });
});
