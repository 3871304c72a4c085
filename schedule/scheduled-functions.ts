import type { Stack } from "../plan/stack";
import type { Subject, SubjectReading } from "../plan/subject";
import { EVENT_TARGET_TYPE, ruleOf } from "./automation-schedules";
import { speaksOf } from "../aws/iam-patterns";
import { parsePolicy } from "../aws/iam-policy";
import { policiesOf, ROLE_POLICY_TYPES } from "./role-policies";
import { SCHEDULE_TYPE } from "./schedule-target";

const FUNCTION_TYPE = "aws:lambda/function:Function";
const ROLE_TYPE = "aws:iam/role:Role";

/** What {@link scheduledFunctionWith} reads. */
export const SCHEDULED_FUNCTION_TYPES = [FUNCTION_TYPE, ROLE_TYPE, ...ROLE_POLICY_TYPES];

/**
 * A function that a schedule calls and whose role is allowed every one of some calls, such as `rds:stopDBCluster`:
 * what it does with that right, no plan shows.
 */
export function scheduledFunctionWith(calls: readonly string[], stack: Stack): Subject | undefined {
    const known = answers.get(stack) ?? new Map<string, Subject | undefined>();
    answers.set(stack, known);
    const key = calls.join(" ");
    if (!known.has(key)) known.set(key, findFunction(calls, stack));
    return known.get(key);
}

/** Answers that were given before: thousands of resources ask for the same few calls. */
const answers = new WeakMap<Stack, Map<string, Subject | undefined>>();

function findFunction(calls: readonly string[], stack: Stack): Subject | undefined {
    return scheduledFunctions(stack).find(one => {
        const roles = one.comesFrom("role").filter(({ type }) => type === ROLE_TYPE);
        const policies = roles.flatMap(role => policiesOf(role, stack).policies);
        return calls.every(call => policies.some(policy => allows(policy, call)));
    });
}

function scheduledFunctions(stack: Stack): readonly Subject[] {
    const scheduled = [
        ...stack.byType(SCHEDULE_TYPE).flatMap(schedule => schedule.comesFrom("target")),
        ...stack
            .byType(EVENT_TARGET_TYPE)
            .filter(target => {
                const expression = ruleOf(target, stack)?.read("scheduleExpression");
                return expression !== undefined && expression.state !== "absent";
            })
            .flatMap(target => target.comesFrom("arn")),
    ];
    return [...new Set(scheduled)].filter(({ type }) => type === FUNCTION_TYPE);
}

function allows(policy: SubjectReading, call: string): boolean {
    if (policy.state !== "known") return false;
    const { statements } = parsePolicy(policy.value);
    // Actions of IAM are compared without regard to case.
    const action = call.toLowerCase();
    return statements.some(statement => statement.effect === "Allow" && speaksOf(statement, action) === true);
}
