import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { refersTo } from "../support/references";
import { both, type Certainty } from "../../../schedule/stoppable";

const VPC = "aws:ec2/vpc:Vpc";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

/** What a flow log must record: with what was let through alone, nobody sees who tried. */
const RECORDED: ReadonlySet<unknown> = new Set(["ALL", "REJECT"]);

export const networkWritesFlowLogs = stackRule({
    name: "network-writes-flow-logs",
    family: "hygiene",
    severity: "medium",
    description: "Every network records its traffic, at least what it turned away.",
    remediation:
        'Let `Network` make the VPC, or add an `aws.ec2.FlowLog` with its `vpcId` and `trafficType: "ALL"` or `"REJECT"`.',
    appliesTo: [VPC],
    alsoReads: [FLOW_LOG],
    check(stack) {
        return stack
            .byType(VPC)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, verdict: judge(subject, stack) }));
    },
});

function judge(vpc: Subject, stack: Stack): Verdict {
    const logs = stack
        .byType(FLOW_LOG)
        .map(log => ({ log, certainty: both(refersTo(log, "vpcId", vpc), records(log)) }));
    if (logs.some(({ certainty }) => certainty === "yes")) return holds();
    const unclear = logs.find(({ certainty }) => certainty === "maybe");
    if (unclear !== undefined) {
        return undecided({
            message: `whether the flow log ${unclear.log.name} records it cannot be told: its network or its traffic is not known`,
        });
    }
    const [hidden] = stack.opaque;
    if (hidden !== undefined) {
        return undecided({ message: `no flow log is planned, and a plan does not show what is inside ${hidden.name}` });
    }
    return violated({
        message:
            "no flow log of the network records what it turns away, expected one: after an incident nobody can tell who spoke to whom",
    });
}

function records(log: Subject): Certainty {
    const traffic = log.read("trafficType");
    if (traffic.state === "unknown") return "maybe";
    return traffic.state === "known" && RECORDED.has(traffic.value) ? "yes" : "no";
}
