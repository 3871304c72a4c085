import { Command, InvalidArgumentError, Option } from "commander";
import { nearest } from "../plan/nearest";
import { isDate } from "../plan/dates";

/** The formats that every command can write. */
export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** The formats that `parity` can write: `markdown` is what testers read. */
export const PARITY_FORMATS = ["text", "json", "markdown"] as const;
export type ParityFormat = (typeof PARITY_FORMATS)[number];

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
  stagewright parity --format markdown --output parity.md   what testers read
  stagewright parity --write                            propose entries for differences.yaml

Exit codes: 0 alike but for what was declared; 1 not so; 2 the command, the ledger or the program is at fault;
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
    withCommonOptions(program.command("check"))
        .description("plan every stack and judge the plans (the default command)")
        .addOption(new Option("--policy-pack <dir>", "also run a pack written for @pulumi/policy"))
        .addOption(new Option("--strict", "fail on what could not be decided (default: on in CI and for production)"))
        .addOption(new Option("--no-strict", "let pass what could not be decided"))
        .addOption(
            new Option("--today <date>", "date of the judgement, YYYY-MM-DD").argParser(dateValue).default(today),
        )
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
    withCommonOptions(program.command("parity"), PARITY_FORMATS)
        .argument("[explain]", "explain: say of one place how it was compared")
        .argument("[place]", "the place to explain: <path>#<property>")
        .description("say in what two environments differ, and which of it nobody declared")
        .addOption(new Option("--strict", "fail on what could not be decided (default: on in CI and for production)"))
        .addOption(new Option("--no-strict", "let pass what could not be decided"))
        .addOption(
            new Option("--today <date>", "date of the judgement, YYYY-MM-DD").argParser(dateValue).default(today),
        )
        .addOption(new Option("--write", "propose entries for differences.yaml").default(false))
        .addHelpText("after", PARITY_EXAMPLES)
        .action((...given: readonly [string?, string?, ParityCommandOptions?, Command?]) => {
            const [word, place, options, command] = given;
            if (options === undefined || command === undefined) throw new Error("parity was called without options");
            if (word !== undefined && (word !== "explain" || place === undefined || command.args.length > 2))
                refuseExplain(command);
            return commands.parity({ ...options, explain: place });
        });
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

function withCommonOptions(command: Command, formats: readonly string[] = FORMATS): Command {
    return command
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
        )
        .addOption(
            new Option("--format <format>", formats.join(" or "))
                .argParser(value => formatValue(value, formats))
                .default("text"),
        )
        .addOption(new Option("--output <file>", "write there instead of to standard output"))
        .addOption(new Option("--timeout <seconds>", "how long planning one stack may take").argParser(secondsValue))
        .addOption(new Option("--color", "colour even where the output is no terminal"))
        .addOption(new Option("--no-color", "never colour (as NO_COLOR does)"));
}

/** A word that is no option is a misspelt command, whatever stands before it, or a stack that lacks its flag. */
function refuseWords(command: Command, flag = "--stack"): void {
    const [word] = command.args;
    if (word === undefined) return;
    const guess = nearest(word, command.parent?.commands.map(known => known.name()) ?? []);
    const message =
        guess === undefined || guess === word
            ? `error: unexpected '${word}'; ${command.name()} takes options alone (a stack is named with ${flag} ${word})`
            : `error: unknown command '${word}'\n(Did you mean ${guess}?)`;
    command.error(message);
}

function refuseExplain(command: Command): never {
    return command.error(
        `error: unexpected '${command.args.join(" ")}'; expected parity explain <path>#<property>, such as orders/orders-cluster#engineVersion`,
    );
}

function appended(value: string, previous: readonly string[]): readonly string[] {
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

const HUNDRED_PERCENT = 100;

function shareValue(value: string): number {
    const [, digits, percent] = /^(\d+(?:\.\d+)?)(%)?$/.exec(value) ?? [];
    const share = Number(digits) / (percent === undefined ? 1 : HUNDRED_PERCENT);
    if (share <= 1) return share;
    throw new InvalidArgumentError("Expected a share from 0 to 1 or from 0% to 100%, such as 0.95 or 95%.");
}

function dateValue(value: string): string {
    if (isDate(value)) return value;
    throw new InvalidArgumentError("Expected a date that exists, as YYYY-MM-DD.");
}
