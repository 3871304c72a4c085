import { Secret, Unknown } from "../../../../plan/value";
import { privateZoneWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };

describe("private-zone-within-environment", () => {
    const vpc = resource("aws:ec2/vpc:Vpc", {}, { ...own, name: "network" });
    const foreign = resource(
        "aws:ec2/vpc:Vpc",
        {},
        { provider: { allowedAccountIds: ["222222222222"] }, name: "network" },
    );
    const found = resource("aws:ec2/vpc:Vpc", {}, { ...own, name: "network", external: true });
    const unpinned = resource("aws:ec2/vpc:Vpc", {}, { provider: {}, name: "network" });

    describe("of a zone", () => {
        const vpcs = { vpcs: [{ vpcId: Unknown.computed }] };
        tries(rule, "aws:route53/zone:Zone", [
            ["no network, which makes it public", "nothing", {}, own],
            ["a network of the plan", "holds", vpcs, { ...own, beside: [vpc], comesFrom: { vpcs: [vpc] } }],
            [
                "a network of another account",
                "violated",
                vpcs,
                { ...own, beside: [foreign], comesFrom: { vpcs: [foreign] } },
            ],
            [
                "a network of no pinned account",
                "undecided",
                vpcs,
                { ...own, beside: [unpinned], comesFrom: { vpcs: [unpinned] } },
            ],
            [
                "a second network, made elsewhere",
                "undecided",
                { vpcs: [{ vpcId: Unknown.computed }, { vpcId: "vpc-1" }] },
                { ...own, beside: [vpc], comesFrom: { vpcs: [vpc] } },
            ],
            [
                "a second network that is declared",
                "holds",
                { vpcs: [{ vpcId: Unknown.computed }, { vpcId: "vpc-1" }] },
                { ...own, beside: [vpc], comesFrom: { vpcs: [vpc] }, settings: { networks: ["vpc-1"] } },
            ],
            [
                "only a network that is declared",
                "holds",
                { vpcs: [{ vpcId: "vpc-1" }] },
                { ...own, settings: { networks: ["vpc-1"] } },
            ],
            [
                "a network of the same provider, which pins none",
                "holds",
                vpcs,
                { provider: {}, beside: [unpinned], comesFrom: { vpcs: [unpinned] } },
            ],
            [
                "a network that is only looked up",
                "undecided",
                vpcs,
                { ...own, beside: [found], comesFrom: { vpcs: [found] } },
            ],
            ["networks that are not known", "undecided", { vpcs: Unknown.computed }, own],
            ["a secret network", "undecided", { vpcs: [{ vpcId: new Secret("vpc-1") }] }, own],
        ]);
    });

    describe("of an association", () => {
        tries(rule, "aws:route53/zoneAssociation:ZoneAssociation", [
            [
                "a network of the plan",
                "holds",
                { vpcId: Unknown.computed },
                { ...own, beside: [vpc], comesFrom: { vpcId: [vpc] } },
            ],
            ["a network made elsewhere", "undecided", { vpcId: "vpc-1" }, own],
            ["a network that is declared", "holds", { vpcId: "vpc-1" }, { ...own, settings: { networks: ["vpc-1"] } }],
        ]);
    });

    describe("of an authorization", () => {
        tries(rule, "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization", [
            ["a network of another account", "violated", { vpcId: "vpc-1" }, own],
            ["a network that is not known", "violated", { vpcId: Unknown.computed }, own],
            [
                "a network that is not known, where one is declared",
                "undecided",
                { vpcId: Unknown.computed },
                { ...own, settings: { networks: ["vpc-1"] } },
            ],
            ["a network that is declared", "holds", { vpcId: "vpc-1" }, { ...own, settings: { networks: ["vpc-1"] } }],
        ]);
    });
});
