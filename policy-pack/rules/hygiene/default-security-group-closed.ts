import { isList } from "../../../plan/value";
import {
    decide,
    holds,
    type Stack,
    stackRule,
    type Subject,
    type SubjectVerdict,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { refersTo } from "../support/references";

const VPC = "aws:ec2/vpc:Vpc";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

const BECAUSE = "whatever is made without a group of its own lands there, and speaks to all others in it";

export const defaultSecurityGroupClosed = stackRule({
    name: "default-security-group-closed",
    family: "hygiene",
    severity: "medium",
    description: "The security group that AWS makes with every network lets nothing in or out.",
    remediation:
        "Let `Network` make the VPC, or add an `aws.ec2.DefaultSecurityGroup` with its `vpcId`, and no `ingress` or `egress`.",
    appliesTo: [VPC, DEFAULT_GROUP],
    check(stack) {
        const groups = stack.byType(DEFAULT_GROUP).filter(({ resource }) => !resource.external);
        const networks = stack.byType(VPC).filter(({ resource }) => !resource.external);
        return [
            ...networks.map(subject => ({ subject, verdict: judgeNetwork(subject, groups, stack) })),
            ...groups.flatMap(judgeGroup),
        ];
    },
});

/** Whether the group of a network is managed at all: the provider empties one as soon as it is (its documentation). */
function judgeNetwork(vpc: Subject, groups: readonly Subject[], stack: Stack): Verdict {
    const found = groups.map(group => ({ group, certainty: refersTo(group, "vpcId", vpc) }));
    if (found.some(({ certainty }) => certainty === "yes")) return holds();
    const unclear = found.find(({ certainty }) => certainty === "maybe");
    if (unclear !== undefined) {
        return undecided({ message: `whose group ${unclear.group.name} is cannot be told: its network is not known` });
    }
    const [hidden] = stack.opaque;
    if (hidden !== undefined) {
        return undecided({
            message: `its default group is not planned, and a plan does not show what is inside ${hidden.name}`,
        });
    }
    return violated({
        message: `its default security group is left as AWS makes it, expected it without rules: ${BECAUSE}`,
    });
}

function judgeGroup(subject: Subject): readonly SubjectVerdict[] {
    return ["ingress", "egress"].map(property => ({
        subject,
        verdict: decide(subject.read(property), {
            absent: holds,
            known: rules =>
                isList(rules) && rules.length === 0
                    ? holds()
                    : violated({ property, message: `${property} holds rules, expected none: ${BECAUSE}` }),
        }),
    }));
}
