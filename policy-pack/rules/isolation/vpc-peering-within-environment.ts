import { z } from "zod";
import {
    allOf,
    holds,
    resourceRule,
    show,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { accountOf, isOfOneProvider } from "../support/account";
import { judgeReference } from "../support/account-reference";
import { judgeNamedAccounts } from "../support/named-accounts";
import { trustedAccounts, trustOf } from "../support/policy-principals";
import { readEach } from "../../../plan/readings";

/** Properties that name who is on the other side, by type. Where one is not set, it is the own account. */
const PEERS: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": ["peerOwnerId"],
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": ["peerAccountId"],
    "aws:ram/principalAssociation:PrincipalAssociation": ["principal"],
    "aws:ram/resourceShareAccepter:ResourceShareAccepter": ["shareArn"],
    "aws:ec2/vpcEndpointService:VpcEndpointService": ["allowedPrincipals"],
    "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": ["principalArn"],
    "aws:redshift/endpointAuthorization:EndpointAuthorization": ["account"],
};

/** Types that take up what another resource began, and the property that names it. */
const ACCEPTERS: Readonly<Record<string, { readonly property: string; readonly types: readonly string[] }>> = {
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": {
        property: "vpcPeeringConnectionId",
        types: ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"],
    },
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": {
        property: "transitGatewayId",
        types: ["aws:ec2transitgateway/transitGateway:TransitGateway"],
    },
    "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter": {
        property: "transitGatewayAttachmentId",
        types: ["aws:ec2transitgateway/peeringAttachment:PeeringAttachment"],
    },
    "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter": {
        property: "transitGatewayAttachmentId",
        types: ["aws:ec2transitgateway/vpcAttachment:VpcAttachment"],
    },
};

/** Types by which networks meet in VPC Lattice, and the properties that name what they are joined with. */
const LATTICE: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/vpcEndpoint:VpcEndpoint": ["resourceConfigurationArn", "serviceNetworkArn"],
    "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation": [
        "resourceConfigurationIdentifier",
        "serviceNetworkIdentifier",
    ],
    "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation": [
        "serviceIdentifier",
        "serviceNetworkIdentifier",
    ],
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": ["serviceNetworkIdentifier"],
};

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and may be connected to, such as the one of a shared network.",
    ),
    gateways: z
        .array(
            z
                .string()
                .regex(
                    /^(?:tgw|pcx|tgw-attach|sn|svc|rcfg)-[0-9a-f]+$/,
                    "expected an id such as tgw-0123456789abcdef0",
                ),
        )
        .max(20)
        .default([])
        .describe(
            "Ids of gateways and connections made elsewhere that have been reviewed and lead into no other environment.",
        ),
});

export const vpcPeeringWithinEnvironment = resourceRule({
    name: "vpc-peering-within-environment",
    family: "isolation",
    severity: "critical",
    description:
        "No peering, transit gateway, endpoint, service network or resource share connects a network to another account.",
    remediation:
        "Remove the connection, or make both of its ends in the own account: leave `peerOwnerId`, `peerAccountId` unset and name no foreign `principal`. What was reviewed is named in this rule's settings `trustedAccounts` and `gateways`.",
    appliesTo: [...Object.keys(PEERS), ...Object.keys(ACCEPTERS), ...Object.keys(LATTICE)],
    settings,
    check(subject, { settings: { trustedAccounts: trusted, gateways }, pack }) {
        const accepter = ACCEPTERS[subject.type];
        if (accepter !== undefined) return judgeAccepter(subject, accepter, new Set(gateways));
        const trust = trustOf(subject, trusted, "network");
        const joined = LATTICE[subject.type];
        if (joined !== undefined) {
            return readEach(subject, joined).flatMap(reading =>
                reading.state === "known" && gateways.some(id => id === reading.value)
                    ? [holds()]
                    : judgeReference(subject, reading, trust, pack, { nameAlone: "unclear" }),
            );
        }
        return allOf((PEERS[subject.type] ?? []).map(property => judgeNamedAccounts(subject, property, trust)));
    },
});

/** What it takes up must be planned beside it, in the same account, or have been reviewed. */
function judgeAccepter(
    subject: Subject,
    { property, types }: { readonly property: string; readonly types: readonly string[] },
    reviewed: ReadonlySet<string>,
): Verdict {
    const reading = subject.read(property);
    if (reading.state === "known" && typeof reading.value === "string" && reviewed.has(reading.value)) return holds();
    const [planned, ...others] = subject.comesFrom(property).filter(({ type }) => types.includes(type));
    if (planned === undefined || others.length > 0) {
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        const message = `${property} is ${show(reading)}, which the plan does not hold: who else is connected to it cannot be told`;
        return undecided({ property, message });
    }
    if (planned.resource.external) {
        const message = `${property} comes from ${planned.name}, which is made elsewhere: who else is connected to it cannot be told`;
        return undecided({ property, message });
    }
    if (isOfOneProvider(subject, planned)) return holds();
    const here = accountOf(subject);
    const there = accountOf(planned);
    if (here.state !== "known" || there.state !== "known") {
        const message = `${property} comes from ${planned.name}, and whether both are of one account is not pinned by their providers`;
        return undecided({ property, message });
    }
    if (here.account === there.account) return holds();
    const message = `${property} comes from ${planned.name}, which another account makes, expected both ends in one account`;
    return violated({ property, message });
}
