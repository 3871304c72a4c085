import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { NETWORK } from "../../../isolation/network/area";
import type { PlannedResource } from "../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../plan/value";
import { resource } from "../../support/policy";
import { linesOf, stackOf as stackWith } from "../written";

const OTHER = "111111111111";
const VPC = resource("aws:ec2/vpc:Vpc", {}, { name: "own" });
const ELSEWHERE = resource("aws:ec2/vpc:Vpc", {}, { name: "looked-up", external: true });
const STACK_REFERENCE = resource(
    "pulumi:pulumi:StackReference",
    { name: "acme/shop/prod" },
    { name: "production", custom: true },
);

const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const ASSOCIATION = "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation";
const PROPAGATION = "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation";

function lines(...resources: readonly PlannedResource[]): readonly string[] {
    return linesOf(NETWORK, resources);
}

function peering(inputs: PropertyMap, extras?: Parameters<typeof resource>[2]): PlannedResource {
    return resource(
        PEERING,
        { vpcId: Unknown.computed, ...inputs },
        { ...extras, comesFrom: { vpcId: [VPC], ...extras?.comesFrom } },
    );
}

describe("peered networks", () => {
    it("given a network of another account, leads there and back", () => {
        assert.deepEqual(lines(VPC, peering({ peerOwnerId: OTHER, peerVpcId: "vpc-0123" })), [
            `network-peering both use declared peerOwnerId ${OTHER}`,
            "network-peering both use declared peerVpcId network vpc-0123",
        ]);
    });

    it("given a request alone, needs the other half, and none where the plan accepts it", () => {
        const request = peering(
            { peerOwnerId: OTHER, peerVpcId: Unknown.computed },
            { comesFrom: { peerVpcId: [VPC] } },
        );
        const accepter = (autoAccept: boolean | undefined) =>
            resource(
                ACCEPTER,
                { vpcPeeringConnectionId: Unknown.computed, ...(autoAccept === undefined ? {} : { autoAccept }) },
                { name: "accepter", comesFrom: { vpcPeeringConnectionId: [request] } },
            );
        const needs = (...resources: readonly PlannedResource[]) =>
            NETWORK.connections(stackWith(resources)).map(({ needsCounterpart }) => needsCounterpart);
        assert.deepEqual(needs(VPC, request), [true]);
        assert.deepEqual(needs(VPC, request, accepter(undefined)), [true]);
        assert.deepEqual(needs(VPC, request, accepter(false)), [true]);
        assert.deepEqual(needs(VPC, request, accepter(true)), [false]);
        assert.deepEqual(needs(VPC, peering({ peerOwnerId: OTHER, autoAccept: true })), [false]);
    });

    it("given two networks of the own plan, says nothing", () => {
        const request = peering({ peerVpcId: Unknown.computed }, { comesFrom: { peerVpcId: [VPC] } });
        assert.deepEqual(lines(VPC, request), []);
    });

    it("given a network that is looked up, does not know whose it is", () => {
        const request = peering({ peerVpcId: Unknown.computed }, { comesFrom: { peerVpcId: [ELSEWHERE] } });
        assert.deepEqual(lines(VPC, ELSEWHERE, request), [
            "network-peering both use undecided peerVpcId unknown: peerVpcId comes from looked-up, which is made elsewhere",
        ]);
    });

    it("given a network of another stack, leads to that stack", () => {
        const request = peering({ peerVpcId: Unknown.computed }, { comesFrom: { peerVpcId: [STACK_REFERENCE] } });
        assert.deepEqual(lines(VPC, STACK_REFERENCE, request), [
            "network-peering both use declared peerVpcId stack acme/shop/prod",
        ]);
    });

    it("given a secret account, is undecided and does not show it", () => {
        const found = lines(VPC, peering({ peerOwnerId: new Secret(OTHER) }));
        assert.deepEqual(found, ["network-peering both use undecided peerOwnerId unknown: peerOwnerId is secret"]);
    });

    it("given the acceptance of a request that is made elsewhere, leads both ways", () => {
        assert.deepEqual(lines(resource(ACCEPTER, { vpcPeeringConnectionId: "pcx-0123" })), [
            "network-peering both use declared vpcPeeringConnectionId peering pcx-0123",
        ]);
    });

    it("given a connection that is only looked up, says nothing", () => {
        assert.deepEqual(lines(resource(PEERING, { peerOwnerId: OTHER }, { external: true })), []);
    });
});

function attached(inputs: PropertyMap): PlannedResource {
    return resource(ATTACHMENT, { transitGatewayId: "tgw-0123", ...inputs });
}

const OFF = {
    transitGatewayDefaultRouteTableAssociation: false,
    transitGatewayDefaultRouteTablePropagation: false,
};

describe("networks at transit gateways", () => {
    it("given an attachment that says nothing of tables, sends and is reached by the default table", () => {
        assert.deepEqual(lines(attached({})), [
            "transit-gateway both use declared transitGatewayId transit-gateway tgw-0123",
        ]);
    });

    it("given one of the defaults off, leads one way", () => {
        assert.deepEqual(lines(attached({ transitGatewayDefaultRouteTablePropagation: false })), [
            "transit-gateway out use declared transitGatewayId transit-gateway tgw-0123",
        ]);
        assert.deepEqual(lines(attached({ transitGatewayDefaultRouteTableAssociation: false })), [
            "transit-gateway in use declared transitGatewayId transit-gateway tgw-0123",
        ]);
    });

    it("given a default that is not known, takes it to be on", () => {
        assert.deepEqual(lines(attached({ transitGatewayDefaultRouteTablePropagation: Unknown.computed })), [
            "transit-gateway both use declared transitGatewayId transit-gateway tgw-0123",
        ]);
    });

    it("given both off and no table in the plan, leaves it to the owner of the gateway", () => {
        assert.deepEqual(lines(attached(OFF)), [
            "transit-gateway both use undecided transitGatewayId transit-gateway tgw-0123",
        ]);
    });

    it("given tables of its own, leads where they lead", () => {
        const attachment = attached(OFF);
        const ofAttachment = { comesFrom: { transitGatewayAttachmentId: [attachment] } };
        const found = lines(
            attachment,
            resource(ASSOCIATION, { transitGatewayRouteTableId: "tgw-rtb-1" }, { name: "a", ...ofAttachment }),
            resource(PROPAGATION, { transitGatewayRouteTableId: "tgw-rtb-2" }, { name: "p", ...ofAttachment }),
        );
        assert.deepEqual(found, [
            "transit-gateway out use declared transitGatewayRouteTableId transit-gateway-route-table tgw-rtb-1",
            "transit-gateway in use declared transitGatewayRouteTableId transit-gateway-route-table tgw-rtb-2",
        ]);
    });

    it("given a static route into somebody's table, is reached by it, but not by one that throws away", () => {
        const route = (blackhole: boolean) =>
            resource("aws:ec2transitgateway/route:Route", {
                destinationCidrBlock: "10.20.0.0/16",
                transitGatewayRouteTableId: "tgw-rtb-1",
                blackhole,
            });
        assert.deepEqual(lines(route(false)), [
            "transit-gateway in use declared transitGatewayRouteTableId transit-gateway-route-table tgw-rtb-1",
            "route out use declared destinationCidrBlock 10.20.0.0/16",
        ]);
        assert.deepEqual(lines(route(true)), []);
    });

    it("given a gateway of the own plan, says nothing", () => {
        const gateway = resource("aws:ec2transitgateway/transitGateway:TransitGateway", {}, { name: "gateway" });
        const attachment = resource(
            ATTACHMENT,
            { transitGatewayId: Unknown.computed },
            { comesFrom: { transitGatewayId: [gateway] } },
        );
        assert.deepEqual(lines(gateway, attachment), []);
    });

    it("given gateways that are peered across accounts, leads both ways once both agree", () => {
        const found = lines(
            resource("aws:ec2transitgateway/peeringAttachment:PeeringAttachment", {
                peerAccountId: OTHER,
                peerTransitGatewayId: "tgw-0456",
                transitGatewayId: Unknown.computed,
            }),
            resource(
                "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter",
                {
                    transitGatewayAttachmentId: "tgw-attach-1",
                },
                { name: "accepter" },
            ),
        );
        assert.deepEqual(found, [
            `transit-gateway both use declared peerAccountId ${OTHER}`,
            "transit-gateway both use declared peerTransitGatewayId transit-gateway tgw-0456",
            "transit-gateway both use declared transitGatewayAttachmentId peering tgw-attach-1",
        ]);
    });

    it("given an acceptance of another account's attachment, leads both ways", () => {
        const accepter = resource("aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter", {
            transitGatewayAttachmentId: "tgw-attach-1",
        });
        assert.deepEqual(lines(accepter), [
            "transit-gateway both use declared transitGatewayAttachmentId peering tgw-attach-1",
        ]);
    });
});

describe("networks at gateways that others may use", () => {
    it("given a core network, does not know which segment the policy chooses", () => {
        assert.deepEqual(
            lines(resource("aws:networkmanager/vpcAttachment:VpcAttachment", { coreNetworkId: "core-network-1" })),
            ["core-network both use undecided coreNetworkId core-network core-network-1"],
        );
    });

    it("given a Direct Connect gateway, does not know what else hangs on it; of whose account, it does", () => {
        const association = resource("aws:directconnect/gatewayAssociation:GatewayAssociation", {
            dxGatewayId: "dx-1",
            associatedGatewayId: "tgw-0123",
            associatedGatewayOwnerAccountId: OTHER,
        });
        assert.deepEqual(lines(association), [
            "private-line both use undecided dxGatewayId direct-connect-gateway dx-1",
            "private-line both use undecided associatedGatewayId transit-gateway tgw-0123",
            `private-line both use declared associatedGatewayOwnerAccountId ${OTHER}`,
        ]);
    });

    it("given a router at an address, knows whose address it is, and not who else calls there", () => {
        assert.deepEqual(lines(resource("aws:ec2/customerGateway:CustomerGateway", { ipAddress: "203.0.113.7" })), [
            "private-line both use undecided ipAddress address 203.0.113.7",
            "private-line both use declared ipAddress 203.0.113.7/32",
        ]);
    });

    it("given a line that is offered to another account, needs that account's consent", () => {
        const offer = resource("aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface", {
            ownerAccountId: OTHER,
        });
        const [found] = NETWORK.connections(stackWith([offer]));
        assert.equal(found?.needsCounterpart, true);
        assert.deepEqual(lines(offer), [`private-line both use declared ownerAccountId ${OTHER}`]);
    });
});
