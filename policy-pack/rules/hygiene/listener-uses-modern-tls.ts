import { isPropertyMap, type PropertyValue } from "../../../plan/value";
import {
    decide,
    holds,
    resourceRule,
    show,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { bare } from "../../../plan/plain";

/** Policies that speak TLS 1.2 and newer only (Elastic Load Balancing, "Security policies"). */
const MODERN_POLICY = /^ELBSecurityPolicy-(?:TLS13-1-[23]-|TLS-1-2-|FS-1-2-)/;

/** What AWS takes where none is named: it speaks TLS 1.0 (type documentation of the provider). */
const DEFAULT_POLICY = "ELBSecurityPolicy-2016-08";

const LISTENERS = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
/** What a listener does with requests of some kind, before its default actions. */
const RULES = ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"];

export const listenerUsesModernTls = resourceRule({
    name: "listener-uses-modern-tls",
    family: "hygiene",
    severity: "high",
    description: "Load balancers speak TLS 1.2 or newer, and only send plain HTTP on to it.",
    remediation:
        'Set `sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"` on HTTPS and TLS listeners; give the HTTP listener one default action of the type `redirect` with `redirect.protocol: "HTTPS"`.',
    appliesTo: [...LISTENERS, ...RULES],
    check(subject) {
        if (RULES.includes(subject.type)) return judgeRule(subject);
        const reading = subject.read("protocol");
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        const protocol = protocolOf(subject);
        if (protocol === "HTTP") return judgePlain(subject, "defaultActions");
        return protocol === "HTTPS" || protocol === "TLS" ? judgePolicy(subject) : [];
    },
});

/** The protocol of a listener; nothing where it is not known. */
function protocolOf(listener: Subject): PropertyValue | undefined {
    const protocol = listener.read("protocol");
    if (protocol.state === "unknown") return undefined;
    if (protocol.state === "known") return protocol.value;
    // Load balancers for applications take HTTP where nothing is said; those for gateways have no protocol.
    return listener.read("port").state === "absent" ? "GENEVE" : "HTTP";
}

/** What a rule does counts where its listener speaks plain HTTP. */
function judgeRule(subject: Subject): Verdict | readonly Verdict[] {
    const verdict = judgePlain(subject, "actions");
    if (verdict.outcome === "holds") return verdict;
    const property = "listenerArn";
    const [listener, ...more] = subject.comesFrom(property).filter(({ type }) => LISTENERS.includes(type));
    if (listener === undefined || more.length > 0) {
        const message = `${property} names a listener that the plan does not show: whether it speaks plain HTTP cannot be told`;
        return undecided({ property, message });
    }
    const protocol = protocolOf(listener);
    if (protocol === "HTTP") return verdict;
    if (protocol !== undefined) return [];
    return undecided({ property, message: `the protocol of ${listener.name} is not known` });
}

function judgePolicy(subject: Subject): Verdict {
    const property = "sslPolicy";
    const reading = subject.read(property, { default: DEFAULT_POLICY });
    return decide(reading, {
        absent: holds,
        known: value => {
            if (typeof value === "string" && MODERN_POLICY.test(value)) return holds();
            const message = `${property} is ${show(reading, [DEFAULT_POLICY])}, expected one of TLS 1.2 and newer: older versions are broken, and auditors and browsers refuse them`;
            return violated({ property, message });
        },
    });
}

function judgePlain(subject: Subject, property: "defaultActions" | "actions"): Verdict {
    const actions = subject.readAll(`${property}[]`);
    if (actions.length === 0)
        return undecided({ property, message: `${property} is not set, so where requests go cannot be told` });
    let doubt: Verdict | undefined;
    for (const reading of actions) {
        if (reading.state === "unknown") doubt ??= undecidedBecauseUnknown(reading);
        if (reading.state !== "known") continue;
        const answer = answersSafely(reading.value);
        if (answer === undefined)
            doubt ??= undecided({ property, message: `${reading.path} cannot be read: a part of it is not known` });
        if (answer === false) {
            const message = `${reading.path} serves plain HTTP, expected a redirect to HTTPS: everybody on the way reads and changes what is sent`;
            return violated({ property, message });
        }
    }
    return doubt ?? holds();
}

/** Whether an action sends the caller on to HTTPS, or turns it away; nothing where that is not known. */
function answersSafely(action: PropertyValue): boolean | undefined {
    if (!isPropertyMap(action)) return undefined;
    const type = bare(action["type"] ?? null);
    if (typeof type !== "string") return undefined;
    if (type === "fixed-response") return true;
    if (type !== "redirect") return false;
    const redirect = bare(action["redirect"] ?? null);
    if (!isPropertyMap(redirect)) return undefined;
    // `#{protocol}`, which stays with what the caller took, is the default.
    const protocol = redirect["protocol"] === undefined ? "#{protocol}" : bare(redirect["protocol"]);
    return typeof protocol === "string" ? protocol === "HTTPS" : undefined;
}
