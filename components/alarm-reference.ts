import { type Expectation, textMatching } from "./arguments";
import type { Environment } from "./environment";

/** The ARN of an alarm of the environment's own account and region. */
export function ownAlarm({ accountId, region }: Environment): Expectation {
    return textMatching(
        new RegExp(`^arn:[a-z-]+:cloudwatch:${region}:${accountId}:alarm:.+$`),
        `the ARN of an alarm of account ${accountId} in ${region}`,
    );
}
