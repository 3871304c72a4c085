/*
 * Draws what a terminal shows as an SVG picture, for the README.
 * Use: FORCE_COLOR=1 node dist/cli/main.js check | node tools/terminal-picture.mjs "npm start" > docs/images/check.svg
 */
import { readFileSync } from "node:fs";

const FONT_SIZE = 13;
const LINE_HEIGHT = 18;
const CHARACTER_WIDTH = 7.8;
const MARGIN = 20;
const TITLE_BAR = 34;
const DEFAULT_COLOUR = "#d6deeb";
const COLOURS = {
    31: "#ff6b6b",
    32: "#7ee787",
    33: "#ffcf5c",
    34: "#7cb7ff",
    35: "#d2a8ff",
    36: "#5ad4e6",
    37: "#ffffff",
    90: "#8b98a9",
    91: "#ff8a8a",
    92: "#9df2a5",
    93: "#ffe08a",
    94: "#9ccaff",
    95: "#e2c5ff",
    96: "#8be6f2",
};

/** Splits one line into runs of the same style. */
function runsOf(line) {
    const runs = [];
    let style = { colour: DEFAULT_COLOUR, bold: false, dim: false };
    for (const [, codes, text] of line.matchAll(/(?:\u001b\[([\d;]*)m)|([^\u001b]+)/g)) {
        if (text !== undefined) runs.push({ ...style, text });
        for (const code of (codes ?? "")
            .split(";")
            .filter(part => part !== "")
            .map(Number)) {
            if (code === 0) style = { colour: DEFAULT_COLOUR, bold: false, dim: false };
            else if (code === 1) style = { ...style, bold: true };
            else if (code === 2) style = { ...style, dim: true };
            else if (code === 22) style = { ...style, bold: false, dim: false };
            else if (code === 39) style = { ...style, colour: DEFAULT_COLOUR };
            else style = { ...style, colour: COLOURS[code] ?? style.colour };
        }
    }
    return runs;
}

const escape = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const title = process.argv[2] ?? "";
const lines = readFileSync(0, "utf8").trimEnd().split("\n");
const columns = Math.max(...lines.map(line => runsOf(line).reduce((sum, { text }) => sum + text.length, 0)));
const width = Math.ceil(columns * CHARACTER_WIDTH + 2 * MARGIN);
const height = TITLE_BAR + lines.length * LINE_HEIGHT + MARGIN;

const body = lines.map((line, index) => {
    const spans = runsOf(line).map(
        ({ text, colour, bold, dim }) =>
            `<tspan fill="${colour}"${bold ? ' font-weight="bold"' : ""}${dim ? ' fill-opacity="0.65"' : ""}>${escape(text)}</tspan>`,
    );
    const y = TITLE_BAR + (index + 1) * LINE_HEIGHT;
    return `<text x="${MARGIN}" y="${y}" xml:space="preserve">${spans.join("")}</text>`;
});

process.stdout
    .write(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">
<rect width="100%" height="100%" rx="8" fill="#0d1622"/>
<text x="${MARGIN}" y="22" fill="#8b98a9" font-family="sans-serif" font-size="12">$ ${escape(title)}</text>
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}">
${body.join("\n")}
</g>
</svg>
`);
