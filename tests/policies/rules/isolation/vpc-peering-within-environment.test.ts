import { Secret, Unknown } from "../../../../plan/value";
import { vpcPeeringWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };
const trusting = { ...own, settings: { trustedAccounts: ["333333333333"] } };

describe("vpc-peering-within-environment", () => {
    describe("of a peering", () => {
        tries(rule, "aws:ec2/vpcPeeringConnection:VpcPeeringConnection", [
            ["no owner, which stands for the own account", "holds", { peerVpcId: "vpc-1" }, own],
            ["the own account", "holds", { peerOwnerId: "111111111111" }, own],
            ["another account", "violated", { peerOwnerId: "222222222222" }, own],
            ["an account that is trusted", "holds", { peerOwnerId: "333333333333" }, trusting],
            ["an account that is not known", "undecided", { peerOwnerId: Unknown.computed }, own],
            ["a secret account", "violated", { peerOwnerId: new Secret("222222222222") }, own],
            [
                "an account, and a provider that pins none",
                "undecided",
                { peerOwnerId: "222222222222" },
                { provider: {} },
            ],
        ]);
    });

    describe("of a share", () => {
        tries(rule, "aws:ram/principalAssociation:PrincipalAssociation", [
            ["the own account", "holds", { principal: "111111111111" }, own],
            ["another account", "violated", { principal: "222222222222" }, own],
            ["an organisation", "violated", { principal: "arn:aws:organizations::111111111111:ou/o-1/ou-1" }, own],
        ]);
    });

    describe("of an endpoint service", () => {
        tries(rule, "aws:ec2/vpcEndpointService:VpcEndpointService", [
            ["nobody", "holds", {}, own],
            ["anyone", "violated", { allowedPrincipals: ["*"] }, own],
        ]);
    });

    describe("of an attachment to a gateway", () => {
        const gateway = resource(
            "aws:ec2transitgateway/transitGateway:TransitGateway",
            {},
            { ...own, name: "gateway" },
        );
        const foreign = resource(
            "aws:ec2transitgateway/transitGateway:TransitGateway",
            {},
            { provider: { allowedAccountIds: ["222222222222"] }, name: "gateway" },
        );
        const unpinned = resource(
            "aws:ec2transitgateway/transitGateway:TransitGateway",
            {},
            { provider: {}, name: "gateway" },
        );
        const found = { ...gateway, external: true };
        const id = { transitGatewayId: Unknown.computed };
        tries(rule, "aws:ec2transitgateway/vpcAttachment:VpcAttachment", [
            [
                "a gateway of the plan",
                "holds",
                id,
                { ...own, beside: [gateway], comesFrom: { transitGatewayId: [gateway] } },
            ],
            [
                "a gateway that another account makes",
                "violated",
                id,
                { ...own, beside: [foreign], comesFrom: { transitGatewayId: [foreign] } },
            ],
            [
                "a gateway of no pinned account",
                "undecided",
                id,
                { ...own, beside: [unpinned], comesFrom: { transitGatewayId: [unpinned] } },
            ],
            [
                "a gateway of the same provider, which pins none",
                "holds",
                id,
                { provider: {}, beside: [unpinned], comesFrom: { transitGatewayId: [unpinned] } },
            ],
            [
                "a gateway that is only looked up",
                "undecided",
                id,
                { ...own, beside: [found], comesFrom: { transitGatewayId: [found] } },
            ],
            ["a gateway made elsewhere", "undecided", { transitGatewayId: "tgw-1" }, own],
            [
                "a gateway that was reviewed",
                "holds",
                { transitGatewayId: "tgw-1" },
                { ...own, settings: { gateways: ["tgw-1"] } },
            ],
            ["a gateway that is not known", "undecided", id, own],
        ]);
    });

    describe("of a service network", () => {
        const planned = resource("aws:vpclattice/serviceNetwork:ServiceNetwork", {}, { ...own, name: "services" });
        const network = (account: string) =>
            `arn:aws:vpc-lattice:eu-central-1:${account}:servicenetwork/sn-0123456789abcdef0`;
        const id = "sn-0123456789abcdef0";
        tries(rule, "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation", [
            ["one of the own account", "holds", { serviceNetworkIdentifier: network("111111111111") }, own],
            ["one of another account", "violated", { serviceNetworkIdentifier: network("222222222222") }, own],
            [
                "one of the plan",
                "holds",
                { serviceNetworkIdentifier: Unknown.computed },
                { ...own, beside: [planned], comesFrom: { serviceNetworkIdentifier: [planned] } },
            ],
            ["an id that may be anybody's", "undecided", { serviceNetworkIdentifier: id }, own],
            [
                "an id that was reviewed",
                "holds",
                { serviceNetworkIdentifier: id },
                { ...own, settings: { gateways: [id] } },
            ],
        ]);
        tries(rule, "aws:ec2/vpcEndpoint:VpcEndpoint", [
            ["a service of AWS", "nothing", { serviceName: "com.amazonaws.eu-central-1.s3" }, own],
            ["a service network of another account", "violated", { serviceNetworkArn: network("222222222222") }, own],
            [
                "a resource of another account",
                "violated",
                {
                    resourceConfigurationArn:
                        "arn:aws:vpc-lattice:eu-central-1:222222222222:resourceconfiguration/rcfg-1",
                },
                own,
            ],
        ]);
    });
});
