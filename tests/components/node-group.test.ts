import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { amiTypeOf, nodeGroupName, processorOf } from "../../components/node-group";
import { CLUSTER_ARGS } from "./samples";

describe("processorOf", () => {
    const arm = [
        "a1.large",
        "t4g.medium",
        "m7g.large",
        "c7gn.xlarge",
        "r8gd.large",
        "im4gn.large",
        "is4gen.large",
        "g5g.xlarge",
        "hpc7g.4xlarge",
    ];
    const intelOrAmd = [
        "t3.large",
        "t3a.large",
        "m7i.large",
        "c7i-flex.large",
        "g4dn.xlarge",
        "g5.xlarge",
        "p5.48xlarge",
        "u-6tb1.metal",
        "x2iedn.large",
    ];
    for (const type of arm)
        it(`given ${type}, answers arm64`, () => {
            assert.equal(processorOf(type), "arm64");
        });
    for (const type of intelOrAmd)
        it(`given ${type}, answers x86_64`, () => {
            assert.equal(processorOf(type), "x86_64");
        });
});

describe("amiTypeOf", () => {
    it("given types of either architecture, names its image family", () => {
        assert.deepEqual(
            [amiTypeOf(["m7g.large"]), amiTypeOf(["m7i.large"])],
            ["AL2023_ARM_64_STANDARD", "AL2023_x86_64_STANDARD"],
        );
    });
});

describe("nodeGroupName", () => {
    const [nodes] = CLUSTER_ARGS.nodeGroups;
    assert.ok(nodes !== undefined);
    const zones = ["a", "b"];

    it("given a change that replaces the group, gives another name, so that the new one can be made first", () => {
        const names = [
            nodeGroupName(nodes, zones),
            nodeGroupName({ ...nodes, capacity: "on-demand" }, zones),
            nodeGroupName({ ...nodes, instanceTypes: ["m7g.large"] }, zones),
            nodeGroupName(nodes, ["a", "b", "c"]),
        ];
        assert.equal(new Set(names).size, names.length);
    });

    it("given a change that does not, keeps the name", () => {
        fc.assert(
            fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (minSize, maxSize, desiredSize, diskGiB) => {
                const changed = { ...nodes, minSize, maxSize, desiredSize, diskGiB };
                assert.equal(nodeGroupName(changed, zones), nodeGroupName(nodes, zones));
            }),
        );
    });
});
