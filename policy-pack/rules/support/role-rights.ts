import { managedPolicy } from "../../../aws/iam-managed-policies";
import { patternCovers } from "../../../aws/patterns";
import { Boundaries } from "../../../isolation/identity/boundaries";
import { textOf } from "../../../plan/plain";
import { policiesOf } from "../../../schedule/role-policies";
import type { Stack, Subject } from "../../kernel";
import { type Answer, answerOf, type Question, readPolicy, type Statements, statementsOf } from "./policy-answers";

/** What a role may do, as far as the plan says. */
export interface RoleRights {
    /**
     * By its policies and within its boundary.
     *
     * @param trusted ARNs of boundaries that are not in the plan and are known to allow it; `*` stands for any text.
     */
    readonly answer: (question: Question, trusted: readonly string[]) => Answer;
}

/** A boundary, with its ARN where the plan holds no more of it. */
interface Bound extends Statements {
    readonly elsewhere?: string;
}

const known = new WeakMap<Stack, Map<Subject, RoleRights>>();

/** The rights of a role, read once a stack: thousands of schedules may share one. */
export function rightsOf(role: Subject, stack: Stack): RoleRights {
    const ofStack = known.get(stack) ?? new Map<Subject, RoleRights>();
    known.set(stack, ofStack);
    const rights = ofStack.get(role) ?? readRights(role, stack);
    ofStack.set(role, rights);
    return rights;
}

function readRights(role: Subject, stack: Stack): RoleRights {
    const own = ownOf(role, stack);
    const boundary = boundaryOf(role, stack);
    return {
        answer(question, trusted) {
            const given = answerOf(own, question);
            if (boundary === undefined || given.outcome === "denied") return given;
            const { elsewhere } = boundary;
            if (elsewhere !== undefined && trusted.some(arn => patternCovers(arn, elsewhere))) return given;
            const bounded = answerOf(boundary, question);
            const decisive = [given, bounded].find(({ outcome }) => outcome !== "allowed" && outcome !== "unclear");
            return decisive ?? (given.outcome === "unclear" ? given : bounded);
        },
    };
}

function ownOf(role: Subject, stack: Stack): Statements {
    const by = `a policy of ${role.name}`;
    const { hidden, managed, policies } = policiesOf(role, stack);
    const read = policies.map(policy => readPolicy(policy, by));
    return {
        by,
        statements: [
            ...read.flatMap(({ statements }) => statements),
            ...managed.flatMap(document => statementsOf(document, true)),
        ],
        doubt: read.find(({ doubt }) => doubt !== undefined)?.doubt ?? hidden,
    };
}

const boundaries = new WeakMap<Stack, Boundaries>();

/** What bounds the permissions of a role; nothing where nothing does. */
function boundaryOf(role: Subject, stack: Stack): Bound | undefined {
    const given = role.read("permissionsBoundary");
    if (given.state === "absent") return undefined;
    const by = `the boundary of ${role.name}`;
    const managed = given.state === "known" ? managedPolicy(textOf(given.value)) : undefined;
    if (managed !== undefined) {
        const doubt = managed.isWhole ? undefined : `all that ${by} allows is not known`;
        return { by, statements: statementsOf(managed.document, true), doubt };
    }
    const ofStack = boundaries.get(stack) ?? new Boundaries(stack);
    boundaries.set(stack, ofStack);
    const [bound] = ofStack.of(role);
    if (bound === undefined || typeof bound === "string") {
        const isMade = role.comesFrom("permissionsBoundary").length > 0;
        const arn = !isMade && given.state === "known" ? textOf(given.value) : "";
        return { by, statements: [], doubt: `${by} is not in the plan`, ...(arn === "" ? {} : { elsewhere: arn }) };
    }
    const doubt = bound.unread.length > 0 ? `${by} cannot be read` : undefined;
    return { by, statements: statementsOf(bound, false), doubt };
}
