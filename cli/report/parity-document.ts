import type { DeclaredDifference, ParityFault, ParityFinding } from "../../parity/judge";
import { placeOf } from "../../parity/shown";
import type { Difference } from "../../parity/stacks";
import { type StackNames, SUBJECTS, subjectOf, untestable } from "../../parity/untestable";
import { groupBy } from "../../plan/group-by";
import { shortened } from "../../policy-pack/rules/support/difference-findings";
import { namesOf, type ParityReport, passes, verdictOf } from "../parity/report";
import { type Block, code, type Line, paragraph, type ReportDocument, type Section, section } from "./document/model";
import { count } from "./layout";
import { cannotShow, entrySections } from "./parity-entries";
import { entryLine, factsOf } from "./parity-facts";
import { notCompared } from "./parity-unread";
import { PARITY_FAULTS } from "./parity-faults";
import { scoreSection } from "./parity-score";
import { SUBJECT_TITLES } from "./parity-subjects";

/** What testers and managers read: what differs, why, what a test therefore cannot show, who owns it and until when. */
export function parityDocument(report: ParityReport): ReportDocument {
    const names = namesOf(report);
    const isDistinct = ({ entry }: DeclaredDifference) => entry.class === "distinct";
    const { declared } = report.judgement;
    return {
        title: `How ${names.right} differs from ${names.left}`,
        blocks: [
            ...summary(report),
            ...toSettle(report, names),
            ...allLost(report, names),
            scoreSection(report.score),
            ...bySubject(
                declared.filter(one => !isDistinct(one)),
                report,
                names,
            ),
            ...distinct(declared.filter(isDistinct), report, names),
            ...byLikeness(report, names),
        ],
    };
}

function summary(report: ParityReport): readonly Block[] {
    const { aligned, judgement, score, today, unread } = report;
    return [
        {
            kind: "verdict",
            good: passes(report),
            line: [`${verdictOf(report)}. Parity ${score.score} of 100.`],
        },
        {
            kind: "facts",
            facts: [
                ["Judged on", [[today]]],
                ["In both", [[count(aligned.resources, "resource")]]],
                ["Declared", [[count(judgement.declared.length, "difference")]]],
                ["To settle", [[count(judgement.findings.length, "finding")]]],
                ...(unread.length === 0 ? [] : [["Not compared", [[notCompared(unread)]]] as const]),
            ],
        },
    ];
}

function toSettle({ judgement }: ParityReport, names: StackNames): readonly Section[] {
    if (judgement.findings.length === 0) return [];
    const differences = new Map(judgement.undeclared.map(difference => [placeOf(difference), difference]));
    const order = Object.keys(PARITY_FAULTS) as readonly ParityFault[];
    const faults = order.map(fault => judgement.findings.filter(finding => finding.fault === fault));
    return [
        section(
            ["To settle first"],
            faults.filter(found => found.length > 0).map(found => faultSection(found, differences, names)),
        ),
    ];
}

function faultSection(
    found: readonly ParityFinding[],
    differences: ReadonlyMap<string, Difference>,
    names: StackNames,
): Section {
    const title = found[0] === undefined ? "" : PARITY_FAULTS[found[0].fault];
    const lost = (at: string): Line => {
        const difference = differences.get(at);
        return difference === undefined ? [] : [untestable(difference, undefined, names).join("; ")];
    };
    const hasLost = found.some(({ at }) => differences.has(at));
    const [remediation = "", ...others] = new Set(found.map(one => one.remediation));
    // What is to be done is said once, unless each place needs its own.
    const isShared = others.length === 0;
    return section(
        [title],
        [
            {
                kind: "table",
                caption: title,
                columns: [
                    "Where",
                    "What was found",
                    ...(hasLost ? [cannotShow(names)] : []),
                    ...(isShared ? [] : ["What to change"]),
                ],
                rows: found.map(one => [
                    [code(one.at), ...entryLine(one).map(line => ` ${line}`)],
                    [[one.message, ...shortened(factsOf(one))].join("; ")],
                    ...(hasLost ? [lost(one.at)] : []),
                    ...(isShared ? [] : [[one.remediation]]),
                ]),
            },
            ...(isShared ? [paragraph(remediation)] : []),
        ],
    );
}

/** All that is lost to testers, at a glance. What must be distinct is lost by intent, and told there. */
function allLost({ judgement: { declared, undeclared } }: ParityReport, names: StackNames): readonly Section[] {
    const scaled = declared.flatMap(({ difference, entry }) => (entry.class === "distinct" ? [] : [difference]));
    const groups = groupBy([...scaled, ...undeclared], subjectOf);
    const facts = SUBJECTS.flatMap(subject => {
        const clauses = (groups.get(subject) ?? []).flatMap(one => untestable(one, undefined, names));
        const lines = [...new Set(clauses)].map((clause): Line => [clause]);
        return lines.length === 0 ? [] : [[SUBJECT_TITLES[subject], lines] as const];
    });
    return facts.length === 0
        ? []
        : [section([`What a test in ${names.right} cannot show`], [{ kind: "facts", facts }])];
}

function bySubject(
    declared: readonly DeclaredDifference[],
    report: ParityReport,
    names: StackNames,
): readonly Section[] {
    const groups = groupBy(declared, ({ difference }) => subjectOf(difference));
    const sections = SUBJECTS.flatMap(subject => {
        const found = groups.get(subject);
        return found === undefined ? [] : [section([SUBJECT_TITLES[subject]], entrySections(found, report, names))];
    });
    if (sections.length === 0) return [];
    return [
        section(
            ["What differs by declaration"],
            [
                paragraph(
                    `${count(declared.length, "difference")} in size, number or duration, or in what only one environment has. The reason is its owner's; what a test in ${names.right} cannot show follows from what differs.`,
                ),
                ...sections,
            ],
        ),
    ];
}

function distinct(
    declared: readonly DeclaredDifference[],
    report: ParityReport,
    names: StackNames,
): readonly Section[] {
    if (declared.length === 0) return [];
    return [
        section(
            ["What must be distinct"],
            [
                paragraph("Each environment has its own here by intent: being equal would be the fault."),
                ...entrySections(declared, report, names),
            ],
        ),
    ];
}

function byLikeness({ aligned: { byLikeness } }: ParityReport, { left, right }: StackNames): readonly Section[] {
    if (byLikeness.length === 0) return [];
    return [
        section(
            ["Taken for one another by their looks"],
            [
                paragraph("Their names or parents differ; all else says that they are the same."),
                {
                    kind: "table",
                    caption: "Taken for one another by their looks",
                    columns: [left, right],
                    rows: byLikeness.map(pair => pair.map((path): Line => [code(path)])),
                },
            ],
        ),
    ];
}
