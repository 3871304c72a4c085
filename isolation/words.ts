import type { GatewayFault } from "./gateways";
import type { Misuse } from "./link";
import type { Way, WayStep } from "./ways";

/** What a way is called. */
export function titleOf({ bothWays, from, steps, to }: Way): string {
    const through = steps.slice(0, -1).map(step => step.to);
    const title = `${from} ${bothWays ? "and" : "to"} ${to}`;
    return through.length === 0 ? title : `${title}, through ${through.join(" and ")}`;
}

/** Where a step is declared: `<stack>: <path>#<property>`. Nothing for what follows from what something is. */
export function placeOf({ edge: { at, declaredBy, target } }: WayStep): string | undefined {
    if (at === undefined) return target?.from;
    return `${declaredBy ?? ""}: ${at.path}#${at.property}`;
}

/** What a step says, as a clause with what it leads to. */
export function saysOf({ edge: { certainty, declaredBy, says, target }, from, to }: WayStep): string {
    const peer = declaredBy === from ? to : from;
    const aim = target === undefined ? "" : ` (${peer}: ${target.from})`;
    return `${says}${aim}${certainty === "undecided" ? ", as far as it can be read" : ""}`;
}

/** What to change to cut a way, each thing once. */
export function changesOf({ alternatives, steps }: Way): readonly string[] {
    const last = [...steps].reverse().find(({ edge }) => edge.change !== "");
    return [...new Set([last, ...alternatives].flatMap(step => (step === undefined ? [] : [step.edge.change])))];
}

/** What is wrong with a gateway. */
export function gatewayWords({ fault, gateway, name }: GatewayFault): string {
    return fault === "expired"
        ? `the gateway ${name} expired on ${gateway.expires}`
        : `the gateway ${name} is at ${gateway.at.join(", ")}, where nothing leads from ${gateway.from} to ${gateway.to}`;
}

/** How commons are used against what was declared of them. */
export function misuseWords({ common, connection, stack }: Misuse): string {
    const does = connection.access === "write" ? "writes to" : "reads from";
    return `${stack} ${does} ${common}, which was declared otherwise: ${connection.at.path}#${connection.at.property} ${connection.says}`;
}
