import type { z } from "zod";
import type { GatewayFault } from "../../isolation/gateways";
import type { Misuse } from "../../isolation/link";
import type { Way, WayStep } from "../../isolation/ways";
import { type ExplainedEnds, holdsApart, type IsolationReport } from "../isolation/report";
import type { ISOLATION_DOCUMENT, ISOLATION_EXPLAIN_DOCUMENT, WayDocument } from "./isolation-schema";
import { changesOf } from "../../isolation/words";

/** Renders a report as JSON. */
export function renderIsolationJson(report: IsolationReport): string {
    const { environments, judgement, strict, today } = report;
    const certain = judgement.ways.filter(({ certainty }) => certainty === "declared").length;
    const document: z.input<typeof ISOLATION_DOCUMENT> = {
        schema: "stagewright.isolation/1",
        environments: environments.map(({ connections, facts, identities, project, stack }) => ({
            project,
            stack,
            identities,
            connections,
            ...(facts !== undefined && { facts }),
        })),
        today,
        strict,
        summary: {
            passes: holdsApart(report),
            walls: judgement.walls.map(([one, other]) => [one, other]),
            ways: certain,
            undecided: judgement.ways.length - certain,
            misuses: judgement.misuses.length,
            gatewayFaults: judgement.gatewayFaults.length,
        },
        ways: judgement.ways.map(wayDocument),
        misuses: judgement.misuses.map(misuseDocument),
        gatewayFaults: judgement.gatewayFaults.map(gatewayDocument),
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Renders the ways between two ends as JSON. */
export function renderExplanationJson({ from, to }: ExplainedEnds, ways: readonly Way[]): string {
    const document: z.input<typeof ISOLATION_EXPLAIN_DOCUMENT> = {
        schema: "stagewright.isolation-explain/1",
        from,
        to,
        ways: ways.map(wayDocument),
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Field by field, so that nothing reaches other programs by chance. */
function wayDocument(way: Way): WayDocument {
    const { alternatives, bothWays, certainty, from, steps, to } = way;
    return {
        from,
        to,
        bothWays,
        verdict: certainty === "declared" ? "violated" : "undecided",
        steps: steps.map(stepDocument),
        alternatives: alternatives.map(stepDocument),
        changes: [...changesOf(way)],
    };
}

function stepDocument({ edge, from, to }: WayStep): WayDocument["steps"][number] {
    const { access, at, certainty, declaredBy, kind, says, target } = edge;
    return {
        from,
        to,
        kind,
        certainty,
        access,
        says,
        ...(declaredBy !== undefined && { stack: declaredBy }),
        ...(at !== undefined && { urn: at.urn, path: at.path, property: at.property }),
        ...(target !== undefined && { target: target.from }),
    };
}

function misuseDocument({ common, connection, stack }: Misuse) {
    const { access, at, says } = connection;
    return { stack, common, access, says, urn: at.urn, path: at.path, property: at.property };
}

function gatewayDocument({ fault, gateway, name }: GatewayFault) {
    return { gateway: name, fault, from: gateway.from, to: gateway.to, at: [...gateway.at], expires: gateway.expires };
}
