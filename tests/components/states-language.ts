/*
 * The part of the Amazon States Language that state machines of ours are written in, run on a clock that a test sets. What it
 * does not know ends a test rather than being left out.
 */

/** An error that a call ends with, by the name that a state machine knows it by. */
export class CallError extends Error {
    override readonly name = "CallError";

    constructor(readonly error: string) {
        super(error);
    }
}

/** What a run is made in. */
export interface Surroundings {
    /** When it begins, in milliseconds since 1970-01-01T00:00Z. */
    readonly startsAt: number;
    /**
     * Answers a call of a task.
     *
     * @throws CallError for one that fails
     */
    call(resource: string, parameters: Json, at: number): Json;
}

/** How a run ended. */
export interface Run {
    readonly status: "SUCCEEDED" | "FAILED";
    /** Name of the state, or of the error, that it ended with. */
    readonly end: string;
    readonly endsAt: number;
    /** Names of the states in the order in which they were entered. */
    readonly states: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
interface Outcome {
    readonly next: string;
    readonly data: Json;
}

/** More states than any run of ours enters. */
const MOST_STATES = 10_000;

/** Runs a state machine to its end. */
export function runStates(definition: string, input: Json, surroundings: Surroundings): Run {
    const machine = new Machine(
        JSON.parse(definition) as { StartAt: string; States: Record<string, Json> },
        surroundings,
    );
    return machine.run(input);
}

class Machine {
    private now: number;
    private readonly entered: string[] = [];

    constructor(
        private readonly machine: { readonly StartAt: string; readonly States: Readonly<Record<string, Json>> },
        private readonly surroundings: Surroundings,
    ) {
        this.now = surroundings.startsAt;
    }

    run(input: Json): Run {
        let at: Outcome = { next: this.machine.StartAt, data: input };
        while (this.entered.length < MOST_STATES) {
            const state = this.machine.States[at.next];
            if (state === undefined) throw new Error(`there is no state ${at.next}`);
            this.entered.push(at.next);
            const ended = (status: Run["status"], end: string): Run => ({
                status,
                end,
                endsAt: this.now,
                states: this.entered,
            });
            if (state["Type"] === "Succeed") return ended("SUCCEEDED", at.next);
            if (state["Type"] === "Fail") return ended("FAILED", String(state["Error"]));
            try {
                at = this.enter(state, at.data);
            } catch (error) {
                if (!(error instanceof CallError)) throw error;
                return ended("FAILED", error.error);
            }
        }
        throw new Error("the run has no end");
    }

    private enter(state: Json, data: Json): Outcome {
        const next = String(state["Next"]);
        switch (state["Type"]) {
            case "Pass":
                return { next, data: this.filled(state["Parameters"] as Json, data) };
            case "Wait":
                this.now += (state["Seconds"] as number) * 1000;
                return { next, data };
            case "Choice": {
                const chosen = (state["Choices"] as readonly Json[]).find(rule => this.holds(rule, data));
                return { next: String((chosen ?? { Next: state["Default"] })["Next"]), data };
            }
            case "Task":
                return this.task(state, data);
            default:
                throw new Error(`a state of type ${String(state["Type"])}`);
        }
    }

    private task(state: Json, data: Json): Outcome {
        const tries = new Map<Json, number>();
        for (;;) {
            try {
                const result = this.surroundings.call(String(state["Resource"]), state["Parameters"] as Json, this.now);
                return { next: String(state["Next"]), data: this.withResult(state, data, result) };
            } catch (error) {
                if (!(error instanceof CallError)) throw error;
                const retrier = ruleFor(error, state["Retry"]);
                const tried = retrier === undefined ? 0 : (tries.get(retrier) ?? 0);
                if (retrier !== undefined && tried < (retrier["MaxAttempts"] as number)) {
                    tries.set(retrier, tried + 1);
                    const growth = (retrier["BackoffRate"] as number) ** tried;
                    this.now += (retrier["IntervalSeconds"] as number) * growth * 1000;
                    continue;
                }
                const catcher = ruleFor(error, state["Catch"]);
                if (catcher === undefined) throw error;
                if (catcher["ResultPath"] !== null) throw new Error("a catcher that changes what a run knows");
                return { next: String(catcher["Next"]), data };
            }
        }
    }

    private withResult(state: Json, data: Json, result: Json): Json {
        const place = state["ResultPath"];
        if (place === null) return data;
        if (typeof place !== "string" || !/^\$\.\w+$/.test(place))
            throw new Error(`the place ${JSON.stringify(place)}`);
        return { ...data, [place.slice(2)]: this.filled(state["ResultSelector"] as Json, result) };
    }

    /** Fields whose names end in `.$` are read, the others taken as they are. */
    private filled(fields: Json, data: Json): Json {
        return Object.fromEntries(
            Object.entries(fields).map(([name, value]) =>
                name.endsWith(".$") ? [name.slice(0, -2), this.read(String(value), data)] : [name, value],
            ),
        );
    }

    private read(path: string, data: Json): unknown {
        const sum = /^States\.MathAdd\((\S+), (-?\d+)\)$/.exec(path);
        if (sum !== null) return (this.read(sum[1]!, data) as number) + Number(sum[2]);
        if (path === "$$.State.EnteredTime") return new Date(this.now).toISOString();
        if (!/^\$(\.\w+|\[\d+\])+$/.test(path)) throw new Error(`the path ${path}`);
        const keys = path.match(/\w+/g) ?? [];
        return keys.reduce<unknown>((inside, key) => {
            if (typeof inside !== "object" || inside === null || !(key in inside))
                throw new CallError("States.Runtime");
            return (inside as Json)[key];
        }, data);
    }

    private holds(rule: Json, data: Json): boolean {
        if (rule["And"] !== undefined) return (rule["And"] as readonly Json[]).every(one => this.holds(one, data));
        const value = this.read(String(rule["Variable"]), data);
        return Object.entries(rule).every(([operator, wanted]) => {
            switch (operator) {
                case "Next":
                case "Variable":
                    return true;
                case "StringEquals":
                    return value === wanted;
                case "NumericLessThan":
                    return (value as number) < (wanted as number);
                case "TimestampGreaterThanEquals":
                    return Date.parse(String(value)) >= Date.parse(String(wanted));
                case "TimestampLessThan":
                    return Date.parse(String(value)) < Date.parse(String(wanted));
                default:
                    throw new Error(`the comparison ${operator}`);
            }
        });
    }
}

function ruleFor({ error }: CallError, rules: unknown): Json | undefined {
    return ((rules ?? []) as readonly Json[]).find(rule => {
        const names = rule["ErrorEquals"] as readonly string[];
        return names.includes(error) || names.includes("States.ALL");
    });
}
