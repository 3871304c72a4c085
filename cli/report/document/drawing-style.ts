/** How drawings look: quiet colours, and shapes that tell the same without them. */
export const DRAWING_STYLE = `
:root { --open: #2f6690; --alone: #5f8db0; --night: #eef1f5; --step: #9aa4b0; --special: #8a5a00; }
@media screen and (prefers-color-scheme: dark) {
    :root { --open: #6fb1de; --alone: #5183a8; --night: #1b222b; --step: #5d6875; --special: #e3b341; }
}
figure { margin: 1.5rem 0; }
figcaption { max-width: 46rem; margin: 0 0 0.75rem; color: var(--quiet); }
.leaf figure { margin: 0; }
.row > p { margin: 0; font-size: 0.875rem; line-height: 1.35; }
.row > svg { display: block; width: 100%; overflow: visible; }
.legend, .labels { margin: 0; padding: 0; list-style: none; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 1rem; color: var(--quiet); font-size: 0.875rem; }
.legend li { display: flex; align-items: center; gap: 0.4rem; }
.sample { flex: none; width: 2.5rem; overflow: visible; }
.labels { color: var(--quiet); font-size: 0.75rem; }
.labels .clock { color: var(--special); }
.labels .fault { color: var(--bad); font-weight: 600; }
.weekdays, .hours, .months { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); }
.weekdays { color: var(--text); font-weight: 600; text-align: center; }
.hours li, .months li { white-space: nowrap; }
.hours li { width: fit-content; transform: translateX(-50%); }
.dates li, .notes li { height: 14px; line-height: 10px; white-space: nowrap; }
.dates li { text-align: right; font-size: 11px; }
.notes li { overflow: hidden; text-overflow: ellipsis; }
.year .row { display: grid; grid-template-columns: 2.75rem minmax(0, 1fr) 17rem; gap: 0 0.75rem; }
.year .weekdays, .year .hours { grid-column: 2; }
.year .hours { margin: 0.2rem 0 0.4rem; }
.year .dates { grid-column: 1; }
.year summary { margin: 0.75rem 0; color: var(--link); cursor: pointer; }
.strips .row { display: grid; grid-template-columns: minmax(0, 16rem) 9rem minmax(0, 1fr); gap: 0 1rem; align-items: center; }
.strips .row + .row { margin: 0 0 0.75rem; }
.strips .row > :nth-last-child(2) { grid-column: 2; }
.strips .row > :last-child { grid-column: 3; }
svg { fill: none; stroke: none; stroke-width: 1px; }
.night { fill: var(--night); }
.open { fill: var(--open); }
.alone { fill: var(--alone); }
.meet { stroke: var(--back); stroke-width: 2px; }
path.months { stroke: var(--step); }
.holiday, .closed, .twice { stroke: var(--special); }
.holiday { stroke-dasharray: 3 2; }
.exception, .missing { fill: var(--special); }
.missing { stroke: var(--back); }
.wasted { stroke: var(--bad); stroke-width: 2px; }
.missed { fill: var(--bad); }
.conflict { fill: var(--back); stroke: var(--bad); stroke-width: 1.5px; }
@media (max-width: 64rem) {
    .year .row { grid-template-columns: 2.75rem minmax(0, 1fr) 15rem; }
    .year .hours li:nth-child(even) { visibility: hidden; }
    .notes { font-size: 11px; }
    .strips .row { grid-template-columns: minmax(0, 12rem) 6rem minmax(0, 1fr); }
    .strips .months li:not(:nth-child(3n + 1)) { visibility: hidden; }
}
@media screen and (max-width: 44rem) {
    .year .row { grid-template-columns: 2.5rem minmax(0, 1fr); gap: 0 0.4rem; }
    .year .notes { grid-column: 1 / -1; margin: 0.75rem 0 0; font-size: 0.875rem; }
    .notes li { height: auto; line-height: 1.4; white-space: normal; }
    .notes li:empty { display: none; }
    .strips .row { grid-template-columns: 5rem minmax(0, 1fr); gap: 0.25rem 0.75rem; }
    .strips .row > p { grid-column: 1 / -1; }
    .strips .row > :nth-last-child(2) { grid-column: 1; }
    .strips .row > :last-child { grid-column: 2; }
}
@media print {
    .row, .legend { break-inside: avoid; }
    details:not([open]) { display: none; }
}
`;
