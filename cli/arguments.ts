import { Command, InvalidArgumentError, Option } from "commander";
import { nearest } from "../plan/nearest";
import {
    appended,
    dateValue,
    type Format,
    FORMATS,
    refuseWords,
    withCommonOptions,
    withFormat,
    withJudgementOptions,
} from "./options";
import { type ScheduleCommands, scheduleCommand } from "./schedule/arguments";

/** The formats that `parity` can write: `markdown` and `html` are what testers read. */
export const PARITY_FORMATS = ["text", "json", "markdown", "html"] as const;
export type ParityFormat = (typeof PARITY_FORMATS)[number];

/** The formats that `isolation` can write: the last two draw the graph. */
export const ISOLATION_FORMATS = ["text", "json", "markdown", "html", "dot", "mermaid"] as const;
export type IsolationFormat = (typeof ISOLATION_FORMATS)[number];

/** What every command that plans is asked for. */
export interface PlanningOptions {
    /** Folder of the Pulumi project. */
    readonly cwd: string;
    /** Names of the stacks; nothing for every stack that has a file. */
    readonly stack: readonly string[] | undefined;
    /** Files to read plans from instead of planning. */
    readonly plan: readonly string[];
    /** File to write instead of standard output. */
    readonly output: string | undefined;
    /** Seconds that planning one stack may take; nothing for the engine's own limit. */
    readonly timeout: number | undefined;
    /** Whether to colour; nothing to decide by the terminal. */
    readonly color: boolean | undefined;
}

/** What commands are asked for whose reports are for people and programs. */
export interface CommonOptions extends PlanningOptions {
    readonly format: Format;
}

/** What `check` is asked for. */
export interface CheckOptions extends CommonOptions {
    /** Folder of a policy pack of somebody else's to run as well. */
    readonly policyPack: string | undefined;
    /** Whether *undecided* fails; nothing to decide by settings and surroundings. */
    readonly strict: boolean | undefined;
    /** Date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    /** Share of the judgements that must be decided, from 0 to 1; nothing for what the settings say. */
    readonly minCoverage: number | undefined;
    readonly timings: boolean;
}

/** What `parity` is asked for. */
export interface ParityCommandOptions extends PlanningOptions {
    readonly format: ParityFormat;
    /** Whether *undecided* fails; nothing to decide by settings and surroundings. */
    readonly strict: boolean | undefined;
    /** Date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    /** Whether to propose entries for what nobody declared, instead of reporting it. */
    readonly write: boolean;
    /** The place to explain instead of reporting, such as `orders/orders-cluster#engineVersion`. */
    readonly explain: string | undefined;
    /** Days from today within which to list what is to be reviewed, instead of comparing. */
    readonly due: number | undefined;
}

/** What `isolation` is asked for. */
export interface IsolationCommandOptions extends PlanningOptions {
    readonly format: IsolationFormat;
    /** Whether *undecided* fails; nothing to decide by settings and surroundings. */
    readonly strict: boolean | undefined;
    /** Date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    /** Files of facts, each in place of the plan of an environment. */
    readonly facts: readonly string[];
    /** The ends between which to explain every way, instead of reporting. */
    readonly explain: { readonly from: string; readonly to: string } | undefined;
}

/** What `facts` is asked for. */
export interface FactsOptions extends PlanningOptions {
    /** File to write: digests are for no terminal. */
    readonly output: string;
    /** File that holds the key of the pipeline; nothing for the environment. */
    readonly keyFile: string | undefined;
    /** Name of the run that the digests are made for; nothing for what the pipeline calls it. */
    readonly run: string | undefined;
}

/** The formats that `compare` can write. */
export const COMPARE_FORMATS = ["text", "json", "markdown"] as const;
export type CompareFormat = (typeof COMPARE_FORMATS)[number];

/** What `compare` is asked for. */
export interface CompareOptions {
    readonly format: CompareFormat;
    readonly output: string | undefined;
    /** Whether *undecided* fails; nothing to decide by the environments and surroundings. */
    readonly strict: boolean | undefined;
    readonly color: boolean | undefined;
}

/** What `new-rule` is asked for. Nothing of it is checked yet. */
export interface NewRuleOptions {
    /** Folder of the team's own pack. */
    readonly dir: string;
    readonly family: string;
    /** Type token of the resources to look at. */
    readonly type: string;
    /** The property to look at: names joined by dots. */
    readonly property: string;
    /** What it must be; a number is the least. */
    readonly value: string;
}

/** What `init` is asked for. Nothing of it is checked yet but the date. */
export interface InitOptions {
    /** Folder of the Pulumi project. */
    readonly cwd: string;
    /** Name of the stack to make. */
    readonly ephemeral: string | undefined;
    /** Days that it lives, such as `3d`. */
    readonly ttl: string | undefined;
    /** Its last day. */
    readonly until: string | undefined;
    readonly owner: string | undefined;
    /** The stack to copy. */
    readonly from: string | undefined;
    /** Settings of its own, each as `<key>=<value>`. */
    readonly set: readonly string[];
    /** File of the leases. */
    readonly leases: string | undefined;
    readonly dryRun: boolean;
    /** Date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
}

/** What a command does, once its arguments are read. */
export interface Commands {
    check(options: CheckOptions): Promise<void>;
    plan(options: CommonOptions): Promise<void>;
    parity(options: ParityCommandOptions): Promise<void>;
    isolation(options: IsolationCommandOptions): Promise<void>;
    facts(options: FactsOptions): Promise<void>;
    compare(files: readonly string[], options: CompareOptions): Promise<void>;
    readonly schedule: ScheduleCommands;
    newRule(name: string, options: NewRuleOptions): Promise<void>;
    init(options: InitOptions): Promise<void>;
}

const CHECK_EXAMPLES = `
Examples:
  stagewright                                    plan and judge every stack of this project
  stagewright check --cwd ../shop --stack prod   one stack of another project
  stagewright check --format json --output check.json
  pulumi preview --json --show-sames > prod.json
  stagewright check --plan prod.json             judge what the Pulumi CLI planned

Exit codes: 0 all hold; 1 something is violated or, in strict mode, undecided;
2 the command, the settings or the program is at fault, or Ctrl-C; 3 a defect of stagewright.`;

const PLAN_EXAMPLES = `
Examples:
  stagewright plan                               the resources of every stack, as a tree
  stagewright plan --stack prod --format json    everything that is known of each; secrets are left out

Exit codes: 0 planned; 2 the command, the settings or the program is at fault, or Ctrl-C;
3 a defect of stagewright.`;

const PARITY_EXAMPLES = `
Examples:
  stagewright parity                                    production and staging of this project
  stagewright parity --stack prod,staging --format json
  stagewright parity --plan prod.json --plan staging.json   two states or previews, of any two programs
  stagewright parity explain orders/orders-cluster#engineVersion
  stagewright parity --format html --output parity.html what testers read; markdown too
  stagewright parity --write                            propose entries for differences.yaml
  stagewright parity --due 30d                          what is to be reviewed within 30 days, without planning

Exit codes: 0 alike but for what was declared; 1 not so, or with --due something is overdue;
2 the command, the ledger or the program is at fault; 3 a defect of stagewright.`;

const ISOLATION_EXAMPLES = `
Examples:
  stagewright isolation                                 every way between production and any other environment
  stagewright isolation explain staging prod            step by step, with what to change
  stagewright isolation explain staging prod:orders/orders-bucket
  stagewright isolation --stack staging --facts prod.facts.json   without production's plan
  stagewright isolation --format mermaid                the graph; dot too

Exit codes: 0 apart; 1 something leads across or, in strict mode, might; 2 the command, the settings or the program
is at fault; 3 a defect of stagewright.`;

const FACTS_EXAMPLES = `
Examples:
  openssl rand -hex 32                                  a key, once, into the secrets of the pipeline
  stagewright facts --stack staging --output staging.facts.json
  stagewright facts --plan prod.json --key-file key --run 4711 --output prod.facts.json
  stagewright compare staging.facts.json prod.facts.json

The key is read from STAGEWRIGHT_FACTS_KEY or --key-file, and from nowhere else. docs/secrets.md says what is in the file.
Exit codes: 0 written; 2 the command, the key, the settings or the program is at fault; 3 a defect of stagewright.`;

const COMPARE_EXAMPLES = `
Examples:
  stagewright compare staging.facts.json prod.facts.json
  stagewright compare *.facts.json --format markdown --output credentials.md

Exit codes: 0 nothing is shared; 1 something is or, in strict mode, cannot be compared; 2 a file is at fault;
3 a defect of stagewright.`;

const NEW_RULE_EXAMPLES = `
Examples:
  stagewright new-rule queue-encrypted --family hygiene --type aws:sqs/queue:Queue --property sqsManagedSseEnabled
  stagewright new-rule trail-kept --family hygiene --type aws:cloudtrail/trail:Trail --property isMultiRegionTrail --dir policies

docs/write-your-own-rule.md goes on from there.`;

const INIT_EXAMPLES = `
Examples:
  stagewright init --ephemeral pr-12 --ttl 3d --dry-run    what would be written
  stagewright init --ephemeral pr-12 --until 2026-12-04 --owner team-orders \\
      --set accountId=777788889999 --set domain=pr-12.shop.internal

docs/init.md says what it takes for granted of a project.
Exit codes: 0 written; 2 the command, a stack file or the settings are at fault.`;

/** The command line: its commands, flags and help. Throws `CommanderError` where the arguments are wrong. */
export function commandLine(version: string, commands: Commands, today: string): Command {
    const program = new Command("stagewright")
        .description(
            "Proves, before anything is created, that staging and production are alike where they must be and apart where they must be.",
        )
        .version(version, "-V, --version", "print the version")
        .helpOption("-h, --help", "print this help")
        .helpCommand("help [command]", "print the help of a command")
        .showHelpAfterError("(--help lists what there is)")
        .exitOverride();
    program.addHelpText("after", CHECK_EXAMPLES);
    withJudgementOptions(withCommonOptions(program.command("check")), today)
        .description("plan every stack and judge the plans (the default command)")
        .addOption(new Option("--policy-pack <dir>", "also run a pack written for @pulumi/policy"))
        .addOption(
            new Option(
                "--min-coverage <share>",
                "share of the judgements that must be decided, 0.95 or 95% (default: as the settings say)",
            ).argParser(shareValue),
        )
        .addOption(new Option("--timings", "say where the time went").default(false))
        .addHelpText("after", CHECK_EXAMPLES)
        .action((options: CheckOptions, command: Command) => {
            refuseWords(command);
            return commands.check(options);
        });
    withCommonOptions(program.command("plan"))
        .description("print the plan of every stack")
        .addHelpText("after", PLAN_EXAMPLES)
        .action((options: CommonOptions, command: Command) => {
            refuseWords(command);
            return commands.plan(options);
        });
    withJudgementOptions(withCommonOptions(program.command("parity"), PARITY_FORMATS), today)
        .argument("[explain]", "explain: say of one place how it was compared")
        .argument("[place]", "the place to explain: <path>#<property>")
        .description("say in what two environments differ, and which of it nobody declared")
        .addOption(
            new Option("--write", "propose entries for differences.yaml").default(false).conflicts(["format", "due"]),
        )
        .addOption(
            new Option("--due <span>", "list what is overdue or to be reviewed within a span, such as 30d or 4w")
                .argParser(spanValue)
                .conflicts(["stack", "plan", "strict", "timeout"]),
        )
        .addHelpText("after", PARITY_EXAMPLES)
        .action((...given: readonly [string?, string?, ParityCommandOptions?, Command?]) => {
            const [word, place, options, command] = given;
            if (options === undefined || command === undefined) throw new Error("parity was called without options");
            if (word !== undefined && (word !== "explain" || place === undefined || command.args.length > 2))
                refuseExplain(command);
            if (place !== undefined) refuseBesideExplain(command, options);
            return commands.parity({ ...options, explain: place });
        });
    withJudgementOptions(withCommonOptions(program.command("isolation"), ISOLATION_FORMATS), today)
        .argument("[explain]", "explain: say what leads from one environment to another")
        .argument("[from]", "a stack, with :<component path> behind it or none")
        .argument("[to]", "the same")
        .description("say whether anything declared leads from one environment into another")
        .addOption(
            new Option("--facts <file>", "facts of an environment, in place of its plan; repeatable")
                .argParser(appended)
                .default([], "none"),
        )
        .addHelpText("after", ISOLATION_EXAMPLES)
        .action((...given: readonly [string?, string?, string?, IsolationCommandOptions?, Command?]) => {
            const [word, from, to, options, command] = given;
            if (options === undefined || command === undefined) throw new Error("isolation was called without options");
            if (word === undefined) return commands.isolation({ ...options, explain: undefined });
            if (word !== "explain" || from === undefined || to === undefined || command.args.length > ISOLATION_WORDS)
                return refuseIsolationWords(command);
            if (!(FORMATS as readonly string[]).includes(options.format))
                command.error(`error: isolation explain takes --format ${FORMATS.join(" or ")}, got ${options.format}`);
            return commands.isolation({ ...options, explain: { from, to } });
        });
    withCommonOptions(program.command("facts"), [])
        .description("write what one environment says of its credentials, by digests, and of its boundary")
        .addOption(new Option("--key-file <file>", "file of the pipeline's key (default: STAGEWRIGHT_FACTS_KEY)"))
        .addOption(
            new Option("--run <id>", "name of the run, the same for all that are compared (default: the pipeline's)"),
        )
        .addHelpText("after", FACTS_EXAMPLES)
        .action((options: FactsOptions, command: Command) => {
            refuseWords(command);
            return commands.facts(options);
        });
    withFormat(program.command("compare"), COMPARE_FORMATS)
        .description("say which credentials environments share, by the files that facts wrote")
        .argument("<files...>", "two files of facts or more, each of another environment")
        .addOption(new Option("--output <file>", "write there instead of to standard output"))
        .addOption(new Option("--strict", "fail on what cannot be compared (default: on in CI and for production)"))
        .addOption(new Option("--no-strict", "let pass what cannot be compared"))
        .addOption(new Option("--color", "colour even where the output is no terminal"))
        .addOption(new Option("--no-color", "never colour (as NO_COLOR does)"))
        .addHelpText("after", COMPARE_EXAMPLES)
        .action((files: readonly string[], options: CompareOptions) => commands.compare(files, options));
    scheduleCommand(program, commands.schedule, today);
    program
        .command("new-rule")
        .description("write a rule of your own into your own pack: the rule, its test, its page and its entry")
        .argument("<name>", "kebab-case, such as queue-encrypted")
        .addOption(new Option("--dir <dir>", "folder of your pack").default("."))
        .requiredOption("--family <family>", "the question that it answers: hygiene, isolation, ...")
        .requiredOption("--type <token>", "the type of resource that it looks at, such as aws:sqs/queue:Queue")
        .requiredOption("--property <path>", "the property that it looks at, such as versioning.enabled")
        .addOption(new Option("--value <value>", "what the property must be; a number is the least").default("true"))
        .addHelpText("after", NEW_RULE_EXAMPLES)
        .action((name: string, options: NewRuleOptions) => commands.newRule(name, options));
    program
        .command("init")
        .description(
            "write the stack file of an environment that is made for a while: a copy of staging's, with an end",
        )
        .allowExcessArguments()
        .addOption(new Option("--ephemeral <name>", "name of the stack to make, such as pr-12"))
        .addOption(new Option("--ttl <days>", "how long it lives, such as 3d"))
        .addOption(new Option("--until <date>", "its last day, YYYY-MM-DD, in place of --ttl"))
        .addOption(new Option("--owner <owner>", "who answers for it (default: who answers for staging)"))
        .addOption(new Option("--from <stack>", "the stack to copy (default: the only staging)"))
        .addOption(
            new Option("--set <key=value>", "a setting of its own, such as domain=pr-12.shop.internal; repeatable")
                .argParser(appended)
                .default([], "none"),
        )
        .addOption(new Option("--leases <file>", "who has which place (default: stagewright.leases.yaml)"))
        .addOption(new Option("--dry-run", "say what would be written, and write nothing").default(false))
        .addOption(new Option("--cwd <dir>", "folder of the Pulumi project").default("."))
        .addOption(
            new Option("--today <date>", "date of the judgement, YYYY-MM-DD").argParser(dateValue).default(today),
        )
        .addHelpText("after", INIT_EXAMPLES)
        .action((options: InitOptions, command: Command) => {
            refuseWords(command, "--ephemeral");
            return commands.init(options);
        });
    return program;
}

/**
 * Puts the default command in front where none is named. Commander's own default command would take a misspelt command
 * for an argument of it, and suggest nothing.
 */
export function withDefaultCommand(args: readonly string[]): readonly string[] {
    const [first] = args;
    const wantsProgram = first !== undefined && ["-h", "--help", "-V", "--version"].includes(first);
    return first === undefined || (first.startsWith("-") && !wantsProgram) ? ["check", ...args] : args;
}

function refuseExplain(command: Command): never {
    const guess = nearest(command.args[0] ?? "", ["explain", "--due", "--write"]);
    const hint = guess === undefined || guess === "explain" ? "" : `; did you mean ${guess}?`;
    return command.error(
        `error: unexpected '${command.args.join(" ")}'; expected parity explain <path>#<property>, such as orders/orders-cluster#engineVersion${hint}`,
    );
}

/** Words of `isolation explain <from> <to>` behind the command. */
const ISOLATION_WORDS = 3;

function refuseIsolationWords(command: Command): never {
    return command.error(
        `error: unexpected '${command.args.join(" ")}'; expected isolation explain <from> <to>, such as staging prod`,
    );
}

/** One place is explained to a person or a program; there is no document of it, nothing to write and nothing due. */
function refuseBesideExplain(command: Command, { due, format, write }: ParityCommandOptions): void {
    if (write || due !== undefined) command.error("error: parity explain takes neither --write nor --due");
    if (!(FORMATS as readonly string[]).includes(format))
        command.error(`error: parity explain takes --format ${FORMATS.join(" or ")}, got ${format}`);
}

const HUNDRED_PERCENT = 100;

const DAYS_PER_WEEK = 7;
/** Reviews are at most a year away. */
const LONGEST_SPAN_DAYS = 366;

function spanValue(value: string): number {
    const [, amount, unit] = /^(\d{1,3})([dw])$/.exec(value) ?? [];
    const days = Number(amount) * (unit === "w" ? DAYS_PER_WEEK : 1);
    if (days >= 1 && days <= LONGEST_SPAN_DAYS) return days;
    const weeks = Math.floor(LONGEST_SPAN_DAYS / DAYS_PER_WEEK);
    throw new InvalidArgumentError(`Expected 1d to ${LONGEST_SPAN_DAYS}d or 1w to ${weeks}w, such as 30d.`);
}

function shareValue(value: string): number {
    const [, digits, percent] = /^(\d+(?:\.\d+)?)(%)?$/.exec(value) ?? [];
    const share = Number(digits) / (percent === undefined ? 1 : HUNDRED_PERCENT);
    if (share <= 1) return share;
    throw new InvalidArgumentError("Expected a share from 0 to 1 or from 0% to 100%, such as 0.95 or 95%.");
}
