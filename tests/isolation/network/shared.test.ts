import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { NETWORK } from "../../../isolation/network/area";
import type { PlannedResource } from "../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../plan/value";
import { resource } from "../../support/policy";
import { linesOf, stackOf } from "../written";

const OTHER = "111111111111";
const ORGANISATION = "arn:aws:organizations::999999999999:organization/o-a1b2c3d4e5";
const UNIT = "arn:aws:organizations::999999999999:ou/o-a1b2c3d4e5/ou-ab12-11111111";

function lines(...resources: readonly PlannedResource[]): readonly string[] {
    return linesOf(NETWORK, resources);
}

const SHARE = resource("aws:ram/resourceShare:ResourceShare", {}, { name: "share" });

function principal(value: PropertyMap[string]): PlannedResource {
    return resource(
        "aws:ram/principalAssociation:PrincipalAssociation",
        { principal: value, resourceShareArn: Unknown.computed },
        { name: "principal", comesFrom: { resourceShareArn: [SHARE] } },
    );
}

function shared(resourceArn: PropertyMap[string], from: readonly PlannedResource[] = []): PlannedResource {
    return resource(
        "aws:ram/resourceAssociation:ResourceAssociation",
        { resourceArn, resourceShareArn: Unknown.computed },
        { name: "shared", comesFrom: { resourceShareArn: [SHARE], resourceArn: from } },
    );
}

const SUBNET_ARN = "arn:aws:ec2:eu-central-1:222222222222:subnet/subnet-0123";
const LAYER_ARN = "arn:aws:imagebuilder:eu-central-1:222222222222:component/tools/1.0.0";

describe("what is shared by the Resource Access Manager", () => {
    it("given a principal, lets in the account, the organisation or the unit", () => {
        const line = (value: string) => lines(SHARE, principal(value));
        assert.deepEqual(line(OTHER), [`resource-share in use declared principal ${OTHER}`]);
        assert.deepEqual(line(ORGANISATION), ["resource-share in use declared principal o-a1b2c3d4e5"]);
        assert.deepEqual(line(UNIT), ["resource-share in use declared principal o-a1b2c3d4e5/ou-ab12-11111111"]);
        assert.deepEqual(line(`arn:aws:iam::${OTHER}:role/network`), [
            `resource-share in use declared principal ${OTHER}`,
        ]);
        assert.deepEqual(line("vpc-lattice.amazonaws.com"), []);
    });

    it("given a part of a network in the share, leads both ways; given anything else, in", () => {
        assert.deepEqual(lines(SHARE, principal(OTHER), shared(SUBNET_ARN)), [
            `resource-share both use declared principal ${OTHER}`,
        ]);
        assert.deepEqual(lines(SHARE, principal(OTHER), shared(LAYER_ARN)), [
            `resource-share in use declared principal ${OTHER}`,
        ]);
    });

    it("given what is shared by the resource that it comes from, tells by its type", () => {
        const subnet = resource("aws:ec2/subnet:Subnet", {}, { name: "subnet" });
        const pool = resource("aws:ec2/vpcIpamPool:VpcIpamPool", {}, { name: "pool" });
        const [ofSubnet] = lines(SHARE, subnet, principal(OTHER), shared(Unknown.computed, [subnet]));
        const [ofPool] = lines(SHARE, pool, principal(OTHER), shared(Unknown.computed, [pool]));
        assert.equal(ofSubnet, `resource-share both use declared principal ${OTHER}`);
        assert.equal(ofPool, `resource-share in use declared principal ${OTHER}`);
    });

    it("given something in a share of which it is not known what it is, leads both ways", () => {
        assert.deepEqual(lines(SHARE, principal(OTHER), shared(Unknown.computed)), [
            `resource-share both use declared principal ${OTHER}`,
        ]);
    });

    it("given a principal that is not known, secret or none, is undecided", () => {
        const line = (value: PropertyMap[string]) => lines(SHARE, principal(value))[0];
        assert.match(line(new Unknown("a setting")) ?? "", / undecided principal unknown: principal is a setting$/);
        assert.match(line(new Secret(OTHER)) ?? "", / undecided principal unknown: principal is secret$/);
        assert.match(line("the others") ?? "", / undecided principal unknown: it names no principal$/);
    });

    it("given a share that is taken up, leads to whoever shares", () => {
        const shareArn = `arn:aws:ram:eu-central-1:${OTHER}:resource-share/0a1b`;
        assert.deepEqual(lines(resource("aws:ram/resourceShareAccepter:ResourceShareAccepter", { shareArn })), [
            `resource-share both use declared shareArn ${shareArn}`,
        ]);
    });
});

describe("subnets and networks that others may be in", () => {
    it("given a subnet by its id, is in it with others, whatever its type calls the input", () => {
        const inputs: readonly PropertyMap[] = [
            { subnetId: "subnet-1" },
            { subnetIds: ["subnet-1"] },
            { subnets: ["subnet-1"] },
            { vpcConfig: { subnetIds: ["subnet-1"] } },
            { networkConfiguration: { subnets: ["subnet-1"] } },
            { subnetMappings: [{ subnetId: "subnet-1" }] },
        ];
        for (const one of inputs) {
            const [found = "", ...others] = lines(resource("aws:any/thing:Thing", one));
            assert.match(found, /^shared-network both use declared .* subnet subnet-1$/);
            assert.deepEqual(others, []);
        }
    });

    it("given a hundred machines in one subnet, says it once", () => {
        const machines = Array.from({ length: 100 }, (_, place) =>
            resource(
                "aws:ec2/networkInterface:NetworkInterface",
                { subnetId: "subnet-1" },
                { name: `machine-${place}` },
            ),
        );
        assert.equal(lines(...machines).length, 1);
    });

    it("given a network of the own plan, says nothing; one of another stack, leads there", () => {
        const own = resource("aws:ec2/vpc:Vpc", {}, { name: "own" });
        const reference = resource("pulumi:pulumi:StackReference", { name: "acme/network/main" }, { name: "network" });
        const group = (from: PlannedResource) =>
            resource(
                "aws:ec2/securityGroup:SecurityGroup",
                { vpcId: Unknown.computed },
                { comesFrom: { vpcId: [from] } },
            );
        assert.deepEqual(lines(own, group(own)), []);
        assert.deepEqual(lines(reference, group(reference)), [
            "shared-network both use declared vpcId stack acme/network/main",
        ]);
    });

    it("given an input that only lets a network see a zone, leaves it to the names", () => {
        assert.deepEqual(lines(resource("aws:route53/zoneAssociation:ZoneAssociation", { vpcId: "vpc-1" })), []);
    });

    it("given other providers, says nothing", () => {
        assert.deepEqual(lines(resource("kubernetes:core/v1:Pod", { subnetId: "subnet-1" })), []);
    });
});

describe("services that are offered and used", () => {
    const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
    const SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService";
    const ALLOWED = "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple";

    it("given an endpoint to somebody's service, leads there, once that lets it", () => {
        const endpoint = resource(ENDPOINT, { serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123" });
        assert.deepEqual(lines(endpoint), [
            "private-endpoint out use declared serviceName endpoint-service vpce-svc-0123",
        ]);
        assert.equal(NETWORK.connections(stackOf([endpoint]))[0]?.needsCounterpart, true);
    });

    it("given an endpoint to a service of AWS, says nothing", () => {
        assert.deepEqual(lines(resource(ENDPOINT, { serviceName: "com.amazonaws.eu-central-1.s3" })), []);
    });

    it("given principals of an endpoint service, lets them in", () => {
        assert.deepEqual(
            lines(resource(SERVICE, { acceptanceRequired: true, allowedPrincipals: [`arn:aws:iam::${OTHER}:root`] })),
            [`private-endpoint in use declared allowedPrincipals[0] ${OTHER}`],
        );
    });

    it("given everybody, lets anyone in without acceptance, and is undecided with it", () => {
        const service = (acceptanceRequired: boolean) =>
            resource(SERVICE, { acceptanceRequired, allowedPrincipals: ["*"] });
        assert.deepEqual(lines(service(false)), ["private-endpoint in use declared allowedPrincipals[0] anyone"]);
        assert.deepEqual(lines(service(true)), ["private-endpoint in use undecided allowedPrincipals[0] anyone"]);
        const open = resource(SERVICE, { acceptanceRequired: false }, { name: "open" });
        const allowed = resource(
            ALLOWED,
            { principalArn: "*", vpcEndpointServiceId: Unknown.computed },
            { comesFrom: { vpcEndpointServiceId: [open] } },
        );
        assert.deepEqual(lines(open, allowed), ["private-endpoint in use declared principalArn anyone"]);
    });

    it("given endpoints that managed services keep for another account, leads there or lets in", () => {
        const line = (type: string, inputs: PropertyMap) => lines(resource(type, inputs))[0];
        const domainArn = `arn:aws:es:eu-central-1:${OTHER}:domain/orders`;
        assert.equal(
            line("aws:opensearch/vpcEndpoint:VpcEndpoint", { domainArn }),
            `private-endpoint out use declared domainArn ${domainArn}`,
        );
        assert.equal(
            line("aws:opensearch/authorizeVpcEndpointAccess:AuthorizeVpcEndpointAccess", { account: OTHER }),
            `private-endpoint in use declared account ${OTHER}`,
        );
        assert.equal(
            line("aws:redshift/endpointAccess:EndpointAccess", { resourceOwner: OTHER }),
            `private-endpoint out use declared resourceOwner ${OTHER}`,
        );
    });

    it("given service networks, reaches what is in them, and is reached by who uses them", () => {
        assert.deepEqual(
            lines(
                resource("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation", {
                    serviceNetworkIdentifier: "sn-1",
                }),
                resource(
                    "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
                    { serviceIdentifier: "svc-1", serviceNetworkIdentifier: "sn-2" },
                    { name: "service" },
                ),
            ),
            [
                "service-network out use declared serviceNetworkIdentifier service-network sn-1",
                "service-network out use declared serviceIdentifier service-network svc-1",
                "service-network in use declared serviceNetworkIdentifier service-network sn-2",
            ],
        );
    });

    it("given a resource configuration for an address, a host or a database, leads there", () => {
        const configured = (definition: PropertyMap) =>
            lines(
                resource("aws:vpclattice/resourceConfiguration:ResourceConfiguration", {
                    resourceConfigurationDefinition: definition,
                }),
            )[0]
                ?.split(" ")
                .at(-1);
        assert.equal(configured({ ipResource: { ipAddress: "10.10.0.7" } }), "10.10.0.7/32");
        assert.equal(configured({ dnsResource: { domainName: "DB.prod.internal" } }), "db.prod.internal");
        assert.equal(
            configured({ arnResource: { arn: `arn:aws:rds:eu-central-1:${OTHER}:cluster:orders` } }),
            `arn:aws:rds:eu-central-1:${OTHER}:cluster:orders`,
        );
    });
});
