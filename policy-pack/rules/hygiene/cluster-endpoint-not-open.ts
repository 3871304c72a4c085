import {
    decide,
    holds,
    resourceRule,
    show,
    type Subject,
    undecidedBecauseUnknown,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { isAnywhere, parseRange } from "../../../aws/address-range";
import { listed } from "../../../plan/plain";
import { showPart } from "../support/values";

const PUBLIC = "vpcConfig.endpointPublicAccess";
const RANGES = "vpcConfig.publicAccessCidrs";
/** What EKS takes where no ranges are given (documentation of `publicAccessCidrs`). */
const DEFAULT_RANGES = ["0.0.0.0/0"];

export const clusterEndpointNotOpen = resourceRule({
    name: "cluster-endpoint-not-open",
    family: "hygiene",
    severity: "high",
    description: "The API server of a cluster does not answer the whole internet.",
    remediation:
        "Choose `endpointAccess` of `Cluster`: private, or public with `ranges`. In `aws.eks.Cluster`, set `vpcConfig.endpointPublicAccess: false` or narrow `vpcConfig.publicAccessCidrs`.",
    appliesTo: ["aws:eks/cluster:Cluster"],
    check(subject) {
        const ranges = judgeRanges(subject);
        // Narrow ranges hold whether the endpoint is public or not.
        if (ranges.outcome === "holds") return ranges;
        return decide(subject.read(PUBLIC, { default: true }), {
            absent: holds,
            known: value => (value === false || value === "false" ? holds() : ranges),
        });
    },
});

function judgeRanges(subject: Subject): Verdict {
    const reading = subject.read(RANGES);
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    const given = reading.state === "known" ? listed(reading.value) : [];
    // EKS fills in its default for an empty list as for none.
    const ranges = given.length === 0 ? DEFAULT_RANGES : given;
    let doubt: Verdict | undefined;
    for (const range of ranges) {
        const parsed = typeof range === "string" ? parseRange(range) : undefined;
        if (parsed === undefined) {
            doubt ??= undecided({
                property: RANGES,
                message: `${RANGES} holds a range that cannot be read: ${show(reading, DEFAULT_RANGES)}`,
            });
        } else if (isAnywhere(parsed)) {
            const found = given.length === 0 ? "not set, which stands for 0.0.0.0/0" : showPart(reading, parsed.text);
            return violated({
                property: RANGES,
                message: `${RANGES} is ${found}, expected ranges of your own: anyone may try stolen tokens and new flaws against the API server`,
            });
        }
    }
    return doubt ?? holds();
}
