import * as aws from "@pulumi/aws";
import type { Breach } from "./breach";
import { accountIn } from "./named";
import { only } from "./only";

/** Ranges that Amazon gave the networks, as only their subnets say them. */
const AMAZON_RANGES = { staging: "2001:db8:20:1::/64", prod: "2001:db8:10:1::/64" } as const;
const SUBNETS = { staging: "10.20.250.0/24", prod: "10.10.250.0/24" } as const;

/** Breaches by interfaces of machines, and their addresses. */
export const INTERFACE_BREACHES: readonly Breach[] = [
    {
        name: "lent-interface",
        sort: 8,
        title: "an interface in production's network that staging's machines may attach",
        from: "staging",
        way: ["resource-share"],
        build: only("prod", site => {
            new aws.ec2.NetworkInterfacePermission(
                "lent-interface",
                {
                    networkInterfaceId: "eni-0a1b2c3d4e5f60718",
                    awsAccountId: accountIn(site),
                    permission: "INSTANCE-ATTACH",
                },
                site.aws,
            );
        }),
    },
    {
        name: "range-of-amazon",
        sort: 14,
        title: "production's group that lets in the addresses that Amazon gave staging's subnet",
        from: "staging",
        way: ["security-group-rule"],
        build: site => {
            const { stack, twin, vpc } = site;
            new aws.ec2.Subnet(
                "range-of-amazon",
                { vpcId: vpc.id, cidrBlock: SUBNETS[stack], ipv6CidrBlock: AMAZON_RANGES[stack] },
                site.aws,
            );
            if (stack !== "prod") return;
            const range = AMAZON_RANGES[twin ? "prod" : "staging"];
            new aws.ec2.SecurityGroup(
                "range-of-amazon-group",
                {
                    vpcId: vpc.id,
                    ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, ipv6CidrBlocks: [range] }],
                },
                site.aws,
            );
        },
    },
];
