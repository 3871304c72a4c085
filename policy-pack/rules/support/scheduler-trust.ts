import type { PolicyStatement } from "../../../aws/iam-policy";
import type { Subject } from "../../kernel";
import { SCHEDULER, takingRole } from "./call-context";
import { type Answer, answerOf, readPolicy } from "./policy-answers";

/** The action by which a service takes a role. */
const TAKING = "sts:AssumeRole";
/** Principals that take in every service. */
const ANYONE: ReadonlySet<string> = new Set(["*"]);

/** Whether EventBridge Scheduler may take a role for a schedule. */
export function schedulerTakes(role: Subject, schedule: Subject): Answer {
    const trust = readPolicy(role.read("assumeRolePolicy"), `the trust policy of ${role.name}`);
    return answerOf(trust, { action: TAKING, concerns: namesScheduler, call: takingRole(schedule) });
}

function namesScheduler({ negatedPrincipals, path, principals, unread }: PolicyStatement): boolean | undefined {
    if (negatedPrincipals) return undefined;
    if (principals.some(({ kind, value }) => kind === "Service" && value === SCHEDULER)) return true;
    const isUnread = unread.some(one => one.path.startsWith(`${path}.Principal`)) || principals.length === 0;
    return isUnread || principals.some(({ value }) => ANYONE.has(value)) ? undefined : false;
}
