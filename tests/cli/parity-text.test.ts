import assert from "node:assert/strict";
import { layoutFor } from "../../cli/report/layout";
import { parityDocument } from "../../cli/report/parity-document";
import { renderMarkdown } from "../../cli/report/document/markdown";
import { renderParityText } from "../../cli/report/parity-text";
import { planOf, PROD, STAGING, type WrittenResource } from "../parity/plans";
import { parityReport } from "./parity-sample";

const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";

const zone = (letter: string): readonly WrittenResource[] => [
    { at: `table-${letter}`, type: TABLE, inputs: { zone: letter } },
    { at: `subnet-${letter}`, type: SUBNET, inputs: { zone: letter } },
];
const sized = (size: number): readonly WrittenResource[] => [
    { at: "one", inputs: { size, days: size } },
    { at: "two", inputs: { size: size + 1, days: size } },
];
const entry = (at: string, more = "approves: v1-0123456789abcdef", reviewBy = "2026-12-31") =>
    `- { at: "${at}", class: scaled, ${more}, reason: size, owner: shop, reviewBy: ${reviewBy} }\n`;

type Given = Parameters<typeof parityReport>;
const textOf = (...given: Given) => renderParityText(parityReport(...given), layoutFor(undefined, false));
const documentOf = (...given: Given) => renderMarkdown(parityDocument(parityReport(...given)));

describe("the report of differences at a terminal", () => {
    it("given a zone that one environment has alone, lists each of its resources, the first among them", () => {
        const stacks = [
            planOf(PROD, ["a", "b", "c"].flatMap(zone)),
            planOf(STAGING, ["a", "b"].flatMap(zone)),
        ] as const;
        assert.match(
            textOf(...stacks),
            /prod has these 2 resources, .*\n {4}\*-c\*\n {6}table-c \(aws:ec2\/routeTable:RouteTable\)\n {6}subnet-c \(aws:ec2\/subnet:Subnet\)\n/,
        );
        assert.match(documentOf(...stacks), /these 2 resources, .*; table-c \(.*; subnet-c \(/);
    });

    it("given faulty entries, says of each its line in the ledger", () => {
        const ledger = entry("one#size", "values: { prod: 9, staging: 3 }", "2026-11-20") + entry("gone#size");
        const stacks = [planOf(PROD, sized(9).slice(0, 1)), planOf(STAGING, sized(3).slice(0, 1)), ledger] as const;
        assert.match(textOf(...stacks), /was to be reviewed by .*\n {4}one#size {2}differences\.yaml:1\n/);
        assert.match(textOf(...stacks), /there is none\n {4}gone#size {2}differences\.yaml:2\n/);
        assert.match(documentOf(...stacks), /\| `one#size` differences\.yaml:1 \| was to be reviewed by/);
    });

    it("given several entries to approve anew, prints the digest of each with its values", () => {
        const stacks = [planOf(PROD, sized(9)), planOf(STAGING, sized(3)), entry("*#size") + entry("*#days")] as const;
        const text = textOf(...stacks);
        const approvals = [...text.matchAll(/\*#(\w+) {2}differences.*\n((?: {6}\S.*\n)+) {4}change {2}.*v1-\w{16}/g)];
        assert.deepEqual(
            approvals.map(([, property = "", values = ""]) => [property, values.trim().split(/\n\s+/)]),
            [
                ["size", ["9 | 3", "10 | 4"]],
                ["days", ["9 | 3", "9 | 3"]],
            ],
        );
        assert.equal(new Set(text.match(/v1-\w{16}/g)).size, 2, text);
        assert.match(documentOf(...stacks), /other values than .* approved; 9 &#124; 3; 10 &#124; 4 \|/);
    });

    it("given entries that contradict each other, names all of them", () => {
        const ledger = `${entry("one#size")}${entry("one#si*").replace("scaled", "distinct")}`;
        const text = textOf(planOf(PROD, sized(9)), planOf(STAGING, sized(3)), ledger);
        assert.match(
            text,
            / {6}differences\.yaml:1 {2}one#size: scaled\n {6}differences\.yaml:2 {2}one#si\*: distinct\n/,
        );
    });

    it("given a thing that both share, says why each must have its own", () => {
        const bucket = [{ at: "store", type: "aws:s3/bucket:Bucket", inputs: { bucket: "orders" } }];
        assert.match(textOf(planOf(PROD, bucket), planOf(STAGING, bucket)), /store#bucket\n {6}why: \S/);
    });

    it("given a terminal too narrow for the table of the score, says what each number is", () => {
        const queues = (size: number) => [{ at: "jobs", type: "aws:sqs/queue:Queue", inputs: { delaySeconds: size } }];
        const report = parityReport(planOf(PROD, queues(9)), planOf(STAGING, queues(3)));
        const text = renderParityText(report, layoutFor(40, false));
        assert.match(text, /\n {2}data 0: 0 alike, 0 scaled and 1\n {4}undeclared of 1; weight 20\n/);
        assert.ok(text.split("\n").every(line => line.length <= 40));
    });

    it("given what nobody declared, says that entries can be proposed", () => {
        const text = textOf(planOf(PROD, sized(9)), planOf(STAGING, sized(3)));
        assert.match(text.replace(/\s+/g, " "), /`stagewright parity --write` proposes the entry/);
    });

    it("given a difference that its message tells in full, says it once", () => {
        const text = textOf(planOf(PROD, sized(9)), planOf(STAGING, sized(3)));
        assert.doesNotMatch(text, /9 \| 3/);
    });
});
