import { DRAWING_STYLE } from "./drawing-style";

/** How a page looks: wide and narrow, by day and by night, on a screen and on paper. */
export const STYLE = `
:root {
    color-scheme: light dark;
    --back: #ffffff; --text: #1c2128; --quiet: #57606a; --line: #d0d7de; --panel: #f6f8fa; --link: #0550ae;
    --good: #116329; --good-back: #e6f6ea; --bad: #a40e26; --bad-back: #ffebe9;
}
@media screen and (prefers-color-scheme: dark) {
    :root {
        --back: #0d1117; --text: #e6edf3; --quiet: #9da7b3; --line: #363d47; --panel: #161b22; --link: #79c0ff;
        --good: #56d364; --good-back: #0f2417; --bad: #ff938a; --bad-back: #2d1215;
    }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
    margin: 0; background: var(--back); color: var(--text); overflow-wrap: anywhere;
    font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif;
}
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.5rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 0.75rem; padding-bottom: 0.3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
h4 { font-size: 1rem; margin: 0 0 0.5rem; }
p { margin: 0 0 1rem; max-width: 46rem; }
a { color: var(--link); }
code { font: 0.875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; }
h4 code { font-size: 1em; }
time { white-space: nowrap; }
.verdict { max-width: none; padding: 0.75rem 1rem; border-left: 0.35rem solid; border-radius: 0.25rem; font-weight: 600; }
.good { color: var(--good); background: var(--good-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.alarm { color: var(--bad); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
dl { margin: 0 0 1rem; }
dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: 0.15rem 0; }
dt { grid-row: 1 / span 2; color: var(--quiet); }
dd { margin: 0; grid-column: 2; max-width: 46rem; }
dd + dd { margin-top: 0.25rem; }
.leaf { margin: 1rem 0; padding: 1rem 1rem 0.25rem; border: 1px solid var(--line); border-radius: 0.5rem; }
table { width: 100%; margin: 0 0 1rem; border-collapse: collapse; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 600; overflow-wrap: break-word; }
.leaf > :first-child { margin-top: 0; }
.leaf table { table-layout: fixed; }
.leaf th:first-child { width: 40%; }
tbody tr:last-child td { border-bottom: 0; }
@media screen and (max-width: 44rem) {
    main { padding: 1rem 1rem 3rem; }
    h1 { font-size: 1.4rem; }
    h2 { font-size: 1.2rem; }
    dl > div { display: block; padding: 0.25rem 0; }
    .leaf { padding: 0.75rem 0.75rem 0.25rem; }
    table, tbody, tr, td { display: block; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
    tbody tr:last-child { border-bottom: 0; }
    td { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 0.75rem; padding: 0.1rem 0; border: 0; }
    td::before { content: attr(data-label); color: var(--quiet); }
}
@media print {
    @page { margin: 15mm; }
    body { font-size: 10pt; }
    main { max-width: none; padding: 0; }
    nav { display: none; }
    h2, h3, h4 { break-after: avoid; }
    tr, dl > div, .verdict { break-inside: avoid; }
}
${DRAWING_STYLE}`;
