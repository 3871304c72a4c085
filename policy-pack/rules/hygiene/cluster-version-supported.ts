import { z } from "zod";
import { resourceRule, undecided, undecidedBecauseUnknown } from "../../kernel";
import { judgeSupport, type SupportCalendar, warningDays } from "../support/support-calendar";

/** End of standard support of each version of Kubernetes (EKS, "Kubernetes versions"), as published up to November 2026. */
const CALENDAR: SupportCalendar = {
    "1.30": "2025-07-23",
    "1.31": "2025-11-26",
    "1.32": "2026-03-23",
    "1.33": "2026-07-29",
    "1.34": "2026-12-02",
    "1.35": "2027-03-27",
    "1.36": "2027-08-02",
};

const CLUSTER = "aws:eks/cluster:Cluster";
const VERSION = "version";

export const clusterVersionSupported = resourceRule({
    name: "cluster-version-supported",
    family: "hygiene",
    severity: "medium",
    description: "Every cluster runs a version of Kubernetes that stays in standard support for a while.",
    remediation:
        "Raise `version` by one minor version at a time, in staging first: an argument of `Cluster`, and a property of the EKS cluster and of its node groups.",
    appliesTo: [CLUSTER, "aws:eks/nodeGroup:NodeGroup"],
    settings: z.object({ warningDays }),
    check(subject, { settings, today }) {
        const reading = subject.read(VERSION);
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        if (reading.state === "absent") {
            // Nodes take the version of their cluster.
            if (subject.type !== CLUSTER) return [];
            const message = `${VERSION} is not set, and it is the one that was newest when the cluster was made`;
            return undecided({ property: VERSION, message });
        }
        return judgeSupport({
            reading,
            calendar: CALENDAR,
            series: typeof reading.value === "string" ? reading.value : undefined,
            today,
            warningDays: settings.warningDays,
            because: "past the end it is billed as extended support, or upgraded on a day of AWS's choosing",
        });
    },
});
