import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { listenerUsesModernTls as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

describe("listener-uses-modern-tls", () => {
    const redirect = (to: PropertyMap): PropertyMap => ({
        protocol: "HTTP",
        port: 80,
        defaultActions: [{ type: "redirect", redirect: to }],
    });
    tries(rule, "aws:lb/listener:Listener", [
        ["TLS 1.2 and newer", "holds", { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }],
        ["TLS 1.3 alone", "holds", { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" }],
        ["TLS 1.1", "violated", { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-1-2021-06" }],
        ["no policy, which stands for TLS 1.0", "violated", { protocol: "HTTPS" }],
        ["no policy, after the provider's say", "violated", { protocol: "HTTPS" }, { phase: "checked" }],
        ["a policy that is not known", "undecided", { protocol: "HTTPS", sslPolicy: Unknown.computed }],
        ["a secret policy", "violated", { protocol: "HTTPS", sslPolicy: new Secret("ELBSecurityPolicy-2016-08") }],
        ["plain HTTP sent on", "holds", redirect({ protocol: "HTTPS", statusCode: "HTTP_301" })],
        ["plain HTTP sent on to plain HTTP", "violated", redirect({ port: "8080" })],
        ["plain HTTP turned away", "holds", { protocol: "HTTP", defaultActions: [{ type: "fixed-response" }] }],
        ["plain HTTP served", "violated", { protocol: "HTTP", defaultActions: [{ type: "forward" }] }],
        [
            "a port, and no protocol, which stands for plain HTTP",
            "violated",
            { port: 80, defaultActions: [{ type: "forward" }] },
        ],
        ["an action that is not known", "undecided", { protocol: "HTTP", defaultActions: [Unknown.computed] }],
        ["no actions", "undecided", { protocol: "HTTP" }],
        ["TCP, whose ends speak TLS themselves", "nothing", { protocol: "TCP" }],
        ["a gateway, which has neither", "nothing", { defaultActions: [{ type: "forward" }] }],
        ["a protocol that is not known", "undecided", { protocol: Unknown.computed }],
    ]);

    describe("of a rule", () => {
        // Judged besides, and never what is found.
        const sound = {
            sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
            defaultActions: [{ type: "fixed-response" }],
        };
        const of = (inputs: PropertyMap) => {
            const listener = resource("aws:lb/listener:Listener", { ...sound, ...inputs }, { name: "web" });
            return { comesFrom: { listenerArn: [listener] }, beside: [listener] };
        };
        const plain = of({ protocol: "HTTP", port: 80 });
        const one = resource("aws:lb/listener:Listener", { ...sound, protocol: "HTTPS" }, { name: "one" });
        const other = resource("aws:lb/listener:Listener", { ...sound, protocol: "HTTP" }, { name: "other" });
        const forward = { listenerArn: Unknown.computed, actions: [{ type: "forward" }] };
        const onwards = { actions: [{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }] };
        for (const type of ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"]) {
            tries(rule, type, [
                ["plain HTTP served", "violated", forward, plain],
                ["plain HTTP served by the protocol that is taken by default", "violated", forward, of({ port: 80 })],
                ["plain HTTP sent on", "holds", onwards, plain],
                [
                    "a request served over TLS, of which only the listener is judged",
                    "holds",
                    forward,
                    of({ protocol: "HTTPS", port: 443 }),
                ],
                ["a protocol that is not known", "undecided", forward, of({ protocol: Unknown.computed })],
                [
                    "a listener that the plan does not show",
                    "undecided",
                    { listenerArn: "arn", actions: [{ type: "forward" }] },
                ],
                [
                    "two listeners",
                    "undecided",
                    forward,
                    { comesFrom: { listenerArn: [one, other] }, beside: [one, other] },
                ],
                ["an action that is not known", "undecided", { actions: [Unknown.computed] }, plain],
                ["a secret action", "violated", { actions: [new Secret({ type: "forward" })] }, plain],
                ["no actions", "undecided", {}, plain],
            ]);
        }
    });
});
