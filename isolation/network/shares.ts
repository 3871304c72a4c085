import { isAccountId, parseArn } from "../../aws/arn";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection } from "../connection";
import { account, identified, type Naming, organisationOf } from "../data/namings";
import { namedBy, type Pointing, pointedAt, shown } from "../data/pointing";

const PRINCIPAL = "aws:ram/principalAssociation:PrincipalAssociation";
const SHARED_RESOURCE = "aws:ram/resourceAssociation:ResourceAssociation";

/** Whoever gets a share: an account, an organisation or a unit of one. A service is nobody's environment. */
const PRINCIPAL_NAMING: Naming = text => {
    if (isAccountId(text)) return { kind: "account", account: text };
    const arn = parseArn(text);
    if (arn?.service === "organizations") return organisationOf(arn.resource);
    if (arn !== undefined && isAccountId(arn.account)) return { kind: "account", account: arn.account };
    return text.endsWith(".amazonaws.com") ? undefined : { kind: "unknown", why: "it names no principal" };
};

const ACCEPTANCE: Pointing = {
    kind: "resource-share",
    consequences: [{ direction: "both", access: "use", says: "takes up what is shared by" }],
    change: "Use a resource of the environment's own, or declare the share under `isolation.commons`.",
    places: { "aws:ram/resourceShareAccepter:ResourceShareAccepter": { shareArn: identified("resource-share") } },
};

/** Machines of another account that are put into the network by an interface, or behind an accelerator. */
const HANDED_OVER: Pointing = {
    kind: "resource-share",
    consequences: [{ direction: "both", access: "use", says: "hands a part of the network to" }],
    change: "Attach nothing of another account: remove the permission.",
    places: {
        "aws:ec2/networkInterfacePermission:NetworkInterfacePermission": { awsAccountId: account },
        "aws:globalaccelerator/crossAccountAttachment:CrossAccountAttachment": { "principals[]": account },
    },
};

/** What traffic goes through once it is shared, by the resource of its ARN. */
const CARRIERS =
    /^(?:subnet|transit-gateway|core-network|servicenetwork|service|resourceconfiguration|resolver-rule|profile|prefix-list|vpc-endpoint-service|local-gateway-route-table|verified-access-group)\//;
const CARRIER_TYPES: ReadonlySet<string> = new Set([
    "aws:ec2/subnet:Subnet",
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "aws:networkmanager/coreNetwork:CoreNetwork",
    "aws:vpclattice/serviceNetwork:ServiceNetwork",
]);

/** What is shared with others by the Resource Access Manager, and what is taken up from them. */
export function shareConnections(stack: Stack): readonly Connection[] {
    const carrying = carryingShares(stack);
    return [
        ...stack.byType(PRINCIPAL).flatMap(subject => sharedBy(subject, carrying)),
        ...pointedAt(stack, ACCEPTANCE),
        ...pointedAt(stack, HANDED_OVER),
    ];
}

function sharedBy(subject: Subject, carrying: ReadonlySet<string> | "all"): readonly Connection[] {
    if (subject.resource.external) return [];
    const remote = namedBy(subject, subject.read("principal"), PRINCIPAL_NAMING);
    if (remote === undefined) return [];
    const isCarrying = carrying === "all" || sharesOf(subject).some(share => carrying.has(share));
    return [
        connectionAt(subject, "principal", "resource-share", {
            remote,
            direction: isCarrying ? "both" : "in",
            says: `shares ${isCarrying ? "a part of the network" : "resources"} with ${shown(remote)}`,
            change: "Remove the principal from the share, or declare what is shared under `isolation.commons`.",
        }),
    ];
}

/** The shares that hold a part of a network; all of them where it is not known what one holds. */
function carryingShares(stack: Stack): ReadonlySet<string> | "all" {
    const shares = new Set<string>();
    for (const subject of stack.byType(SHARED_RESOURCE)) {
        const reading = subject.read("resourceArn");
        const origins = subject.comesFrom("resourceArn");
        const arn = reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
        if (arn === undefined && origins.length === 0) return "all";
        const carries =
            arn === undefined
                ? origins.some(({ type }) => CARRIER_TYPES.has(type))
                : CARRIERS.test(parseArn(arn)?.resource ?? "");
        if (carries) for (const share of sharesOf(subject)) shares.add(share);
    }
    return shares;
}

/** The share that something belongs to, by its ARN and by the resource that it comes from. */
function sharesOf(subject: Subject): readonly string[] {
    const reading = subject.read("resourceShareArn");
    const named = reading.state === "known" && typeof reading.value === "string" ? [reading.value] : [];
    return [...named, ...subject.comesFrom("resourceShareArn").map(({ urn }) => urn)];
}
