import * as assert from "node:assert/strict";
import { IP_ADDRESS_TYPES } from "../../components/network/network-args";
import type { Plan } from "../../plan/plan";
import { resource } from "../support/plan";
import { ANYWHERE, planNetwork, STAGING_NETWORK } from "./network-support";
import { inputsOf, namesOf, sourcesOf, STAGING, tagsOf } from "./support";

describe("what a Network lets through", () => {
    let plan: Plan;
    before(async () => {
        plan = await planNetwork(STAGING_NETWORK);
    });

    it("empties everything that AWS makes open by default", () => {
        const tags = tagsOf(STAGING, "net-default-unused");
        assert.deepEqual(inputsOf(plan, "net-default-acl"), {
            defaultNetworkAclId: "<unknown>",
            ingress: [],
            egress: [],
            tags,
        });
        assert.deepEqual(resource(plan, "net-default-acl").options.ignoreChanges, ["subnetIds"]);
        assert.deepEqual(inputsOf(plan, "net-default-group"), {
            vpcId: "<unknown>",
            ingress: [],
            egress: [],
            tags,
        });
        assert.deepEqual(inputsOf(plan, "net-default-routes"), {
            defaultRouteTableId: "<unknown>",
            routes: [],
            tags,
        });
    });

    it("puts every subnet behind the network ACL of its tier", () => {
        assert.deepEqual(
            namesOf(plan, "aws:ec2/networkAcl:NetworkAcl").map(name => sourcesOf(plan, name, "subnetIds")),
            [
                ["net-data-a", "net-data-b"],
                ["net-private-a", "net-private-b"],
                ["net-public-a", "net-public-b"],
            ],
        );
    });

    it("opens data subnets to private and data ranges only, in both directions", () => {
        const rule = (ruleNo: number, cidrBlock: string) => ({ ruleNo, cidrBlock, ...EVERYTHING, action: "allow" });
        const rules = [
            rule(100, "10.65.0.0/19"),
            rule(200, "10.65.64.0/19"),
            rule(900, "10.65.36.0/22"),
            rule(1000, "10.65.100.0/22"),
        ];
        const { ingress, egress } = inputsOf(plan, "net-data-acl");
        assert.deepEqual([ingress, egress], [rules, rules]);
    });

    for (const ipAddressType of IP_ADDRESS_TYPES) {
        it(`given ${ipAddressType} and a third or fourth zone, keeps every rule that two zones have`, async () => {
            const letters = ["a", "b", "c", "d"];
            const rulesOf = async (zones: number) => {
                const plan = await planNetwork({
                    environment: STAGING,
                    zones: letters.slice(0, zones).map(letter => `eu-central-1${letter}`),
                    ipAddressType,
                });
                return ["public", "private", "data"].flatMap(tier =>
                    ["ingress", "egress"].flatMap(direction =>
                        (inputsOf(plan, `net-${tier}-acl`)[direction] as readonly object[]).map(rule =>
                            JSON.stringify({ tier, direction, ...rule }),
                        ),
                    ),
                );
            };
            const two = await rulesOf(2);
            const four = await rulesOf(4);
            for (const more of [await rulesOf(3), four]) {
                assert.deepEqual(
                    two.filter(rule => !more.includes(rule)),
                    [],
                );
            }
            const numbers = four.map(rule => {
                const { tier, direction, ruleNo } = JSON.parse(rule) as Readonly<Record<string, unknown>>;
                return `${String(tier)} ${String(direction)} ${String(ruleNo)}`;
            });
            assert.equal(new Set(numbers).size, four.length);
        });
    }

    it("lets private subnets answer the network and be answered by the world, but never ask a foreign resolver", () => {
        const { ingress, egress } = inputsOf(plan, "net-private-acl");
        assert.deepEqual(ingress, [
            { ruleNo: 100, cidrBlock: VPC_RANGE, ...EVERYTHING, action: "allow" },
            { ruleNo: 200, cidrBlock: ANYWHERE, protocol: "tcp", fromPort: 1024, toPort: 65535, action: "allow" },
            { ruleNo: 300, cidrBlock: ANYWHERE, protocol: "udp", fromPort: 1024, toPort: 65535, action: "allow" },
            FRAGMENTATION_NEEDED(400),
        ]);
        assert.deepEqual(egress, EGRESS);
    });

    it("lets the web into public subnets, and nothing else that was not asked for", () => {
        const { ingress, egress } = inputsOf(plan, "net-public-acl");
        assert.deepEqual(ingress, [
            { ruleNo: 100, cidrBlock: VPC_RANGE, ...EVERYTHING, action: "allow" },
            { ruleNo: 200, cidrBlock: ANYWHERE, protocol: "tcp", fromPort: 80, toPort: 80, action: "allow" },
            { ruleNo: 300, cidrBlock: ANYWHERE, protocol: "tcp", fromPort: 443, toPort: 443, action: "allow" },
            { ruleNo: 400, cidrBlock: ANYWHERE, protocol: "tcp", fromPort: 1024, toPort: 65535, action: "allow" },
            { ruleNo: 500, cidrBlock: ANYWHERE, protocol: "udp", fromPort: 1024, toPort: 65535, action: "allow" },
            FRAGMENTATION_NEEDED(600),
        ]);
        assert.deepEqual(egress, EGRESS);
    });
});

const VPC_RANGE = "10.65.0.0/16";
const EVERYTHING = { protocol: "-1", fromPort: 0, toPort: 0 };
const FRAGMENTATION_NEEDED = (ruleNo: number) => ({
    ruleNo,
    cidrBlock: ANYWHERE,
    protocol: "icmp",
    fromPort: 0,
    toPort: 0,
    icmpType: 3,
    icmpCode: 4,
    action: "allow",
});
const deniedPort = (ruleNo: number, protocol: string, port: number) => ({
    ruleNo,
    cidrBlock: ANYWHERE,
    protocol,
    fromPort: port,
    toPort: port,
    action: "deny",
});
const EGRESS = [
    { ruleNo: 100, cidrBlock: VPC_RANGE, ...EVERYTHING, action: "allow" },
    deniedPort(200, "tcp", 53),
    deniedPort(300, "tcp", 853),
    deniedPort(400, "udp", 53),
    deniedPort(500, "udp", 853),
    { ruleNo: 600, cidrBlock: ANYWHERE, ...EVERYTHING, action: "allow" },
];
