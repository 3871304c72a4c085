import assert from "node:assert/strict";
import { hash } from "node:crypto";
import type { Block, Line, ReportDocument, Section } from "../../cli/report/document/model";
import { renderHtml } from "../../cli/report/document/html";
import { renderMarkdown } from "../../cli/report/document/markdown";
import { layoutFor } from "../../cli/report/layout";
import { parityDocument } from "../../cli/report/parity-document";
import { renderParityText } from "../../cli/report/parity-text";
import { WEIGHTS } from "../../parity/score";
import { Unknown } from "../../plan/value";
import { planOf, PROD, STAGING, type WrittenResource } from "../parity/plans";
import { parityReport } from "./parity-sample";

const NODES = "aws:eks/nodeGroup:NodeGroup";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";

const resources = (size: number, days: number): readonly WrittenResource[] => [
    { at: "app/nodes", type: NODES, inputs: { scalingConfig: { desiredSize: size } } },
    { at: "app/audit", type: LOGS, inputs: { retentionInDays: days } },
];

const entry = (at: string, more: string, reviewBy = "2026-12-31") =>
    `- { at: "${at}", ${more}, reason: "because of ${at}", owner: shop, reviewBy: ${reviewBy} }\n`;
const NODES_ENTRY = entry("app/nodes#scalingConfig", "class: scaled, values: { prod: 9, staging: 3 }");
const AUDIT_ENTRY = entry("app/*#retentionInDays", "class: scaled, values: { prod: 365, staging: 30 }");

function report(ledger: string, today?: string) {
    return parityReport(planOf(PROD, resources(9, 365)), planOf(STAGING, resources(3, 30)), ledger, today);
}

function said(line: Line): string {
    return line.map(inline => (typeof inline === "string" ? inline : inline.text)).join("");
}

function sections(blocks: readonly Block[]): readonly Section[] {
    return blocks.filter(block => block.kind === "section");
}

function part({ blocks }: Pick<ReportDocument, "blocks">, ...titles: readonly string[]): Section {
    const [title, ...inner] = titles;
    const found = sections(blocks).find(one => said(one.title) === title);
    assert.ok(
        found,
        `no part ${title}; there are ${sections(blocks)
            .map(one => said(one.title))
            .join(", ")}`,
    );
    return inner.length === 0 ? found : part(found, ...inner);
}

/** Facts and rows of a part, as "term: line" and "cell | cell". */
function linesOf({ blocks }: Section): readonly string[] {
    return blocks.flatMap(block => {
        switch (block.kind) {
            case "facts":
                return block.facts.flatMap(([term, lines]) => lines.map(line => `${term}: ${said(line)}`));
            case "table":
                return block.rows.map(cells => cells.map(said).join(" | "));
            case "paragraph":
            case "verdict":
                return [said(block.line)];
            case "section":
            case "drawing":
                return [];
        }
    });
}

const titles = ({ blocks }: Pick<ReportDocument, "blocks">) => sections(blocks).map(({ title }) => said(title));

describe("the document of differences", () => {
    it("given declared differences, tells them by capability: why, what no test shows, whose, until when, the values", () => {
        const document = parityDocument(report(NODES_ENTRY + AUDIT_ENTRY));
        assert.deepEqual(titles(document), [
            "What a test in staging cannot show",
            "The score and its arithmetic",
            "What differs by declaration",
        ]);
        assert.deepEqual(titles(part(document, "What differs by declaration")), ["Compute", "Observability"]);
        const nodes = part(document, "What differs by declaration", "Compute", "app/nodes#scalingConfig");
        assert.deepEqual(linesOf(nodes), [
            "Why: because of app/nodes#scalingConfig",
            "A test in staging cannot show: load, latency and growth at the size of prod: figures measured in staging hold for staging alone",
            "Owner: shop",
            "To be reviewed by: 2026-12-31",
            "app/nodes#scalingConfig.desiredSize | 9 | 3",
        ]);
    });

    it("given what is undeclared, forbidden and overdue, tells it before all else, the worst first", () => {
        const encrypted = (on: boolean) => ({
            at: "app/store",
            type: "aws:rds/cluster:Cluster",
            inputs: { storageEncrypted: on },
        });
        const document = parityDocument(
            parityReport(
                planOf(PROD, [...resources(9, 365), encrypted(true)]),
                planOf(STAGING, [...resources(3, 30), encrypted(false)]),
                entry("app/*#retentionInDays", "class: scaled, values: { prod: 365, staging: 30 }", "2026-11-20"),
            ),
        );
        assert.equal(titles(document)[0], "To settle first");
        assert.deepEqual(titles(part(document, "To settle first")), [
            "Differs, and never may",
            "Differs, and nobody declared it",
            "Declared, and its review is overdue",
        ]);
        assert.deepEqual(linesOf(part(document, "To settle first", "Differs, and nobody declared it")), [
            "app/nodes#scalingConfig.desiredSize | desiredSize is 9 in prod and 3 in staging, and nobody declared it | load, latency and growth at the size of prod: figures measured in staging hold for staging alone",
            "Make them alike, or declare it in differences.yaml with a reason, an owner and a date of review: `stagewright parity --write` proposes the entry.",
        ]);
    });

    it("given places that each need another change, says it beside each", () => {
        const document = parityDocument(
            report(
                entry("app/nodes#scalingConfig", "class: scaled, approves: v1-0123456789abcdef") +
                    entry("app/audit#retentionInDays", "class: scaled, approves: v1-0123456789abcdef"),
            ),
        );
        const lines = linesOf(part(document, "To settle first", "Differs in other values than were approved"));
        assert.equal(lines.length, 2);
        const changes = lines.map(line => line.split(" | ").at(-1));
        for (const change of changes) assert.match(change ?? "", /^Approve them anew with .*v1-[0-9a-f]{16}/);
        assert.notEqual(changes[0], changes[1]);
    });

    it("given what must differ, tells it apart from what is scaled", () => {
        const document = parityDocument(report(NODES_ENTRY + entry("app/audit#retentionInDays", "class: distinct")));
        assert.deepEqual(titles(part(document, "What differs by declaration")), ["Compute"]);
        assert.deepEqual(linesOf(part(document, "What must be distinct", "app/audit#retentionInDays")).slice(0, 2), [
            "Why: because of app/audit#retentionInDays",
            "A test in staging cannot show: that the value of prod is right: staging has its own by intent",
        ]);
    });

    it("given an entry on its last day, marks nothing; a day later, marks it as overdue", () => {
        const reviewed = (today: string) =>
            linesOf(
                part(
                    parityDocument(report(NODES_ENTRY + AUDIT_ENTRY, today)),
                    "What differs by declaration",
                    "Observability",
                    "app/*#retentionInDays",
                ),
            ).find(line => line.startsWith("To be reviewed by"));
        assert.equal(reviewed("2026-12-31"), "To be reviewed by: 2026-12-31");
        assert.equal(reviewed("2027-01-01"), "To be reviewed by: 2026-12-31 overdue");
    });

    it("given a score, shows the sum that anybody can do again, and why each weight is as it is", () => {
        const given = report(NODES_ENTRY);
        const lines = linesOf(part(parityDocument(given), "The score and its arithmetic"));
        assert.ok(
            lines.includes(`Compute | 1 | 0 | 1 | 0 | 100 × (0 + 0.5 × 1) / 1 = 50 | 10 | ${WEIGHTS.compute.reason}`),
        );
        const sum = lines.find(line => line.startsWith("Together: "));
        assert.equal(sum, `Together: (50 × 10 + 0 × 10) / 20 = ${given.score.score}`);
        assert.equal(given.score.score, 25);
    });

    it("given exported states, which hold no settings, says that none were compared; given programs, says nothing of it", () => {
        const state = (where: typeof PROD) => ({ ...planOf(where, resources(9, 1)), source: "state" as const });
        const summary = ({ blocks: [, facts] }: ReportDocument) => JSON.stringify(facts);
        const said = "settings (@config): a file that was read holds none";
        assert.ok(summary(parityDocument(parityReport(state(PROD), state(STAGING)))).includes(said));
        assert.ok(!summary(parityDocument(report(NODES_ENTRY))).includes("Not compared"));
        const text = renderParityText(parityReport(state(PROD), state(STAGING)), layoutFor(undefined, false));
        assert.match(text, /^ {2}not compared: settings \(@config\): a file that was read holds none$/m);
    });

    it("given stacks that are alike, says so and has nothing to settle", () => {
        const document = parityDocument(parityReport(planOf(PROD, resources(9, 1)), planOf(STAGING, resources(9, 1))));
        assert.deepEqual(document.blocks[0], {
            kind: "verdict",
            good: true,
            line: ["Alike but for what was declared. Parity 100 of 100."],
        });
        assert.deepEqual(titles(document), ["The score and its arithmetic"]);
    });

    it("given what could not be decided, says so: passing where it is not strict, failing where it is", () => {
        const unknown = { at: "app/one", inputs: { endpoint: Unknown.computed } };
        const given = parityReport(planOf(PROD, [unknown]), planOf(STAGING, [unknown]));
        assert.deepEqual(
            given.judgement.findings.map(({ verdict }) => verdict),
            ["undecided"],
        );
        const verdict = (strict: boolean) => parityDocument({ ...given, strict }).blocks[0];
        assert.deepEqual(verdict(false), {
            kind: "verdict",
            good: true,
            line: ["Alike but for what was declared, as far as it could be decided. Parity 0 of 100."],
        });
        assert.deepEqual(verdict(true), {
            kind: "verdict",
            good: false,
            line: ["Undecided in places, which strict mode does not let pass. Parity 0 of 100."],
        });
    });

    it("given what only production has, says how much of it there is", () => {
        const part = { at: "app/more", type: "acme:index:Part" };
        const document = parityDocument(
            parityReport(
                planOf(PROD, [...resources(9, 1), part, { at: "app/more/a" }, { at: "app/more/b" }]),
                planOf(STAGING, resources(9, 1)),
                entry("app/more", "class: scaled, values: { prod: present, staging: absent }"),
            ),
        );
        const [section] = sections(document.blocks).filter(one => said(one.title) === "What differs by declaration");
        const lines = sections(sections(section?.blocks ?? [])[0]?.blocks ?? []).flatMap(linesOf);
        assert.ok(lines.includes("Resources: app/more/b (aws:sqs/queue:Queue)"), lines.join("\n"));
        assert.ok(lines.includes("app/more (3 resources) | present | absent"), lines.join("\n"));
    });
});

describe("the page of differences", () => {
    const HOSTILE = `</style><script>alert("x")</script><img src=x onerror=alert(1)> & "quoted" 'single'`;
    const hostile: ReportDocument = {
        title: HOSTILE,
        blocks: [
            { kind: "paragraph", line: [HOSTILE, { kind: "code", text: HOSTILE }, { kind: "alarm", text: HOSTILE }] },
            { kind: "facts", facts: [[HOSTILE, [[HOSTILE]]]] },
            { kind: "table", caption: HOSTILE, columns: [HOSTILE], rows: [[[HOSTILE]]] },
            { kind: "section", title: [HOSTILE], blocks: [] },
        ],
    };

    it("given markup in every place, holds no element and no attribute of it", () => {
        // What stands in quotes is no markup.
        const page = renderHtml(hostile).replace(/="[^"]*"/g, "");
        const elements = [...page.matchAll(/<([a-z]\w*)([^>]*)>/g)];
        const allowed =
            "html head meta title style body main h1 h2 p code wbr strong dl div dt dd table caption thead tr th tbody td span section";
        assert.deepEqual(
            [...new Set(elements.map(([, name]) => name))].filter(name => !allowed.split(" ").includes(name ?? "")),
            [],
        );
        const attributes = new Set(elements.flatMap(([, , given = ""]) => given.trim().split(" ")));
        assert.deepEqual([...attributes].sort(), [
            "",
            "charset",
            "class",
            "content",
            "data-label",
            "http-equiv",
            "id",
            "lang",
            "name",
            "scope",
        ]);
    });

    it("given what steers a terminal, holds nothing of it, as no browser takes it", () => {
        const page = renderHtml({
            title: "t\u0000",
            blocks: [{ kind: "table", caption: "c\u001b[31m", columns: ["h\u0007"], rows: [[["v\u0000"]]] }],
        });
        assert.doesNotMatch(page, /[\u0000-\u0008\u000b-\u001f]/);
    });

    it("admits nothing but its own style, and that is the one it has", () => {
        const page = renderHtml(parityDocument(report(NODES_ENTRY)));
        const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
        const [, style = ""] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
        assert.equal(
            policy,
            `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'; base-uri 'none'; form-action 'none'`,
        );
        assert.doesNotMatch(page, /<(?:script|link|img|iframe|object)|\bsrc=|@import|url\(/);
    });

    it("says what the Markdown says", () => {
        const document = parityDocument(report(NODES_ENTRY + AUDIT_ENTRY));
        const words = (text: string) =>
            text
                .replaceAll("<wbr>", "")
                .replace(/<[^>]*>/g, " ")
                .replace(/[^\w.]+/g, " ");
        const page = words(renderHtml(document).replace(/^.*<body>/s, ""));
        for (const line of renderMarkdown(document).split("\n"))
            for (const word of words(line.replace(/\\|`|\*\*/g, "")).split(" ")) assert.ok(page.includes(word), word);
    });
});
