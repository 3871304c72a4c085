import { type ArgumentFaults, type Expectation, textMatching, wholeNumber } from "../arguments";
import type { Environment } from "../environment";
import { canPause, type DatabaseEngine, engineFacts } from "./engines";

/** How a serverless database grows and shrinks, in Aurora capacity units (about 2 GiB of memory each). */
export interface ServerlessCapacity {
    /**
     * Fewest units, in steps of 0.5. Valid: 0 to 256. Nought lets the database pause when nobody is connected, and is
     * refused in production, where the first caller of the morning would wait for it.
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

/** The class of an instance whose size Aurora chooses. */
const SERVERLESS_CLASS = "db.serverless";
const AUTO_PAUSE_SECONDS = { minimum: 300, maximum: 86_400, default: 300 };

const INSTANCE_CLASS = textMatching(
    /^db\.[a-z][a-z0-9]+\.(medium|large|\d{0,2}xlarge)$/,
    "a provisioned Aurora instance class such as db.t4g.medium",
);

/** The arguments that say how large a database is: exactly one of the two. */
export interface CapacityArgs {
    readonly instanceClass?: string;
    readonly serverless?: ServerlessCapacity;
}

/** Records what is wrong with the size of a database. */
export function checkCapacity(
    faults: ArgumentFaults,
    args: CapacityArgs & {
        readonly environment: Environment;
        readonly engine: DatabaseEngine;
        readonly engineVersion: string;
    },
): void {
    const { instanceClass, serverless } = args;
    if (serverless === undefined) {
        faults.check("instanceClass", instanceClass, INSTANCE_CLASS);
        return;
    }
    if (instanceClass !== undefined) {
        faults.add("instanceClass", "nothing beside `serverless`, which says how large the database is", instanceClass);
    }
    const { minCapacity, maxCapacity, autoPauseSeconds } = serverless;
    const pauses = minCapacity === 0;
    faults.check("serverless.minCapacity", minCapacity, capacity(0, 256));
    faults.check("serverless.maxCapacity", maxCapacity, capacity(1, 256));
    if (minCapacity > maxCapacity) faults.add("serverless.maxCapacity", `at least ${minCapacity}`, maxCapacity);
    if (autoPauseSeconds !== undefined) {
        const { minimum, maximum } = AUTO_PAUSE_SECONDS;
        faults.check("serverless.autoPauseSeconds", autoPauseSeconds, wholeNumber(minimum, maximum));
        if (!pauses) {
            faults.add("serverless.autoPauseSeconds", "nothing unless `minCapacity` is 0", autoPauseSeconds);
        }
    }
    if (!pauses) return;
    if (args.environment.class === "production") {
        faults.add("serverless.minCapacity", "at least 0.5 in production, which never sleeps", minCapacity);
    }
    if (engineFacts(args.engine).version.fits(args.engineVersion) && !canPause(args.engine, args.engineVersion)) {
        const { pausesSince } = engineFacts(args.engine);
        const since = Object.values(pausesSince).join(", ");
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

/** The class of every instance. */
export function instanceClassOf({ instanceClass, serverless }: CapacityArgs): string {
    return serverless === undefined ? (instanceClass ?? "") : SERVERLESS_CLASS;
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
