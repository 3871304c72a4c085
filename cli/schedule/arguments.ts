import { type Command, InvalidArgumentError, Option } from "commander";
import { FIRST_YEAR, LAST_YEAR } from "../../hours/known-years";
import { nearest } from "../../plan/nearest";
import type { PlanningOptions } from "../arguments";
import { type Format, refuseWords, withCommonOptions, withJudgementOptions } from "../options";
import { type AskedMoment, readMoment } from "./asked-moment";

/** The formats that a simulated year can be written in. */
export const SIMULATION_FORMATS = ["text", "json", "ics", "html"] as const;
export type SimulationFormat = (typeof SIMULATION_FORMATS)[number];

/** What `schedule next` is asked for. */
export interface NextOptions extends PlanningOptions {
    readonly format: Format;
    /** From when on; nothing for now. */
    readonly at: AskedMoment | undefined;
    /** How many moments of each stack. */
    readonly count: number;
    /** Date by which rules judge, as `YYYY-MM-DD`. */
    readonly today: string;
}

/** What `schedule simulate` is asked for. */
export interface SimulateOptions extends PlanningOptions {
    readonly format: SimulationFormat;
    /** Nothing for the year of `today`. */
    readonly year: number | undefined;
    /** Whether *undecided* fails; nothing to decide by settings and surroundings. */
    readonly strict: boolean | undefined;
    /** Date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
}

/** What `schedule status` is asked for. */
export interface StatusOptions extends PlanningOptions {
    readonly format: Format;
    /** Nothing for now. */
    readonly at: AskedMoment | undefined;
    /** Date by which rules judge, as `YYYY-MM-DD`. */
    readonly today: string;
}

/** What the commands below `schedule` do, once their arguments are read. */
export interface ScheduleCommands {
    next(options: NextOptions): Promise<void>;
    simulate(options: SimulateOptions): Promise<void>;
    status(options: StatusOptions): Promise<void>;
}

const EXAMPLES = `
Examples:
  stagewright schedule status                          is staging open, what of it is awake, and until when
  stagewright schedule status --at 2027-12-24T09:30    on the clock of each environment; or with an offset
  stagewright schedule next --stack staging            what wakes or falls asleep next, and by which schedule
  stagewright schedule simulate --year 2027            a whole year, minute by minute
  stagewright schedule simulate --format html --output year.html   for managers; ics for calendars

Exit codes: 0 answered, and a simulated year is as intended; 1 it is not or, in strict mode, that could not be decided;
2 the command, the settings or the program is at fault; 3 a defect of stagewright.`;

/** Moments of a stack that are told where nobody says how many: those of one night, three of stopping and four of starting. */
const DEFAULT_COUNT = 7;
const MOST_MOMENTS = 1000;

/** Adds `schedule` and the commands below it. */
export function scheduleCommand(program: Command, commands: ScheduleCommands, today: string): void {
    const schedule = program
        .command("schedule")
        .description("say when environments sleep: what comes next, a simulated year, the state at a moment")
        .helpCommand("help [command]", "print the help of a command")
        .allowExcessArguments()
        .allowUnknownOption()
        .addHelpText("after", EXAMPLES)
        .action((_options: unknown, command: Command) => {
            refuseAlone(command);
        });
    withMoment(withCommonOptions(schedule.command("next")))
        .description("say what wakes or falls asleep next, when, and by which schedule")
        .addOption(
            new Option("--count <number>", "how many moments of each stack, at each of which several things may change")
                .argParser(countValue)
                .default(DEFAULT_COUNT),
        )
        .addHelpText("after", EXAMPLES)
        .action((options: NextOptions, command: Command) => {
            refuseWords(command);
            return commands.next({ ...options, today });
        });
    withJudgementOptions(withCommonOptions(schedule.command("simulate"), SIMULATION_FORMATS), today)
        .description("simulate a year: hours awake and asleep, what it saves, and where it is not as intended")
        .addOption(new Option("--year <year>", "the year (default: that of --today)").argParser(yearValue))
        .addHelpText("after", EXAMPLES)
        .action((options: SimulateOptions, command: Command) => {
            refuseWords(command);
            return commands.simulate(options);
        });
    withMoment(withCommonOptions(schedule.command("status")))
        .description("say whether environments are open, and of each resource whether it is awake and until when")
        .addHelpText("after", EXAMPLES)
        .action((options: StatusOptions, command: Command) => {
            refuseWords(command);
            return commands.status({ ...options, today });
        });
}

function withMoment(command: Command): Command {
    return command.addOption(
        new Option(
            "--at <time>",
            "YYYY-MM-DDTHH:MM on the environment's clock, or with an offset or Z (default: now)",
        ).argParser(momentValue),
    );
}

function refuseAlone(command: Command): never {
    const names = command.commands.map(one => one.name());
    const [word] = command.args;
    const guess = word === undefined ? undefined : nearest(word, names);
    const got = word === undefined ? "" : `, got '${word}'`;
    return command.error(
        `error: expected schedule ${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}${got}${guess === undefined ? "" : `\n(Did you mean ${guess}?)`}`,
    );
}

function momentValue(value: string): AskedMoment {
    const moment = readMoment(value);
    if (moment !== undefined) return moment;
    throw new InvalidArgumentError(
        `Expected a time that exists, from ${FIRST_YEAR} to ${LAST_YEAR}, such as 2027-03-28T09:30, 2027-03-28T09:30+02:00 or 2027-03-28T07:30Z.`,
    );
}

function yearValue(value: string): number {
    const year = wholeNumber(value);
    if (year !== undefined && year >= FIRST_YEAR && year <= LAST_YEAR) return year;
    throw new InvalidArgumentError(
        `Expected a year from ${FIRST_YEAR} to ${LAST_YEAR}, whose clock changes are known.`,
    );
}

function countValue(value: string): number {
    const count = wholeNumber(value);
    if (count !== undefined && count >= 1 && count <= MOST_MOMENTS) return count;
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST_MOMENTS}.`);
}

function wholeNumber(value: string): number | undefined {
    return /^\d{1,4}$/.test(value) ? Number(value) : undefined;
}
