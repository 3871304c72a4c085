import { z } from "zod";
import { parseUrn, STACK_TYPE } from "../../../plan/urn";
import type { Judged } from "./verdicts";

/** A finding of a policy pack, as the CLI's event log and `policy analyze --json` write it, one event a line. */
const EVENT = z.object({
    policyEvent: z
        .object({ policyName: z.string(), resourceUrn: z.string(), enforcementLevel: z.string(), message: z.string() })
        .optional(),
});

/** A finding as the CLI reports it. */
export type PolicyEvent = NonNullable<z.infer<typeof EVENT>["policyEvent"]>;

/** Reads the findings out of events. */
export function policyEvents(log: string): readonly PolicyEvent[] {
    return log
        .split("\n")
        .filter(line => line.trim() !== "")
        .flatMap(line => EVENT.parse(JSON.parse(line)).policyEvent ?? []);
}

/**
 * What the CLI says by rule, stack and URN, where the pack runs without strict mode: then what is undecided is an
 * advisory, and what is violated is mandatory. What holds is not reported.
 */
export function verdictsOfEvents(events: readonly PolicyEvent[], stack: string): ReadonlyMap<string, Judged> {
    const verdicts = new Map<string, Judged>();
    for (const { policyName, resourceUrn, enforcementLevel, message } of events) {
        // What is said of no resource, the CLI says of the one that stands for the stack.
        const urn = parseUrn(resourceUrn)?.type === STACK_TYPE ? "" : resourceUrn;
        const key = [policyName, stack, urn].join(" ");
        const known = verdicts.get(key);
        const outcome = enforcementLevel === "mandatory" || known?.outcome === "violated" ? "violated" : "undecided";
        verdicts.set(key, { outcome, unread: [], messages: [...(known?.messages ?? []), message] });
    }
    return verdicts;
}
