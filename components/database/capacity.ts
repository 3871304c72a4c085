import { type ArgumentFaults, type Expectation, wholeNumber } from "../arguments";
import type { Environment } from "../environment";
import { checkObject, type Fields } from "../object-arguments";
import { canPause, type DatabaseEngine, engineFacts } from "./engines";
import type { DatabaseReader, ServerlessReader } from "./readers";

/** How a serverless database grows and shrinks, in Aurora capacity units (about 2 GiB of memory each). */
export interface ServerlessCapacity {
    /**
     * Fewest units, in steps of 0.5. Valid: 0 to 256. Nought lets the database pause when nobody is connected, and is
     * refused in production, where the first caller of the morning would wait for it. At 0 and 0.5 it takes at most 2,000
     * connections, whatever `maxCapacity` is (recalled from the Aurora user guide).
     */
    readonly minCapacity: number;
    /** Most units, in steps of 0.5. Valid: 1 to 256, and not less than `minCapacity`. */
    readonly maxCapacity: number;
    /**
     * Seconds without a connection after which it pauses. Valid: 300 to 86,400, and only where `minCapacity` is 0.
     * A pool of connections, an exporter or a probe keeps it awake.
     *
     * @default 300 where `minCapacity` is 0
     */
    readonly autoPauseSeconds?: number;
}

/** Instances of a class. */
export interface ProvisionedCapacityArgs {
    /** Size of every instance, such as `db.t4g.medium`. Changing it restarts them in the maintenance window. */
    readonly instanceClass: string;
    readonly serverless?: undefined;
    /**
     * Instances that serve reads, beside those that stand in for the writer. Taking one out deletes it.
     *
     * @default - none
     */
    readonly readers?: readonly DatabaseReader[];
}

/** Instances that grow and shrink with the load, and may pause, in place of a class. */
export interface ServerlessCapacityArgs {
    readonly serverless: ServerlessCapacity;
    readonly instanceClass?: undefined;
    /**
     * Instances that serve reads, beside those that stand in for the writer. Taking one out deletes it.
     *
     * @default - none
     */
    readonly readers?: readonly ServerlessReader[];
}

/** How large an Aurora database is: exactly one of the two. */
export type CapacityArgs = ProvisionedCapacityArgs | ServerlessCapacityArgs;

/** The class of an instance whose size Aurora chooses. */
const SERVERLESS_CLASS = "db.serverless";
const AUTO_PAUSE_SECONDS = { minimum: 300, maximum: 86_400, default: 300 };

const SERVERLESS: Fields<ServerlessCapacity> = { minCapacity: true, maxCapacity: true, autoPauseSeconds: true };

/** Records what is wrong with the size of a database. */
export function checkCapacity(
    faults: ArgumentFaults,
    args: CapacityArgs & {
        readonly environment: Environment;
        readonly engine: DatabaseEngine;
        readonly engineVersion: string;
    },
): void {
    const facts = engineFacts(args.engine).aurora;
    if (args.serverless === undefined) {
        faults.check("instanceClass", args.instanceClass, facts.instanceClass);
        return;
    }
    const instanceClass: unknown = args.instanceClass;
    if (instanceClass !== undefined) {
        faults.add("instanceClass", "nothing beside `serverless`, which says how large the database is", instanceClass);
    }
    if (!checkObject(faults, "serverless", args.serverless, SERVERLESS)) return;
    const { minCapacity, maxCapacity, autoPauseSeconds } = args.serverless;
    faults.check("serverless.minCapacity", minCapacity, capacity(0, 256));
    faults.check("serverless.maxCapacity", maxCapacity, capacity(1, 256));
    if (minCapacity > maxCapacity) faults.add("serverless.maxCapacity", `at least ${minCapacity}`, maxCapacity);
    if (autoPauseSeconds !== undefined) {
        const { minimum, maximum } = AUTO_PAUSE_SECONDS;
        faults.check("serverless.autoPauseSeconds", autoPauseSeconds, wholeNumber(minimum, maximum));
        if (!pausesByItself(args)) {
            faults.add("serverless.autoPauseSeconds", "nothing unless `minCapacity` is 0", autoPauseSeconds);
        }
    }
    if (!pausesByItself(args)) return;
    if (args.environment.class === "production") {
        faults.add("serverless.minCapacity", "at least 0.5 in production, which never sleeps", minCapacity);
    }
    if (facts.version.fits(args.engineVersion) && !canPause(args.engine, args.engineVersion)) {
        const since = Object.values(facts.pausesSince).join(", ");
        faults.add("engineVersion", `a version that can pause (${since} or newer)`, args.engineVersion);
    }
}

/** Units from one bound to the other, in halves. */
function capacity(minimum: number, maximum: number): Expectation {
    return {
        expected: `a number from ${minimum} to ${maximum} in steps of 0.5`,
        fits: value => typeof value === "number" && Number.isInteger(value * 2) && value >= minimum && value <= maximum,
    };
}

/** Whether a database sleeps when nobody is connected, without a timer. */
export function pausesByItself({ serverless }: CapacityArgs): boolean {
    return serverless?.minCapacity === 0;
}

/** The class of every instance that takes over in turn. */
export function instanceClassOf({ instanceClass }: CapacityArgs): string {
    return instanceClass ?? SERVERLESS_CLASS;
}

/** What a cluster is told of its size; nothing for one whose instances have a class. */
export function scalingOf({ serverless }: CapacityArgs) {
    if (serverless === undefined) return undefined;
    const { minCapacity, maxCapacity, autoPauseSeconds } = serverless;
    return {
        minCapacity,
        maxCapacity,
        secondsUntilAutoPause: minCapacity === 0 ? (autoPauseSeconds ?? AUTO_PAUSE_SECONDS.default) : undefined,
    };
}
