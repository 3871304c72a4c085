import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { clusterEndpointNotOpen as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const vpcConfig = (value: PropertyMap): PropertyMap => ({ vpcConfig: value });

describe("cluster-endpoint-not-open", () => {
    tries(rule, "aws:eks/cluster:Cluster", [
        ["a private endpoint", "holds", vpcConfig({ endpointPublicAccess: false })],
        ["a public one for a few ranges", "holds", vpcConfig({ publicAccessCidrs: ["198.51.100.0/24"] })],
        ["a public one, and nothing said of ranges", "violated", vpcConfig({ endpointPublicAccess: true })],
        ["nothing said at all", "violated", {}],
        ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
        ["an empty list", "violated", vpcConfig({ publicAccessCidrs: [] })],
        [
            "the whole internet among other ranges",
            "violated",
            vpcConfig({ publicAccessCidrs: ["198.51.100.0/24", "0.0.0.0/0"] }),
        ],
        ["the whole of IPv6", "violated", vpcConfig({ publicAccessCidrs: ["::/0"] })],
        ["half of the internet", "violated", vpcConfig({ publicAccessCidrs: ["0.0.0.0/1"] })],
        ["just more than a /8", "violated", vpcConfig({ publicAccessCidrs: ["10.0.0.0/7"] })],
        ["a /8", "holds", vpcConfig({ publicAccessCidrs: ["10.0.0.0/8"] })],
        ["a /16 of IPv6", "holds", vpcConfig({ publicAccessCidrs: ["2001::/16"] })],
        ["just more than a /16 of IPv6", "violated", vpcConfig({ publicAccessCidrs: ["2001::/15"] })],
        [
            "a private endpoint with open ranges, which do not count",
            "holds",
            vpcConfig({ endpointPublicAccess: false, publicAccessCidrs: ["0.0.0.0/0"] }),
        ],
        ["ranges that are not known", "undecided", vpcConfig({ publicAccessCidrs: Unknown.computed })],
        ["a range that is not known", "undecided", vpcConfig({ publicAccessCidrs: [Unknown.computed] })],
        [
            "an open range beside an unknown one",
            "violated",
            vpcConfig({ publicAccessCidrs: [Unknown.computed, "0.0.0.0/0"] }),
        ],
        [
            "an endpoint that is not known, with open ranges",
            "undecided",
            vpcConfig({ endpointPublicAccess: Unknown.computed }),
        ],
        [
            "an endpoint that is not known, with narrow ranges",
            "holds",
            vpcConfig({ endpointPublicAccess: Unknown.computed, publicAccessCidrs: ["198.51.100.0/24"] }),
        ],
        ["a secret range that is open", "violated", vpcConfig({ publicAccessCidrs: new Secret(["0.0.0.0/0"]) })],
    ]);
});
