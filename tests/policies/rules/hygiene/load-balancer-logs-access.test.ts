import { Secret, Unknown } from "../../../../plan/value";
import { loadBalancerLogsAccess as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("load-balancer-logs-access", () => {
    const prod = { stack: "prod" };
    for (const type of ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"]) {
        describe(type, () => {
            tries(rule, type, [
                ["logs", "holds", { accessLogs: { enabled: true, bucket: "logs" } }, prod],
                [
                    "logs in a bucket that is not made yet",
                    "holds",
                    { accessLogs: { enabled: true, bucket: Unknown.computed } },
                    prod,
                ],
                [
                    "logs in a secret bucket",
                    "holds",
                    { accessLogs: { enabled: true, bucket: new Secret("logs") } },
                    prod,
                ],
                ["logs that are not switched on", "violated", { accessLogs: { bucket: "logs" } }, prod],
                ["logs that are switched off", "violated", { accessLogs: { enabled: false, bucket: "logs" } }, prod],
                ["logs without a bucket", "violated", { accessLogs: { enabled: true, bucket: "" } }, prod],
                ["no logs", "violated", {}, prod],
                ["no logs after the provider's say", "violated", {}, { ...prod, phase: "checked" }],
                ["logs that are not known", "undecided", { accessLogs: Unknown.computed }, prod],
                ["a switch that is no switch", "undecided", { accessLogs: { enabled: [], bucket: "logs" } }, prod],
                ["no logs outside production", "nothing", {}],
                ["a balancer for networks", "nothing", { loadBalancerType: "network" }, prod],
                ["a balancer for applications, said so", "violated", { loadBalancerType: "application" }, prod],
                ["a balancer of a kind that is not known", "undecided", { loadBalancerType: Unknown.computed }, prod],
            ]);
        });
    }
});
