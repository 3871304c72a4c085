import { type Command, InvalidArgumentError, Option } from "commander";
import { isDate } from "../plan/dates";
import { nearest } from "../plan/nearest";

/*
 * Options that several commands take, and how their values are read.
 */

/** The formats that every command can write. */
export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** What every command takes that comes to a verdict. */
export function withJudgementOptions(command: Command, today: string): Command {
    return command
        .addOption(new Option("--strict", "fail on what could not be decided (default: on in CI and for production)"))
        .addOption(new Option("--no-strict", "let pass what could not be decided"))
        .addOption(
            new Option("--today <date>", "date of the judgement, YYYY-MM-DD").argParser(dateValue).default(today),
        );
}

/**
 * What every command takes that plans.
 *
 * @param formats None for a command that writes a file of one shape.
 */
export function withCommonOptions(command: Command, formats: readonly string[] = FORMATS): Command {
    const planning = command
        .allowExcessArguments()
        .addOption(new Option("--cwd <dir>", "folder of the Pulumi project").default("."))
        .addOption(
            new Option("--stack <names>", "stacks, separated by commas (default: every Pulumi.<stack>.yaml)").argParser(
                stackNames,
            ),
        )
        .addOption(
            new Option("--plan <file>", "a preview's JSON or an exported state, instead of planning; repeatable")
                .argParser(appended)
                .default([], "none")
                .conflicts("stack"),
        );
    return (formats.length === 0 ? planning : withFormat(planning, formats))
        .addOption(
            formats.length === 0
                ? new Option("--output <file>", "file to write").makeOptionMandatory()
                : new Option("--output <file>", "write there instead of to standard output"),
        )
        .addOption(new Option("--timeout <seconds>", "how long planning one stack may take").argParser(secondsValue))
        .addOption(new Option("--color", "colour even where the output is no terminal"))
        .addOption(new Option("--no-color", "never colour (as NO_COLOR does)"));
}

export function withFormat(command: Command, formats: readonly string[]): Command {
    return command.addOption(
        new Option("--format <format>", formats.join(" or "))
            .argParser(value => formatValue(value, formats))
            .default("text"),
    );
}

/** A word that is no option is a misspelt command, whatever stands before it, or a stack that lacks its flag. */
export function refuseWords(command: Command, flag = "--stack"): void {
    const [word] = command.args;
    if (word === undefined) return;
    const guess = nearest(word, command.parent?.commands.map(known => known.name()) ?? []);
    const message =
        guess === undefined || guess === word
            ? `error: unexpected '${word}'; ${command.name()} takes options alone (a stack is named with ${flag} ${word})`
            : `error: unknown command '${word}'\n(Did you mean ${guess}?)`;
    command.error(message);
}

export function appended(value: string, previous: readonly string[]): readonly string[] {
    return [...previous, value];
}

function stackNames(value: string, previous: readonly string[] | undefined): readonly string[] {
    const names = value.split(",").map(name => name.trim());
    if (names.includes("")) throw new InvalidArgumentError("Expected names separated by commas, such as staging,prod.");
    return [...new Set([...(previous ?? []), ...names])];
}

function formatValue(value: string, formats: readonly string[]): string {
    if (formats.includes(value)) return value;
    const guess = nearest(value, formats);
    throw new InvalidArgumentError(
        `Expected ${formats.join(" or ")}.${guess === undefined ? "" : ` Did you mean ${guess}?`}`,
    );
}

function secondsValue(value: string): number {
    const seconds = Number(value);
    if (value.trim() !== "" && Number.isFinite(seconds) && seconds > 0) return seconds;
    throw new InvalidArgumentError("Expected a number of seconds above 0.");
}

export function dateValue(value: string): string {
    if (isDate(value)) return value;
    throw new InvalidArgumentError("Expected a date that exists, as YYYY-MM-DD.");
}
