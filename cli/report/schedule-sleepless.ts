import type { Sleepless, YearReport } from "../../schedule/simulation/model";
import { groupBy } from "./group-by";
import type { Layout } from "./layout";
import { isProduction } from "../schedule/report";
import { part, statement } from "./schedule-layout";

/** What is said of things that no schedule puts to sleep, by why; what matters most comes first. */
export const SLEEPLESS_TITLES: Readonly<Record<Sleepless["verdict"], string>> = {
    undecided: "May sleep or not",
    "does not": "Could sleep, and nothing stops it",
    "by itself": "Sleeps by itself when nobody uses it",
    cannot: "Cannot sleep",
};
export const SLEEPLESS_VERDICTS = Object.keys(SLEEPLESS_TITLES) as readonly Sleepless["verdict"][];

/** What is right of production and a finding anywhere else. */
const UNSTOPPED_IN_PRODUCTION = "Never stopped, as production is to be";

/** What no schedule puts to sleep, with why; what is the same of several is said once. */
export function sleeplessParts(
    report: Pick<YearReport, "environmentClass" | "sleepless">,
    layout: Layout,
): readonly string[] {
    const { sleepless } = report;
    const titleOf = (verdict: Sleepless["verdict"]) =>
        verdict === "does not" && isProduction(report) ? UNSTOPPED_IN_PRODUCTION : SLEEPLESS_TITLES[verdict];
    return SLEEPLESS_VERDICTS.map(verdict =>
        part(
            titleOf(verdict),
            groupBy(
                sleepless.filter(one => one.verdict === verdict),
                ({ what, why }) => `${what}\n${why}`,
            ),
            same => statement(same.map(({ path }) => path).join(", "), [reasonOf(same)], layout),
            layout,
        ),
    );
}

function reasonOf([first]: readonly Sleepless[]): string {
    return first === undefined ? "" : `${first.what}: ${first.why}`;
}
