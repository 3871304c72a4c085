import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { muteRules, NotExpressibleError, PARTS, schedulerFaults, type WorkingHours } from "../../hours";
import { EDGES } from "../../hours/edges";
import { HOSTILE_ZONES, hostileHours } from "./hostile";
import { canFollow } from "./samples";
import { cronJobsAgree, kedaAgrees, placedJobAgrees, scalingAgrees, schedulesAgree } from "./targets/agreement";
import { alertmanagerAgrees, tellingDays } from "./targets/alertmanager-reading";
import { mutesAgree } from "./targets/mute-reading";
import { ordinaryOf } from "./targets/support";

/** Samples begin and end at any minute; Alertmanager is asked at some of them, and at all in the tests of its own. */
const STEP_MINUTES = 5;
/** Days on which Alertmanager is asked, at most. */
const MOST_DAYS = 40;

/** Everything that is made of hours by the part that follows it; whatever is made has to agree with them in a year. */
const TARGETS: Readonly<Record<(typeof PARTS)[number], readonly ((hours: WorkingHours, year: number) => void)[]>> = {
    database: [],
    nodes: [scalingAgrees],
    workloads: [kedaAgrees],
    probes: [
        (hours, year) => {
            placedJobAgrees(hours, { placement: "inside", durationMinutes: 45 }, year);
        },
        (hours, year) => {
            placedJobAgrees(hours, { placement: "outside", durationMinutes: 45 }, year);
        },
    ],
    alarms: [
        (hours, year) => {
            mutesAgree(hours, muteRules(hours), year);
        },
        (hours, year) => {
            alertmanagerAgrees(hours, tellingDays(hours, year).slice(0, MOST_DAYS), STEP_MINUTES);
        },
    ],
};

/** Whether a target said the hours, in which case it said them exactly; any error but a refusal is one of ours. */
function isSaid(agrees: () => void): boolean {
    try {
        agrees();
        return true;
    } catch (error) {
        if (error instanceof NotExpressibleError) return false;
        throw error;
    }
}

describe("hours that a part can follow", function () {
    this.timeout(120_000);

    for (const [index, zone] of HOSTILE_ZONES.entries()) {
        it(`given any of ${zone}, are said by every target of that part in every minute, or refused by it`, () => {
            const year = 2027 + (index % 2);
            let said = 0;
            const judge = (hours: WorkingHours) => {
                for (const part of PARTS.filter(one => canFollow(one, hours))) {
                    const targets = [
                        ...TARGETS[part],
                        ...EDGES.map(edge => () => {
                            cronJobsAgree(hours, part, edge, year);
                        }),
                    ];
                    for (const agrees of targets) {
                        const isExact = isSaid(() => {
                            agrees(hours, year);
                        });
                        if (isExact) said++;
                    }
                    if (schedulerFaults(hours, part).length === 0) schedulesAgree(hours, part, year);
                }
            };
            fc.assert(
                fc.property(
                    hostileHours(zone, year).filter(hours => canFollow("alarms", hours)),
                    hours => {
                        judge(hours);
                        judge(ordinaryOf(hours));
                    },
                ),
                { numRuns: 2, seed: index },
            );
            assert.ok(said >= 10, `only ${said} were said`);
        });
    }
});
