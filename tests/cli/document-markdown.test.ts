import assert from "node:assert/strict";
import * as prettier from "prettier";
import { alarm, type Block, code, type Inline } from "../../cli/report/document/model";
import { renderMarkdown } from "../../cli/report/document/markdown";

/** What a reader of GitHub Flavored Markdown makes of a text. */
interface Node {
    readonly type: string;
    readonly value?: string;
    readonly children?: readonly Node[];
}

/** The formatter's own parser, which it keeps for its developers. */
const { __debug: reader } = prettier as unknown as {
    readonly __debug: {
        readonly parse: (text: string, options: { readonly parser: "markdown" }) => Promise<{ readonly ast: Node }>;
    };
};

async function read(markdown: string): Promise<Node> {
    const { ast } = await reader.parse(markdown, { parser: "markdown" });
    return ast;
}

/** What is read of a node; markup that came of a value gives itself away. */
function textOf({ children = [], type, value }: Node): string {
    if (type === "html" || type === "image") return `<${type}>`;
    return value ?? children.map(textOf).join("");
}

const HOSTILE = [
    "a|b",
    "a\\|b",
    "`tick` and ``two``",
    "one\ntwo\r\nthree",
    "<b>bold</b> <!-- gone --> <script>alert(1)</script>",
    "&amp; &#124; & &lt;",
    "*a* _b_ __c__ ~~d~~ $e$",
    "# heading",
    "- item",
    "+ item",
    "12. item",
    "1) item",
    "> quote",
    "===",
    "---",
    "```",
    "| --- |",
    "[a](https://example.com) ![i](u)",
    "https://user@host/a_b_c www.a_b.example",
    "end\\",
    "|",
    "`a|b`",
    "\u001b[31mred\u0000",
];

/** The text of a value as every report prints it: without what steers a terminal, in one line. */
const plain = (value: string) => value.replace("\u001b[31m", "").replace("\u0000", "").replace(/\s+/g, " ");

describe("a document in Markdown", () => {
    for (const hostile of HOSTILE) {
        it(`given ${JSON.stringify(hostile)}, keeps it text wherever it stands`, async () => {
            for (const inline of [hostile, code(hostile), alarm(hostile)] satisfies Inline[]) {
                const blocks: readonly Block[] = [
                    { kind: "paragraph", line: [inline] },
                    { kind: "facts", facts: [[hostile, [[inline]]]] },
                    { kind: "table", caption: hostile, columns: ["a", hostile], rows: [[[inline], ["end"]]] },
                    { kind: "verdict", good: true, line: [inline] },
                    { kind: "section", title: [inline], blocks: [] },
                ];
                const { children = [] } = await read(renderMarkdown({ title: "t", blocks }));
                assert.deepEqual(
                    children.map(({ type }) => type),
                    ["heading", "paragraph", "list", "table", "blockquote", "heading"],
                );
                const [, paragraph, list, table, verdict, heading] = children.map(child => textOf(child));
                assert.equal(paragraph, plain(hostile));
                assert.equal(list, `${plain(hostile)}: ${plain(hostile)}`);
                assert.equal(table, `a${plain(hostile)}${plain(hostile)}end`);
                assert.equal(verdict, plain(hostile));
                assert.equal(heading, plain(hostile));
            }
        });
    }

    it("given sections in sections, gives each its depth, and none below six", () => {
        const deep = [1, 2, 3, 4, 5, 6].reduceRight<readonly Block[]>(
            (blocks, depth) => [{ kind: "section", title: [`s${depth}`], blocks }],
            [],
        );
        const markdown = renderMarkdown({ title: "t", blocks: deep });
        assert.equal(markdown, "# t\n\n## s1\n\n### s2\n\n#### s3\n\n##### s4\n\n###### s5\n\n###### s6\n");
    });

    it("given several lines of one term, lists them", () => {
        const facts: Block = { kind: "facts", facts: [["term", [["one"], [code("two")]]]] };
        assert.equal(renderMarkdown({ title: "t", blocks: [facts] }), "# t\n\n- **term:**\n  - one\n  - `two`\n");
    });
});
