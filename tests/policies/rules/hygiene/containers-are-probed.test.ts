import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { containersAreProbed as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const pod = (container: PropertyValue, more: PropertyMap = {}): PropertyMap => ({
    spec: { template: { spec: { containers: [container], ...more } } },
});

describe("containers-are-probed", () => {
    const probed = { name: "api", readinessProbe: { httpGet: { path: "/ready", port: 80 } } };
    for (const kind of ["Deployment", "StatefulSet", "DaemonSet"]) {
        describe(`of a ${kind}`, () => {
            tries(rule, `kubernetes:apps/v1:${kind}`, [
                ["a probe", "holds", pod(probed)],
                ["a probe that is not known", "holds", pod({ readinessProbe: Unknown.computed })],
                ["none", "violated", pod({ name: "api" })],
                ["a probe for something else", "violated", pod({ livenessProbe: {} })],
                [
                    "a second container without",
                    "violated",
                    { spec: { template: { spec: { containers: [probed, {}] } } } },
                ],
                ["one that prepares without", "holds", pod(probed, { initContainers: [{ name: "prepare" }] })],
                ["a container that is not known", "undecided", pod(Unknown.computed)],
                ["a container that is none", "undecided", pod("api")],
                [
                    "containers that are not known",
                    "undecided",
                    { spec: { template: { spec: { containers: Unknown.computed } } } },
                ],
                ["a secret container without", "violated", pod(new Secret({ name: "api" }))],
                ["nothing at all", "nothing", {}],
            ]);
        });
    }

    tries(rule, "kubernetes:batch/v1:Job", [["a job without", "nothing", pod({ name: "once" })]]);
});
