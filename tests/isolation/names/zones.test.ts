import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { NAMES } from "../../../isolation/names/area";
import type { PlannedResource } from "../../../plan/plan";
import { type PropertyMap, Unknown } from "../../../plan/value";
import { resource } from "../../support/policy";
import { identityLinesOf, linesOf } from "../written";

const ZONE = "aws:route53/zone:Zone";
const RECORD = "aws:route53/record:Record";
const ASSOCIATION = "aws:route53/zoneAssociation:ZoneAssociation";
const VPC = resource("aws:ec2/vpc:Vpc", {}, { name: "own" });
const OWN_ZONE = resource(ZONE, { name: "staging.internal" }, { name: "zone" });

function lines(...resources: readonly PlannedResource[]): readonly string[] {
    return linesOf(NAMES, resources);
}

function declared(type: string, inputs: PropertyMap): readonly string[] {
    return lines(resource(type, inputs));
}

describe("zones that are seen elsewhere", () => {
    it("given a network by its id, shows it the names of the zone", () => {
        assert.deepEqual(declared(ZONE, { name: "staging.internal", vpcs: [{ vpcId: "vpc-1" }] }), [
            "zone-association in use declared vpcs[0].vpcId network vpc-1",
        ]);
    });

    it("given the own network, says nothing", () => {
        const zone = resource(
            ZONE,
            { name: "staging.internal", vpcs: [{ vpcId: Unknown.computed }] },
            { comesFrom: { vpcs: [VPC] } },
        );
        assert.deepEqual(lines(VPC, zone), []);
    });

    it("given an association of the own network with somebody's zone, sees its names", () => {
        const association = resource(
            ASSOCIATION,
            { zoneId: "Z0123", vpcId: Unknown.computed },
            { comesFrom: { vpcId: [VPC] } },
        );
        assert.deepEqual(lines(VPC, association), ["zone-association out use declared zoneId zone Z0123"]);
    });

    it("given an association of the own zone with somebody's network, shows it the names", () => {
        const association = resource(
            ASSOCIATION,
            { zoneId: Unknown.computed, vpcId: "vpc-1" },
            { comesFrom: { zoneId: [OWN_ZONE] } },
        );
        assert.deepEqual(lines(OWN_ZONE, association), ["zone-association in use declared vpcId network vpc-1"]);
    });

    it("given an authorisation alone, shows the names: the other can associate at any time", () => {
        const type = "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization";
        const authorization = resource(
            type,
            { zoneId: Unknown.computed, vpcId: "vpc-1" },
            { comesFrom: { zoneId: [OWN_ZONE] } },
        );
        assert.deepEqual(lines(OWN_ZONE, authorization), ["zone-association in use declared vpcId network vpc-1"]);
    });

    it("given a network that is not known, is undecided", () => {
        assert.deepEqual(declared(ASSOCIATION, { zoneId: "Z0123", vpcId: new Unknown("a setting") }), [
            "zone-association in use undecided vpcId unknown: vpcId is a setting",
            "zone-association out use declared zoneId zone Z0123",
        ]);
    });

    it("given profiles, uses the names of one and adds its own to another", () => {
        assert.deepEqual(
            declared("aws:route53/profilesResourceAssociation:ProfilesResourceAssociation", { profileId: "rp-1" }),
            ["dns-profile in use declared profileId profile rp-1"],
        );
        assert.deepEqual(
            declared("aws:route53/profilesAssociation:ProfilesAssociation", { profileId: "rp-1", resourceId: "vpc-1" }),
            [
                "dns-profile out use declared profileId profile rp-1",
                "dns-profile in use declared resourceId network vpc-1",
            ],
        );
    });

    it("given a resolver rule, leads to its servers and to the domain that it asks for", () => {
        const type = "aws:route53/resolverRule:ResolverRule";
        assert.deepEqual(declared(type, { domainName: "Prod.Internal.", targetIps: [{ ip: "10.10.0.10" }] }), [
            "resolver-rule out use declared targetIps[0].ip 10.10.0.10/32",
            "resolver-rule out use declared domainName prod.internal",
        ]);
        assert.deepEqual(declared(type, { domainName: "." }), []);
        const association = "aws:route53/resolverRuleAssociation:ResolverRuleAssociation";
        assert.deepEqual(declared(association, { resolverRuleId: "rslvr-rr-1", vpcId: "vpc-1" }), [
            "resolver-rule out use declared resolverRuleId resolver-rule rslvr-rr-1",
            "resolver-rule in use declared vpcId network vpc-1",
        ]);
    });
});

function record(inputs: PropertyMap): readonly string[] {
    return lines(
        OWN_ZONE,
        resource(RECORD, { zoneId: Unknown.computed, ...inputs }, { comesFrom: { zoneId: [OWN_ZONE] } }),
    );
}

describe("records", () => {
    it("given a zone by its id, writes into it", () => {
        assert.deepEqual(declared(RECORD, { zoneId: "Z0123", name: "www", type: "TXT", records: ["x"] }), [
            "zone-record out write declared zoneId zone Z0123",
        ]);
    });

    it("given a name with its domain, writes into that; one that hands a domain over does not", () => {
        assert.deepEqual(record({ name: "*.Shop.prod.internal.", type: "TXT" }), [
            "zone-record out write declared name shop.prod.internal",
        ]);
        assert.deepEqual(record({ name: "shop.prod.internal", type: "NS" }), []);
    });

    it("given targets, leads callers there", () => {
        const host = "internal-orders-1234567890.eu-central-1.elb.amazonaws.com";
        assert.deepEqual(record({ name: "www", type: "A", records: ["10.10.4.7"] }), [
            "record-target out use declared records[0] 10.10.4.7/32",
        ]);
        assert.deepEqual(record({ name: "www", type: "CNAME", records: ["db.prod.internal."] }), [
            "record-target out use declared records[0] db.prod.internal",
        ]);
        assert.deepEqual(record({ name: "www", type: "A", aliases: [{ name: host, zoneId: "Z1" }] }), [
            "record-target out use declared aliases[0].name arn:aws:elasticloadbalancing:eu-central-1:*:loadbalancer/app/orders/*",
            `record-target out use declared aliases[0].name ${host}`,
        ]);
    });

    it("given texts, or servers of a domain that is handed over, leads nobody anywhere", () => {
        assert.deepEqual(record({ name: "www", type: "TXT", records: ["db.prod.internal"] }), []);
        assert.deepEqual(record({ name: "www", type: "NS", records: ["ns.prod.internal"] }), []);
    });

    it("given a target that the own plan makes, says nothing; one that is not known, is undecided", () => {
        const balancer = resource("aws:lb/loadBalancer:LoadBalancer", {}, { name: "balancer" });
        const alias = (from: readonly PlannedResource[]) =>
            resource(
                RECORD,
                { zoneId: Unknown.computed, name: "www", type: "CNAME", records: [new Unknown("a setting")] },
                { comesFrom: { zoneId: [OWN_ZONE], records: from } },
            );
        assert.deepEqual(lines(OWN_ZONE, balancer, alias([balancer])), []);
        assert.deepEqual(lines(OWN_ZONE, alias([])), [
            "record-target out use undecided records[0] unknown: records[0] is a setting",
        ]);
    });
});

describe("names that are answered for", () => {
    const CERTIFICATE = "aws:acm/certificate:Certificate";

    it("given a certificate, can answer for its domains; of a wildcard, so can others that have the same", () => {
        assert.deepEqual(
            declared(CERTIFICATE, { domainName: "Shop.example", subjectAlternativeNames: ["*.shop.example"] }),
            [
                "certificate out use declared domainName shop.example",
                "certificate out use declared subjectAlternativeNames[0] *.shop.example",
                "certificate both use declared subjectAlternativeNames[0] thing certificate *.shop.example".replace(
                    "thing ",
                    "",
                ),
            ],
        );
    });

    it("given a listener with a certificate that is made elsewhere, answers by it", () => {
        const certificateArn = "arn:aws:acm:eu-central-1:111111111111:certificate/0a1b";
        assert.deepEqual(declared("aws:lb/listener:Listener", { certificateArn }), [
            `certificate both use declared certificateArn ${certificateArn}`,
        ]);
    });

    it("given hosts of an ingress, aliases and custom domains, answers for them", () => {
        const line = (type: string, inputs: PropertyMap) => declared(type, inputs)[0];
        assert.equal(
            line("kubernetes:networking.k8s.io/v1:Ingress", { spec: { rules: [{ host: "shop.prod.internal" }] } }),
            "answered-name out use declared spec.rules[0].host shop.prod.internal",
        );
        assert.equal(
            line("aws:cloudfront/distribution:Distribution", { aliases: ["shop.example"] }),
            "answered-name out use declared aliases[0] shop.example",
        );
        assert.equal(
            line("aws:lb/listenerRule:ListenerRule", { conditions: [{ hostHeader: { values: ["shop.example"] } }] }),
            "answered-name out use declared conditions[0].hostHeader.values[0] shop.example",
        );
    });

    it("given an annotation that makes a record, answers for its name", () => {
        const annotations = { "external-dns.alpha.kubernetes.io/hostname": "shop.prod.internal" };
        const [found] = declared("kubernetes:core/v1:Service", { metadata: { annotations } });
        assert.match(found ?? "", /^answered-name out use declared .* shop\.prod\.internal$/);
    });

    it("given a service of Kubernetes that stands for a host, leads there", () => {
        assert.deepEqual(declared("kubernetes:core/v1:Service", { spec: { externalName: "db.prod.internal" } }), [
            "external-name out use declared spec.externalName db.prod.internal",
        ]);
    });
});

describe("names that an environment has", () => {
    const owned = (type: string, inputs: PropertyMap, outputs: PropertyMap = {}, external = false) =>
        identityLinesOf(NAMES, [resource(type, inputs, { outputs, external })]);

    it("given a zone, has its domain: for all the world, or for its networks", () => {
        assert.deepEqual(owned(ZONE, { name: "Shop.example." }), ["host shop.example public"]);
        assert.deepEqual(owned(ZONE, { name: "prod.internal", vpcs: [{ vpcId: Unknown.computed }] }), [
            "host prod.internal",
        ]);
        assert.deepEqual(owned(ZONE, { name: "prod.internal", vpcs: Unknown.computed }), ["host prod.internal"]);
        assert.deepEqual(owned(ZONE, { name: "shop.example" }, { zoneId: "Z0123" }), [
            "host shop.example public",
            "thing zone Z0123",
        ]);
        assert.deepEqual(owned(ZONE, { name: "shop.example" }, { zoneId: "Z0123" }, true), []);
    });

    it("given a record of a zone made elsewhere, has its name; one of its own zone is told by the zone", () => {
        assert.deepEqual(owned(RECORD, { name: "www.shop.example", zoneId: "Z1" }), ["host www.shop.example public"]);
        assert.deepEqual(owned(RECORD, { name: "db.prod.internal", zoneId: "Z1" }), ["host db.prod.internal"]);
        assert.deepEqual(owned(RECORD, { name: "www", zoneId: "Z1" }), []);
        const record = resource(
            RECORD,
            { name: "www.staging.internal", zoneId: Unknown.computed },
            { comesFrom: { zoneId: [OWN_ZONE] } },
        );
        assert.deepEqual(identityLinesOf(NAMES, [OWN_ZONE, record]), ["host staging.internal public"]);
    });

    it("given what AWS makes hosts of, has the names", () => {
        assert.deepEqual(owned("aws:lb/loadBalancer:LoadBalancer", { name: "orders", internal: true }), [
            "name arn:*:elasticloadbalancing:*:*:loadbalancer/app/orders/*",
            "name arn:*:elasticloadbalancing:*:*:loadbalancer/net/orders/*",
        ]);
        assert.deepEqual(owned("aws:elasticache/replicationGroup:ReplicationGroup", { replicationGroupId: "orders" }), [
            "name arn:*:elasticache:*:*:replicationgroup:orders",
        ]);
    });

    it("given hosts that are known, has them: those of public load balancers for all the world", () => {
        const dnsName = "orders-1234567890.eu-central-1.elb.amazonaws.com";
        assert.deepEqual(owned("aws:lb/loadBalancer:LoadBalancer", {}, { dnsName }), [`host ${dnsName} public`]);
        assert.deepEqual(owned("aws:lb/loadBalancer:LoadBalancer", { internal: true }, { dnsName }), [
            `host ${dnsName}`,
        ]);
        assert.deepEqual(owned("aws:acm/certificate:Certificate", {}, { domainName: "shop.example" }), []);
        const endpoint = "https://0A1B.gr7.eu-central-1.eks.amazonaws.com:443/x";
        assert.deepEqual(owned("aws:eks/cluster:Cluster", {}, { endpoint }), [
            "host 0a1b.gr7.eu-central-1.eks.amazonaws.com",
        ]);
    });

    it("given a namespace of discovery, or a name of a service, has it", () => {
        assert.deepEqual(
            owned("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", { name: "prod.local" }),
            ["host prod.local"],
        );
        assert.deepEqual(owned("aws:ec2/vpcEndpointService:VpcEndpointService", { privateDnsName: "api.prod.corp" }), [
            "host api.prod.corp",
        ]);
    });
});
