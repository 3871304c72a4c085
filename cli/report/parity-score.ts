import { type CapabilityScore, type ParityScore, SHARE_OF_SCALED, WEIGHTS } from "../../parity/score";
import { type Line, paragraph, type Section, section } from "./document/model";
import { SUBJECT_TITLES } from "./parity-subjects";

/** How the score comes about, so that everybody can do the sum again. */
export function scoreSection({ capabilities, score }: ParityScore): Section {
    const weighted = capabilities.filter(({ weight }) => weight > 0);
    const weights = weighted.reduce((sum, { weight }) => sum + weight, 0);
    const products = weighted.map(one => `${one.score} × ${one.weight}`).join(" + ");
    return section(
        ["The score and its arithmetic"],
        [
            paragraph(
                `A resource counts 1 where nothing differs, ${SHARE_OF_SCALED} where only declared sizes do, and 0 where something undeclared does; of versions, each property does. 100 means that nothing is undeclared and nothing scaled.`,
            ),
            {
                kind: "table",
                caption: "The score by capability",
                columns: [
                    "Capability",
                    "Compared",
                    "Alike",
                    "Scaled",
                    "Undeclared",
                    "Score",
                    "Weight",
                    "Why this weight",
                ],
                rows: capabilities.map(scoreRow),
            },
            ...(weights === 0 ? [] : [paragraph(`Together: (${products}) / ${weights} = ${score}`)]),
        ],
    );
}

function scoreRow(one: CapabilityScore): readonly Line[] {
    const { alike, capability, compared, scaled, score, undeclared, weight } = one;
    const counts = [compared, alike, scaled, undeclared].map((amount): Line => [String(amount)]);
    return [
        [SUBJECT_TITLES[capability]],
        ...counts,
        [`100 × (${alike} + ${SHARE_OF_SCALED} × ${scaled}) / ${compared} = ${score}`],
        [String(weight)],
        [WEIGHTS[capability].reason],
    ];
}
