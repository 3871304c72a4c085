import * as assert from "node:assert/strict";
import type { NetworkArgs } from "../../components";
import { addonRegistryAccount } from "../../components/network/aws-owned";
import { INTERFACE_ENDPOINT_SERVICES } from "../../components/network/interface-endpoint-services";
import type { Plan } from "../../plan/plan";
import { resource } from "../support/plan";
import { ownAccount, STAGING_NETWORK_PLAN } from "./expected/network";
import { planNetwork, PRODUCTION_NETWORK, STAGING_NETWORK } from "./network-support";
import { inputsOf, sourcesOf, STAGING, tagsOf } from "./support";
import { wholePlan } from "./whole-plan";

const ACCOUNT = "111122223333";
const OWN = ownAccount("*", ACCOUNT);
const INTERFACE = "Interface";

/** The statements of an interface endpoint's policy. */
function statements(plan: Plan, endpoint: string): readonly object[] {
    const document = JSON.parse(inputsOf(plan, endpoint)["policy"] as string) as { readonly Statement: object[] };
    return document.Statement;
}

describe("the interface endpoints of a Network", () => {
    const planned = (changes: Partial<NetworkArgs>) => planNetwork({ ...STAGING_NETWORK, ...changes });

    it("given services, adds an endpoint for each, and one group for all", async () => {
        const plan = await planned({ interfaceEndpoints: ["ecr.api", "sts"] });
        const whole = wholePlan(plan);
        for (const [name, expected] of Object.entries(STAGING_NETWORK_PLAN)) {
            assert.deepEqual(whole[name], expected, name);
        }
        const added = Object.fromEntries(Object.entries(whole).filter(([name]) => !(name in STAGING_NETWORK_PLAN)));
        const endpoint = (service: string, policy: readonly object[]) => ({
            type: "aws:ec2/vpcEndpoint:VpcEndpoint",
            vpcId: "<unknown>",
            vpcEndpointType: INTERFACE,
            serviceName: `com.amazonaws.eu-central-1.${service}`,
            subnetIds: ["<unknown>", "<unknown>"],
            securityGroupIds: ["<unknown>"],
            privateDnsEnabled: true,
            ipAddressType: "ipv4",
            dnsOptions: { dnsRecordIpType: "ipv4" },
            policy: { Version: "2012-10-17", Statement: policy },
        });
        assert.deepEqual(added, {
            "net-endpoint-ecr-api": endpoint("ecr.api", [OWN, pull("602401143452")]),
            "net-endpoint-sts": endpoint("sts", [
                OWN,
                {
                    Sid: "OwnRolesByFederation",
                    Effect: "Allow",
                    Principal: "*",
                    Action: ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"],
                    Resource: "*",
                    Condition: { StringEquals: { "aws:ResourceAccount": ACCOUNT } },
                },
            ]),
            "net-endpoints": {
                type: "aws:ec2/securityGroup:SecurityGroup",
                description: "Interface endpoints",
                vpcId: "<unknown>",
                egress: [],
            },
            "net-endpoints-from-network": {
                type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                securityGroupId: "<unknown>",
                cidrIpv4: "10.65.0.0/16",
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
                description: "HTTPS from the network",
            },
        });
    });

    it("stands in the private subnets of all zones, behind the group that lets the network in first", async () => {
        const plan = await planNetwork({ ...PRODUCTION_NETWORK, interfaceEndpoints: ["kms"] });
        assert.deepEqual(sourcesOf(plan, "net-endpoint-kms", "subnetIds"), [
            "net-private-a",
            "net-private-b",
            "net-private-c",
        ]);
        assert.deepEqual(sourcesOf(plan, "net-endpoint-kms", "securityGroupIds"), ["net-endpoints"]);
        const { dependencies } = resource(plan, "net-endpoint-kms");
        assert.ok(dependencies.includes(resource(plan, "net-endpoints-from-network").urn));
    });

    it("tags its parts", async () => {
        const plan = await planned({ interfaceEndpoints: ["ecr.dkr"] });
        for (const name of ["net-endpoint-ecr-dkr", "net-endpoints", "net-endpoints-from-network"]) {
            assert.deepEqual(inputsOf(plan, name)["tags"], tagsOf(STAGING, name));
        }
    });

    it("given no services, makes no group", async () => {
        assert.deepEqual(wholePlan(await planned({ interfaceEndpoints: [] })), STAGING_NETWORK_PLAN);
    });

    describe("given every service there is", () => {
        let plan: Plan;
        before(async () => {
            plan = await planned({
                interfaceEndpoints: INTERFACE_ENDPOINT_SERVICES,
                registryAccountIds: ["777788889999"],
            });
        });

        const exceptions: Readonly<Record<string, readonly object[]>> = {
            "ecr.api": [pull("602401143452", "777788889999")],
            "ecr.dkr": [pull("602401143452", "777788889999")],
            ec2: [
                {
                    Sid: "ImagesOfAmazon",
                    Effect: "Allow",
                    Principal: "*",
                    Action: ["ec2:RunInstances", "ec2:CreateFleet"],
                    Resource: "*",
                    Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT, "ec2:Owner": "amazon" } },
                },
            ],
            ssm: [
                {
                    Sid: "ParametersAndDocumentsOfAmazon",
                    Effect: "Allow",
                    Principal: "*",
                    Action: ["ssm:Get*", "ssm:Describe*", "ssm:List*", "ssm:SendCommand", "ssm:StartSession"],
                    Resource: ["arn:aws:ssm:eu-central-1::parameter/aws/*", "arn:aws:ssm:eu-central-1::document/*"],
                    Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
                },
            ],
        };
        for (const service of INTERFACE_ENDPOINT_SERVICES.filter(one => one !== "sts")) {
            it(`lets ${service} reach its own account's, ${service in exceptions ? "and what it cannot do without" : "and nothing else"}`, () => {
                const name = `net-endpoint-${service.replace(".", "-")}`;
                assert.deepEqual(statements(plan, name), [OWN, ...(exceptions[service] ?? [])]);
                assert.equal(inputsOf(plan, name)["serviceName"], `com.amazonaws.eu-central-1.${service}`);
            });
        }
    });

    for (const [region, account] of [
        ["eu-central-1", "602401143452"],
        ["eu-central-2", "900612956339"],
        ["af-south-1", "877085696533"],
    ] as const) {
        it(`given ${region}, knows whose the images of add-ons are`, () => {
            assert.equal(addonRegistryAccount(region), account);
        });
    }
});

/** Lets own principals pull images of these accounts. */
function pull(...accounts: readonly string[]) {
    return {
        Sid: "ImagesOfRegistries",
        Effect: "Allow",
        Principal: "*",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT, "aws:ResourceAccount": accounts } },
    };
}
