import { MINUTE_MS, type Span, type UtcMinute } from "../../hours/local-time";
import { partitionOf } from "../partition";
import type { DatabaseCalls } from "./database-calls";

/** How long a database may take to stop, in minutes: so long before it is to start, it is left running. */
const STOP_TAKES_MINUTES = 60;
/** How long it waits from one look at the database to the next. AWS takes minutes to start one, and as long to stop it. */
const WAIT_SECONDS = 600;
/** How often it looks before it gives up: for six hours. */
const MOST_TRIES = 36;
/** How long a call may take. It is answered at once; what it begins takes longer. */
const CALL_SECONDS = 60;

/** What RDS answers to a stop that comes while the database, or an instance of it, is not yet up. */
const NOT_YET = ["Rds.InvalidDbClusterStateException", "Rds.InvalidDbInstanceStateException"];
/** Whatever else goes wrong may be gone in a moment. If it is not, the run fails, and the alarm rings. */
const TRY_AGAIN = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 3, BackoffRate: 2 }];

/** What a run begins with. */
export const RESTOP_INPUT = { tries: 0 } as const;

/**
 * What is done when AWS has started a database by itself, in the Amazon States Language: look until it is up, stop it, look
 * whether it stops. The clock is asked before every stop, since starting may take until people are back.
 */
export function restopDefinition(
    { kind, name, parameter, status }: DatabaseCalls,
    closures: readonly Span[],
    region: string,
): string {
    const call = (verb: "describe" | "stop") => ({
        Type: "Task",
        Resource: `arn:${partitionOf(region)}:states:::aws-sdk:rds:${verb}${kind}${verb === "describe" ? "s" : ""}`,
        Parameters: { [parameter]: name },
        TimeoutSeconds: CALL_SECONDS,
    });
    const states = {
        IsClosed: {
            Type: "Choice",
            Choices: closures.map(({ from, to }) => ({
                And: [
                    { Variable: "$$.State.EnteredTime", TimestampGreaterThanEquals: utcText(from) },
                    { Variable: "$$.State.EnteredTime", TimestampLessThan: utcText(to - STOP_TAKES_MINUTES) },
                ],
                Next: "Look",
            })),
            Default: "LeftRunning",
        },
        Look: {
            ...call("describe"),
            ResultSelector: { "status.$": status },
            ResultPath: "$.database",
            Retry: TRY_AGAIN,
            Next: "IsUp",
        },
        IsUp: {
            Type: "Choice",
            Choices: [
                { Variable: "$.database.status", StringEquals: "available", Next: "Stop" },
                { Variable: "$.database.status", StringEquals: "stopping", Next: "Asleep" },
                { Variable: "$.database.status", StringEquals: "stopped", Next: "Asleep" },
            ],
            Default: "Count",
        },
        Stop: {
            ...call("stop"),
            ResultPath: null,
            Retry: [{ ErrorEquals: NOT_YET, MaxAttempts: 0 }, ...TRY_AGAIN],
            Catch: [{ ErrorEquals: NOT_YET, ResultPath: null, Next: "Count" }],
            Next: "Count",
        },
        Count: { Type: "Pass", Parameters: { "tries.$": "States.MathAdd($.tries, 1)" }, Next: "IsWorthAnotherLook" },
        IsWorthAnotherLook: {
            Type: "Choice",
            Choices: [{ Variable: "$.tries", NumericLessThan: MOST_TRIES, Next: "Wait" }],
            Default: "GaveUp",
        },
        Wait: { Type: "Wait", Seconds: WAIT_SECONDS, Next: "IsClosed" },
        Asleep: { Type: "Succeed" },
        LeftRunning: { Type: "Succeed" },
        GaveUp: {
            Type: "Fail",
            Error: "StillRunning",
            Cause: `${name} is not asleep after ${MOST_TRIES} looks, though nobody works`,
        },
    };
    return JSON.stringify({ Comment: `Stops ${name} again that AWS has started`, StartAt: "IsClosed", States: states });
}

function utcText(minute: UtcMinute): string {
    return new Date(minute * MINUTE_MS).toISOString().replace(".000Z", "Z");
}
