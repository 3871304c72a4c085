import type { Finding } from "../../policy-pack/kernel/judgement";
import { groupBy } from "./group-by";

/** One place that a rule has something to say of, and all that it says. */
export interface Place {
    readonly stacks: readonly string[];
    readonly path: string | undefined;
    readonly property: string | undefined;
    /** File and line. */
    readonly source: string | undefined;
    readonly statements: readonly Statement[];
}

/** What a rule says of a place. */
export interface Statement {
    readonly message: string;
    readonly evidence: readonly string[];
    /** What a waiver would approve, where there is something. */
    readonly digest: string | undefined;
}

/**
 * Puts the findings of one rule together by place, in their order: what is said of the same place in several stacks is
 * shown once, and so is a place of which several things are said.
 */
export function placesOf(findings: readonly Finding[]): readonly Place[] {
    const statements = groupBy(findings, ({ message, evidence, digest, ...finding }) =>
        [placeKey(finding), message, digest, ...evidence].join("\n"),
    );
    const said = statements.flatMap(same => {
        const [finding] = same;
        return finding === undefined ? [] : [{ finding, stacks: [...new Set(same.flatMap(one => one.stacks))] }];
    });
    return groupBy(said, ({ finding, stacks }) => [placeKey(finding), ...stacks].join("\n")).flatMap(place => {
        const [first] = place;
        if (first === undefined) return [];
        const { path, property } = first.finding;
        return [
            {
                stacks: first.stacks,
                path,
                property,
                source: sourceOf(first.finding),
                statements: place.map(({ finding: { also, message, evidence, digest } }) => ({
                    message,
                    evidence: also === undefined ? evidence : [...evidence, `found as well by ${also.join(", ")}`],
                    digest,
                })),
            },
        ];
    });
}

/** Puts places together of which the same is said in the same stacks, in the order in which each comes first. */
export function withSameStatements(places: readonly Place[]): readonly (readonly Place[])[] {
    return groupBy(places, ({ stacks, property, statements }) => JSON.stringify([stacks, property, statements]));
}

function placeKey(finding: Pick<Finding, "path" | "property" | "source">): string {
    return [finding.path, finding.property, sourceOf(finding)].join("\n");
}

function sourceOf({ source }: Pick<Finding, "source">): string | undefined {
    return source === undefined ? undefined : `${source.file}:${source.line}`;
}
