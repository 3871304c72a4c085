import { MINUTES_A_WEEK } from "../../../hours/local-time";
import { WEEKDAYS } from "../../../hours/weekdays";
import { minutesIn } from "../../../schedule/simulation/intervals";
import { alarm, type Drawing, type Line, type Picture } from "../document/model";
import { count } from "../layout";
import { hoursText, WEEKDAY_NAMES } from "../schedule-times";
import { dayOfMonth, monthOf, shortDate } from "./dates";
import type { DrawnYear } from "./environment";
import { yearLegend } from "./legend";
import { notesBeside } from "./notes";
import { scale } from "./shapes";
import { someNames } from "./sleepers";
import { yearMarks } from "./year-marks";
import { weeksTable } from "./weeks-table";
import { WEEK_PITCH, type Weeks } from "./weeks";

/** Hours that a day is labelled with; midnight is where the days meet. */
export const LABELLED_HOURS = ["", "06", "12", "18"] as const;

/** The year of an environment: weeks below each other, each from Monday to Sunday. */
export function yearDrawing(year: DrawnYear): Drawing {
    const { report, weeks } = year;
    return {
        kind: "drawing",
        look: "year",
        caption: [
            `Each line is a week of ${report.year}, Monday to Sunday, on the clocks of ${report.timeZone}; its first day stands before it.`,
            ...timelessWords(year),
        ],
        rows: [
            {
                title: [],
                parts: [
                    scale(
                        "weekdays",
                        WEEKDAYS.map(day => WEEKDAY_NAMES[day]),
                    ),
                    scale(
                        "hours",
                        WEEKDAYS.flatMap(() => LABELLED_HOURS),
                    ),
                    scale("dates", dates(weeks)),
                    weeksPicture(year),
                    notesBeside(year),
                ],
            },
        ],
        legend: yearLegend(year),
        table: weeksTable(year),
        folded: true,
    };
}

function weeksPicture(year: DrawnYear): Picture {
    const { awake, name, report, weeks } = year;
    const down = weeks.amount * WEEK_PITCH;
    return {
        kind: "picture",
        look: "weeks",
        across: MINUTES_A_WEEK,
        down,
        heightPixels: down,
        says: {
            title: `The year ${report.year} of ${name}, week by week`,
            description: [
                `Something is awake for ${hoursText(minutesIn(awake))} of ${hoursText(minutesIn([report.span]))}`,
                ...(report.open === undefined ? [] : [`people work for ${hoursText(minutesIn(report.open))}`]),
                `${count(report.specialDays.length, "day is", "days are")} not ordinary`,
                ...(report.conflicts.length === 0
                    ? []
                    : [`${count(report.conflicts.length, "conflict")}, each told below`]),
                "the table below says it week by week",
            ].join("; "),
        },
        marks: yearMarks(year),
    };
}

/** Conflicts that have no moment, and so no place in the picture. */
function timelessWords({ conflicts }: DrawnYear): Line {
    const paths = [...new Set(conflicts.filter(({ moments }) => moments.length === 0).map(({ path }) => path))];
    return paths.length === 0 ? [] : [" ", alarm("In conflict, at no single moment:"), " ", ...someNames(paths), "."];
}

/** The first day of each week, and its month where it is another than that of the week before. */
function dates(weeks: Weeks): readonly string[] {
    return weeks.rows().map(({ first }, row) => {
        const before = weeks.rows()[row - 1];
        const isNew = before === undefined || monthOf(before.first) !== monthOf(first);
        return isNew ? shortDate(first) : String(dayOfMonth(first));
    });
}
