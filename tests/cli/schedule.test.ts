import assert from "node:assert/strict";
import * as path from "node:path";
import { CAPTURED } from "../plan/captured";
import { schemaFaults } from "./schema";
import { runCli, TestFolder } from "./support";

/** A database, and what `TIMERS` says of when it is stopped and started. */
const program = (timers: string) => `const aws = require("@pulumi/aws");
const { getStack, secret } = require("@pulumi/pulumi");
const isProduction = getStack() === "prod";
new aws.rds.Cluster("orders", {
    clusterIdentifier: isProduction ? "orders" : "staging-orders",
    engine: "aurora-postgresql",
    engineMode: "provisioned",
    manageMasterUserPassword: true,
    masterUsername: "quay",
});
function timer(name, call, expression) {
    new aws.scheduler.Schedule("orders-" + name, {
        scheduleExpression: expression,
        scheduleExpressionTimezone: "Europe/Berlin",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
            arn: "arn:aws:scheduler:::aws-sdk:rds:" + call,
            roleArn: "arn:aws:iam::222222222222:role/night",
            input: JSON.stringify({ DbClusterIdentifier: isProduction ? "orders" : "staging-orders" }),
        },
    });
}
${timers}
`;

const NIGHTS = (start: string) => `timer("stop", "stopDBCluster", "cron(0 20 ? * MON-FRI *)");
timer("start", "startDBCluster", "${start}");`;
const AGREEING = `if (!isProduction) { ${NIGHTS("cron(0 7 ? * MON-FRI *)")} }`;
const LATE = `if (!isProduction) { ${NIGHTS("cron(1 7 ? * MON-FRI *)")} }`;
const EVERYWHERE = NIGHTS("cron(0 7 ? * MON-FRI *)");

const HOURS = `environments:
  staging:
    workingHours:
      timeZone: Europe/Berlin
      week:
        - { days: [MON, TUE, WED, THU, FRI], start: "07:00", end: "20:00" }
`;

const STACK = "config:\n  aws:region: eu-central-1\n";

describe("stagewright schedule", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    afterEach(() => {
        folder.remove();
    });
    const written = (timers: string, settings = HOURS) => {
        folder = new TestFolder().writeProject(program(timers), {
            "Pulumi.staging.yaml": STACK,
            "Pulumi.prod.yaml": STACK,
            "stagewright.yaml": settings,
        });
    };
    const schedule = (...args: string[]) => runCli(["schedule", ...args], { cwd: folder.path });

    it("given schedules that agree with the hours, simulates the year of --today, and passes in strict mode", async () => {
        written(AGREEING);
        const { code, stderr, stdout } = await schedule("simulate", "--strict");
        assert.equal(stderr, "");
        assert.match(stdout, /^Never scheduled {2}prod in 2026$/m);
        assert.match(stdout, /^As intended {2}staging in 2026$/m);
        assert.match(stdout, /people work Mon to Fri 07:00 to 20:00 in Europe\/Berlin/);
        assert.match(stdout, /^ {2}orders {2}3,393 h {2}5,367 h {11}61%$/m);
        assert.equal(code, 0);
    });

    it("given a start a minute late, names each minute, says what to change, and fails", async () => {
        written(LATE);
        const { code, stdout } = await schedule("simulate", "--year", "2027", "--stack", "staging");
        assert.match(stdout, /^Not as intended {2}staging in 2027\n/);
        assert.match(stdout, /^ {6}Mon 2027-01-04 07:00 to 07:01 \(06:00 to 06:01 UTC\), 1 min$/m);
        assert.match(stdout, /asleep while it should be awake: 4 h 21 min/);
        assert.match(stdout, /^change {2}give orders-stop, orders-start the times that stagewright\.yaml asks for/m);
        assert.equal(code, 1);
        const json = await schedule("simulate", "--year", "2027", "--stack", "staging", "--format", "json");
        const report = JSON.parse(json.stdout) as {
            readonly environments: readonly {
                readonly sleepers: readonly { readonly disagreements: readonly unknown[] }[];
            }[];
        };
        assert.deepEqual(schemaFaults("schedule.schema.json", report), []);
        assert.equal(report.environments[0]?.sleepers[0]?.disagreements.length, 261);
        assert.equal(json.code, 1);
    });

    it("given a production that is scheduled, fails and names what to remove", async () => {
        written(EVERYWHERE);
        const { code, stdout } = await schedule("simulate", "--stack", "prod", "--no-strict");
        assert.equal(code, 1);
        assert.match(stdout, /^Production is scheduled {2}prod in 2026\n/);
        assert.match(stdout, /^change {2}remove orders-stop, orders-start: nothing in production may be scheduled$/m);
    });

    it("given nobody who states hours, passes but in strict mode, and says what is missing", async () => {
        written(AGREEING, "");
        const loose = await schedule("simulate", "--stack", "staging");
        assert.equal(loose.code, 0);
        assert.match(loose.stdout, /^Undecided {2}staging in 2026\n {2}nobody states when people work\n/);
        assert.match(loose.stdout, /^change {2}state when people work: environments\.staging\.workingHours/m);
        assert.equal((await schedule("simulate", "--stack", "staging", "--strict")).code, 1);
    });

    it("given calendars and pages, writes whole files; given next and status, what the schemas describe", async () => {
        written(AGREEING);
        for (const [format, file] of [
            ["ics", "year.ics"],
            ["html", "year.html"],
        ] as const) {
            const { code, stdout } = await schedule("simulate", "--format", format, "--output", file);
            assert.deepEqual([code, stdout], [0, ""]);
        }
        assert.match(
            folder.read("year.ics"),
            /^BEGIN:VCALENDAR\r\n[^]*SUMMARY:staging sleeps\r\n[^]*END:VCALENDAR\r\n$/,
        );
        assert.match(folder.read("year.html"), /^<!doctype html>[^]*staging[^]*<\/html>\s*$/i);
        for (const name of ["next", "status"]) {
            const { code, stdout } = await schedule(name, "--format", "json", "--at", "2027-01-04T09:30");
            assert.deepEqual(schemaFaults(`schedule-${name}.schema.json`, JSON.parse(stdout)), []);
            assert.equal(code, 0);
        }
    });

    it("given a night, says that it is closed, until when, and how to start the database", async () => {
        written(AGREEING);
        const { code, stdout } = await schedule("status", "--stack", "staging", "--at", "2027-01-08T22:00");
        assert.match(stdout, /^Closed {2}staging, Fri 2027-01-08 22:00 \(21:00 UTC\), clocks of Europe\/Berlin\n/);
        assert.match(
            stdout,
            /people work next Mon 2027-01-11 07:00 to 20:00 \(06:00 to 19:00 UTC\), in 2 d\n {4}9 h, as stagewright\.yaml says$/m,
        );
        assert.match(
            stdout,
            /^Asleep\n {2}orders {2}database cluster\n {4}until Mon 2027-01-11 07:00 \(06:00 UTC\), by orders-start$/m,
        );
        assert.match(stdout, /^ {2}aws rds start-db-cluster --db-cluster-identifier staging-orders$/m);
        assert.equal(code, 0);
    });

    it("given a moment and a number, says that many changes from then on", async () => {
        written(AGREEING);
        const { stdout } = await schedule("next", "--stack", "staging", "--at", "2027-01-08T20:00", "--count", "2");
        assert.match(
            stdout,
            /^Changes\n {2}Fri 2027-01-08 20:00 \(19:00 UTC\)\n {4}falls asleep: orders {2}database cluster, by orders-stop\n {2}Mon 2027-01-11 07:00/m,
        );
        assert.equal(stdout.match(/^ {4}(wakes|falls asleep)/gm)?.length, 2);
        const usual = await schedule("next", "--stack", "staging", "--at", "2027-01-08T20:00");
        assert.equal(usual.stdout.match(/^ {4}(wakes|falls asleep)/gm)?.length, 7);
        const later = await schedule(
            "next",
            "--stack",
            "staging",
            "--at",
            "2027-01-08T19:00:59Z",
            "--count",
            "20",
            "--format",
            "json",
        );
        const { environments } = JSON.parse(later.stdout) as {
            readonly environments: readonly { readonly changes: readonly unknown[] }[];
        };
        assert.equal(environments[0]?.changes.length, 20);
    });

    it("given a time that clocks skip or repeat, says why it is none, of each environment where it is so", async () => {
        written(AGREEING);
        for (const [at, reason] of [
            ["2027-03-28T02:30", /clocks in Europe\/Berlin skip 2027-03-28T02:30/],
            ["2027-10-31T02:30", /twice; expected 2027-10-31T02:30:00\+02:00 or 2027-10-31T02:30:00\+01:00/],
        ] as const) {
            const { code, stderr, stdout } = await schedule("status", "--at", at);
            assert.deepEqual([code, stdout], [2, ""]);
            assert.match(stderr, reason);
        }
    });

    it("given an identifier that is secret, shows it nowhere", async () => {
        written(AGREEING);
        folder.write({
            "index.js": program(AGREEING).replace(
                '"staging-orders",\n    engine',
                'secret("staging-orders"),\n    engine',
            ),
        });
        for (const args of [
            ["status", "--at", "2027-01-08T22:00"],
            ["simulate"],
            ["next", "--at", "2027-01-08T22:00"],
        ]) {
            const { code, stdout } = await schedule(
                ...args,
                "--stack",
                "staging",
                "--format",
                "json",
                ...(args[0] === "simulate" ? ["--no-strict"] : []),
            );
            assert.notEqual(code, 2);
            assert.doesNotMatch(stdout, /staging-orders/);
        }
    });

    it("given a ledger and waivers that are at fault, answers all the same: they decide nothing of it", async () => {
        written(AGREEING);
        folder.write({ "differences.yaml": "differences: nonsense\n", "waivers.yaml": "waivers: nonsense\n" });
        const plan = path.join(CAPTURED, "real-small.staging.preview.json");
        for (const args of [["status"], ["next"], ["simulate", "--no-strict"], ["status", "--plan", plan]]) {
            const { code, stderr } = await schedule(...args);
            assert.deepEqual([code, stderr], [0, ""], args.join(" "));
        }
    });

    it("given a preview of somebody else's program, says that nothing of it is scheduled", async () => {
        folder = new TestFolder();
        const preview = path.join(CAPTURED, "real-small.staging.preview.json");
        const { code, stdout } = await schedule("simulate", "--plan", preview);
        assert.match(stdout, /^Nothing is scheduled {2}staging in 2026$/m);
        assert.equal(code, 0);
    });

    it("given hours that cannot be, a folder without a project or a stack that is not there, exits with 2 and says why", async () => {
        written(AGREEING, HOURS.replace("20:00", "07:00x"));
        const hours = await schedule("status");
        assert.equal(hours.code, 2);
        assert.match(hours.stderr, /environments\.staging\.workingHours\.week\[0\]\.end/);
        const typo = await schedule("status", "--stack", "stagin");
        assert.equal(typo.code, 2);
        folder.remove();
        folder = new TestFolder();
        for (const name of ["next", "status", "simulate"]) {
            const { code, stderr } = await schedule(name);
            assert.equal(code, 2);
            assert.match(stderr, /Pulumi\.yaml/);
        }
        folder.write({ "Pulumi.yaml": "name: quay\nruntime: nodejs\n" });
        const empty = await schedule("simulate");
        assert.equal(empty.code, 2);
        assert.match(empty.stderr, /there is no stack to plan/);
    });
});

describe("stagewright schedule at fault", () => {
    for (const [args, says] of [
        [[], /expected schedule next, simulate or status\n/],
        [["stauts"], /expected schedule next, simulate or status, got 'stauts'\n\(Did you mean status\?\)/],
        [["--year", "2027"], /expected schedule next, simulate or status, got '--year'/],
        [["simulate", "--year", "abc"], /'abc' is invalid\. Expected a year from 2026 to 2036/],
        [["simulate", "--year", "2025"], /Expected a year from 2026 to 2036/],
        [["simulate", "--year", "2037"], /Expected a year from 2026 to 2036/],
        [
            ["simulate", "--today", "2037-01-01"],
            /got 2037-01-01, whose year is simulated; expected one from 2026 to 2036/,
        ],
        [["simulate", "2027"], /unexpected '2027'; simulate takes options alone/],
        [["simulate", "--format", "htm"], /Expected text or json or ics or html\. Did you mean html\?/],
        [["next", "--format", "ics"], /Expected text or json/],
        [["next", "--count", "0"], /Expected a whole number from 1 to 1000/],
        [["next", "--count", "1001"], /Expected a whole number from 1 to 1000/],
        [["status", "--at", "tomorrow"], /'tomorrow' is invalid\. Expected a time that exists, from 2026 to 2036/],
        [["status", "--strict"], /unknown option '--strict'/],
        [["status", "--yaer", "2027"], /unknown option '--yaer'/],
        [["nxt", "--count", "2"], /got 'nxt'\n\(Did you mean next\?\)/],
    ] as const) {
        it(`given ${args.join(" ") || "nothing"}, exits with 2 and says what was expected`, async () => {
            const { code, stderr, stdout } = await runCli(["schedule", ...args]);
            assert.match(stderr, says);
            assert.deepEqual([code, stdout], [2, ""]);
        });
    }

    it("given --help, says what there is, of each", async () => {
        for (const [args, says] of [
            [["schedule", "--help"], /next \[options\][^]*simulate \[options\][^]*status \[options\][^]*Exit codes:/],
            [["schedule", "simulate", "--help"], /--format <format> +text or json or ics or html[^]*--year <year>/],
            [["help", "schedule"], /Usage: stagewright schedule/],
        ] as const) {
            const { code, stdout } = await runCli(args);
            assert.match(stdout, says);
            assert.equal(code, 0);
        }
    });
});
