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
});
