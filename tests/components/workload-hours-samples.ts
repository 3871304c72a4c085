import type * as kubernetes from "@pulumi/kubernetes";
import type { WorkingHours, WorkloadHoursArgs } from "../../components";
import { IMAGE } from "./ephemeral-samples";
import { STAGING } from "./support";

/** Hours with a short Friday, days on which nobody works, and a night in which some do. */
export const HOURS: WorkingHours = {
    timeZone: "Europe/Berlin",
    week: [
        { days: ["MON", "TUE", "WED", "THU"], start: "07:00", end: "20:00" },
        { days: ["FRI"], start: "07:00", end: "18:00" },
    ],
    closed: [{ from: "2027-12-24", to: "2027-12-31", reason: "Between the years" }],
    exceptions: [
        { date: "2027-06-10", spans: [{ start: "07:00", end: "02:00" }], reason: "Night of the load test" },
        { date: "2027-06-12", spans: [{ start: "10:00", end: "14:00" }], reason: "A release" },
    ],
};

/** Arguments that the hours of staging's workloads take: all that there are. */
export function workloadHoursArgs(kubernetesProvider: kubernetes.Provider): WorkloadHoursArgs {
    return {
        environment: { ...STAGING, workingHours: HOURS },
        cluster: { clusterName: "staging-shop", kubernetesProvider },
        version: "1.35",
        image: IMAGE,
        namespaces: ["shop", "stock"],
        nodePools: ["general", "batch"],
    };
}
