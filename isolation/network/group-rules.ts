import { isAccountId } from "../../aws/arn";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection, Reference } from "../connection";
import { namedBy, shown } from "../data/pointing";

type Direction = Connection["direction"];

/** Inputs that name another security group, and which way they lead. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, Direction>>>> = {
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
        "ingress[].securityGroups[]": "in",
        "egress[].securityGroups[]": "out",
    },
    "aws:ec2/securityGroup:SecurityGroup": {
        "ingress[].securityGroups[]": "in",
        "egress[].securityGroups[]": "out",
    },
    "aws:ec2/securityGroupRule:SecurityGroupRule": { sourceSecurityGroupId: "both" },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { referencedSecurityGroupId: "in" },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { referencedSecurityGroupId: "out" },
};

/** Rules that let members of another security group in, or lead to them. */
export function groupConnections(stack: Stack): readonly Connection[] {
    return Object.entries(GROUPS).flatMap(([type, inputs]) =>
        stack
            .byType(type)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject =>
                Object.entries(inputs).flatMap(([path, direction]) =>
                    subject.readAll(path).flatMap(reading => toGroup(subject, reading, direction)),
                ),
            ),
    );
}

function toGroup(subject: Subject, reading: SubjectReading, declared: Direction): readonly Connection[] {
    const direction = declared === "both" ? directionOf(subject) : declared;
    return [groupOf, accountOf].flatMap(parse => {
        const remote = namedBy(subject, reading, parse);
        if (remote === undefined || (remote.kind === "unknown" && parse === accountOf)) return [];
        return [
            connectionAt(subject, reading.path, "security-group-rule", {
                remote,
                direction,
                says: `${direction === "out" ? "leads to" : "lets in"} members of ${shown(remote)}`,
                change: "Name a security group that the environment makes itself, or remove the rule.",
            }),
        ];
    });
}

/** What stands behind the account, where one does. */
function groupOf(text: string): Reference | undefined {
    const id = text.split("/").at(-1) ?? "";
    return id === "" ? undefined : { kind: "thing", thing: "security-group", id };
}

/** A group of another account is named `account/group` (Amazon EC2, "Security groups for peered networks"). */
function accountOf(text: string): Reference | undefined {
    const [account = "", group] = text.split("/");
    return group !== undefined && isAccountId(account) ? { kind: "account", account } : undefined;
}

function directionOf(rule: Subject): Direction {
    const reading = rule.read("type", { default: "ingress" });
    if (reading.state !== "known") return "both";
    return reading.value === "egress" ? "out" : "in";
}
