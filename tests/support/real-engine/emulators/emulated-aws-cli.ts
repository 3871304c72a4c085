import { type Account, CANARY, NODE_GROUP } from "./emulated-scheduler";
import { DATABASE_CLUSTER } from "./emulated-rest";
import type { Held } from "./emulation";
import { isWireMap, textOf } from "./wire";

/** The options of one command, by their names without dashes. */
type Options = Readonly<Record<string, string>>;

/** One command of the AWS CLI as pages write it: spelled as in the service models of botocore 1.44.5. */
interface Command {
    /** Options that it needs, and takes beside `--query` and `--output`. */
    readonly options: readonly string[];
    /** What it does to what emulated providers hold, and what it prints; or throws what AWS answers. */
    readonly run: (account: Account, options: Options) => string;
}

const EKS_CLUSTER = "aws:eks/cluster:Cluster";
const QUEUE = "aws:sqs/queue:Queue";
/** Options that every command takes. */
const COMMON = ["query", "output"];

function named(account: Account, type: string, names: Readonly<Record<string, string | undefined>>): Held {
    const held = account
        .held()
        .find(
            one =>
                one.type === type && Object.entries(names).every(([property, name]) => one.inputs[property] === name),
        );
    if (held === undefined) throw new Error(`there is no ${type} called ${Object.values(names).join(" ")}`);
    return held;
}

const cluster = (account: Account, options: Options): Held =>
    named(account, DATABASE_CLUSTER, { clusterIdentifier: options["db-cluster-identifier"] });
const nodeGroup = (account: Account, options: Options): Held =>
    named(account, NODE_GROUP, { clusterName: options["cluster-name"], nodeGroupName: options["nodegroup-name"] });

/** Stops or starts a cluster of databases, which must not be so already. */
function switchCluster(account: Account, options: Options, stopped: boolean): string {
    const held = cluster(account, options);
    if ((held.stopped === true) === stopped) throw new Error(`InvalidDBClusterStateFault: ${held.id}`);
    account.tamper(held.urn, { stopped });
    return "";
}

/** A size as the CLI writes it: `minSize=2,maxSize=4,desiredSize=2`. */
function scalingOf(text: string): Readonly<Record<string, number>> {
    const entries = text.split(",").map(entry => entry.split("="));
    const names = entries.map(([name]) => name).join(" ");
    if (names !== "minSize maxSize desiredSize") throw new Error(`no size: ${text}`);
    return Object.fromEntries(entries.map(([name = "", value]) => [name, Number(value)]));
}

const COMMANDS: Readonly<Record<string, Command>> = {
    "rds describe-db-clusters": {
        options: ["db-cluster-identifier"],
        run: (account, options) => (cluster(account, options).stopped === true ? "stopped" : "available"),
    },
    "rds start-db-cluster": {
        options: ["db-cluster-identifier"],
        run: (account, options) => switchCluster(account, options, false),
    },
    "rds stop-db-cluster": {
        options: ["db-cluster-identifier"],
        run: (account, options) => switchCluster(account, options, true),
    },
    "rds wait db-cluster-available": {
        options: ["db-cluster-identifier"],
        run(account, options) {
            if (cluster(account, options).stopped === true) throw new Error("Max attempts exceeded");
            return "";
        },
    },
    "rds create-db-cluster-snapshot": {
        options: ["db-cluster-identifier", "db-cluster-snapshot-identifier"],
        run(account, options) {
            if (cluster(account, options).stopped === true) throw new Error("InvalidDBClusterStateFault");
            return "";
        },
    },
    "rds wait db-cluster-snapshot-available": { options: ["db-cluster-snapshot-identifier"], run: () => "" },
    "eks list-nodegroups": {
        options: ["cluster-name"],
        run: (account, options) =>
            textOf(
                named(account, NODE_GROUP, { clusterName: options["cluster-name"] }).inputs["nodeGroupName"],
                "name",
            ),
    },
    "eks update-kubeconfig": {
        options: ["name"],
        run: (account, options) => named(account, EKS_CLUSTER, { name: options["name"] }).id,
    },
    "eks update-nodegroup-config": {
        options: ["cluster-name", "nodegroup-name", "scaling-config"],
        run(account, options) {
            const held = nodeGroup(account, options);
            const scalingConfig = scalingOf(options["scaling-config"] ?? "");
            const before = held.inputs["scalingConfig"];
            if (isWireMap(before) && before["maxSize"] !== scalingConfig["maxSize"]) throw new Error("another maxSize");
            account.tamper(held.urn, { properties: { scalingConfig: { ...scalingConfig } } });
            return "";
        },
    },
    "eks wait nodegroup-active": {
        options: ["cluster-name", "nodegroup-name"],
        run: (account, options) => nodeGroup(account, options).id,
    },
    "sqs get-queue-url": {
        options: ["queue-name"],
        run: (account, options) => textOf(named(account, QUEUE, { name: options["queue-name"] }).outputs["url"], "url"),
    },
    "sqs purge-queue": {
        options: ["queue-url"],
        run(account, options) {
            const found = account
                .held()
                .some(({ type, outputs }) => type === QUEUE && outputs["url"] === options["queue-url"]);
            if (!found) throw new Error("QueueDoesNotExist");
            return "";
        },
    },
    "synthetics stop-canary": {
        options: ["name"],
        run(account, options) {
            account.tamper(named(account, CANARY, { name: options["name"] }).urn, {
                properties: { status: "STOPPED" },
            });
            return "";
        },
    },
};

/** A command of the AWS CLI that was read. */
export interface AwsCommand {
    /** Does it to an account, and says what it prints. */
    readonly run: (account: Account) => string;
}

/**
 * Reads a command line that begins with `aws`.
 *
 * @throws Error where no such command or option is known, or one is missing
 */
export function awsCommand(line: string): AwsCommand {
    const [call = "", ...given] = line.replace(/^aws /, "").split(/ --/);
    const command = COMMANDS[call];
    if (command === undefined) throw new Error(`no command of AWS is known that is spelled ${call}`);
    const options = Object.fromEntries(
        given.map(option => [option.split(" ")[0] ?? "", option.slice(option.indexOf(" ") + 1)] as const),
    );
    const foreign = Object.keys(options).filter(name => ![...command.options, ...COMMON].includes(name));
    const missing = command.options.filter(name => !(name in options));
    if (foreign.length + missing.length > 0) {
        throw new Error(`${call} does not take ${foreign.join(", ")} and needs ${missing.join(", ")}`);
    }
    return { run: account => command.run(account, options) };
}
