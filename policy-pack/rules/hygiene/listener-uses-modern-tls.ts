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
import { bare } from "../support/values";

/** Policies that speak TLS 1.2 and newer only (Elastic Load Balancing, "Security policies"). */
const MODERN_POLICY = /^ELBSecurityPolicy-(?:TLS13-1-[23]-|TLS-1-2-|FS-1-2-)/;

/** What AWS takes where none is named: it speaks TLS 1.0 (type documentation of the provider). */
const DEFAULT_POLICY = "ELBSecurityPolicy-2016-08";

export const listenerUsesModernTls = resourceRule({
    name: "listener-uses-modern-tls",
    family: "hygiene",
    severity: "high",
    description: "Load balancers speak TLS 1.2 or newer, and only send plain HTTP on to it.",
    remediation:
        'Set `sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"` on HTTPS and TLS listeners; give the HTTP listener one default action of the type `redirect` with `redirect.protocol: "HTTPS"`.',
    appliesTo: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
    check(subject) {
        const protocol = subject.read("protocol");
        if (protocol.state === "unknown") return undecidedBecauseUnknown(protocol);
        // Load balancers for applications take HTTP where nothing is said; those for gateways have no protocol.
        if (protocol.state === "absent") return subject.read("port").state === "absent" ? [] : judgePlain(subject);
        if (protocol.value === "HTTP") return judgePlain(subject);
        return protocol.value === "HTTPS" || protocol.value === "TLS" ? judgePolicy(subject) : [];
    },
});

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

function judgePlain(subject: Subject): Verdict {
    const property = "defaultActions";
    const actions = subject.readAll("defaultActions[]");
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
