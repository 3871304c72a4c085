import { z } from "zod";
import { Unknown } from "../../../plan/value";
import {
    holds,
    resourceRule,
    type RuleContext,
    type Subject,
    type SubjectReading,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { judgeReference } from "../support/account-reference";
import { isAccountId, parseArn } from "../../../aws/arn";
import { coversAction, speaksOf } from "../../../aws/iam-patterns";
import { parsePolicy, type PolicyStatement, type PolicyText, unknownText } from "../../../aws/iam-policy";
import { judgeAccount, type Trust } from "../support/iam-trust";
import { trustedAccounts, trustOf, worstOf } from "../support/policy-principals";
import { showPart } from "../support/values";

const POD_IDENTITY = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** Where each type keeps what it permits. Permission sets are left out: they are made for other accounts. */
const POLICY_PATHS: Readonly<Record<string, string>> = {
    "aws:iam/role:Role": "inlinePolicies[].policy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:iam/policy:Policy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
    "aws:iam/groupPolicy:GroupPolicy": "policy",
};

const ASSUME_ROLE = "sts:AssumeRole";
const PASS_ROLE = "iam:PassRole";

/** Keys of conditions that hold what is permitted to accounts (IAM, "Properties of the resource"). */
const RESOURCE_ACCOUNT_KEY = "aws:resourceaccount";
/** The variable that stands for the account of whoever asks, which is the policy's own (IAM, "Policy variables"). */
const OWN_ACCOUNT = "${aws:principalaccount}";
/** The key that holds a role to the services that it may be handed to. */
const PASSED_TO_KEY = "iam:passedtoservice";
const NAMING_OPERATORS: ReadonlySet<string> = new Set(["StringEquals", "StringLike"]);

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and whose things may be used, such as the one of the image registry.",
    ),
});

export const noPermissionOutsideEnvironment = resourceRule({
    name: "no-permission-outside-environment",
    family: "isolation",
    severity: "critical",
    description:
        "No role, user or group is permitted anything in another account, or to take or hand on just any role.",
    remediation:
        "Name resources of the own account in `policy`, and in statements on `sts:AssumeRole` and `iam:PassRole` the very roles that are meant; an account that belongs to no environment is named in this rule's setting `trustedAccounts`.",
    appliesTo: [...Object.keys(POLICY_PATHS), POD_IDENTITY],
    settings,
    check(subject, { settings: { trustedAccounts: trusted }, pack }) {
        const trust = trustOf(subject, trusted, subject.type === POD_IDENTITY ? "association" : "policy");
        const path = POLICY_PATHS[subject.type];
        if (path === undefined) return judgeReference(subject, subject.read("targetRoleArn"), trust, pack);
        return subject.readAll(path).flatMap(reading => judgeDocument(subject, reading, trust, pack));
    },
});

function judgeDocument(
    subject: Subject,
    reading: SubjectReading,
    trust: Trust,
    pack: RuleContext["pack"],
): readonly Verdict[] {
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return [undecidedBecauseUnknown(reading)];
    const property = reading.path;
    const document = parsePolicy(reading.value);
    const allowing = document.statements.filter(({ effect }) => effect !== "Deny");
    const verdicts = allowing
        .filter(isReadable)
        .flatMap(statement => judgeStatement(statement, { subject, reading, trust, pack }));
    const doubts = [...document.unread, ...allowing.flatMap(({ unread }) => unread)].map(({ path, why }) =>
        undecided({ property, message: `${[property, path].filter(Boolean).join(": ")} cannot be read: ${why}` }),
    );
    return [worstOf([...verdicts, ...doubts])];
}

/** A statement that may refuse, or whose conditions may be what holds it to the account, is judged by nothing else of it. */
function isReadable({ effect, path, unread }: PolicyStatement): boolean {
    return effect === "Allow" && !unread.some(one => one.path.startsWith(`${path}.Condition`));
}

/** What a statement is judged with. */
interface Around {
    readonly subject: Subject;
    readonly reading: SubjectReading & { readonly state: "known" };
    readonly trust: Trust;
    readonly pack: RuleContext["pack"];
}

function judgeStatement(statement: PolicyStatement, around: Around): readonly Verdict[] {
    const held = isHeldToAccount(statement, around.trust);
    if (held === true) return [holds()];
    if (held === undefined) {
        const message = `${statement.path}.Condition cannot be read: the account on ${RESOURCE_ACCOUNT_KEY} is not known`;
        return [undecided({ property: around.reading.path, message })];
    }
    return [
        ...statement.resources.map(resource => judgeResource(resource, statement, around)),
        ...[ASSUME_ROLE, PASS_ROLE].map(action => judgeRoles(action, statement, around)),
    ];
}

/**
 * Whether a condition lets a statement speak of nothing but resources of accounts that are the own one or trusted;
 * nothing where what it names is not known.
 */
function isHeldToAccount({ conditions }: PolicyStatement, trust: Trust): boolean | undefined {
    const narrowing = conditions.filter(
        ({ operator, key, values }) =>
            key === RESOURCE_ACCOUNT_KEY && NAMING_OPERATORS.has(operator) && values.length > 0,
    );
    const isTrusted = (value: PolicyText) =>
        typeof value === "string" &&
        (value.toLowerCase() === OWN_ACCOUNT || judgeAccount(value, trust).outcome === "holds");
    if (narrowing.some(({ values }) => values.every(isTrusted))) return true;
    return narrowing.some(({ values }) => unknownText(values) !== undefined) ? undefined : false;
}

function judgeResource(resource: PolicyText, statement: PolicyStatement, around: Around): Verdict {
    const { subject, reading, trust, pack } = around;
    const property = reading.path;
    const place = `${statement.path}.Resource`;
    // What a statement leaves out is not permitted by it.
    if (statement.negatedResources) return holds();
    if (resource instanceof Unknown) {
        const unread = {
            state: "unknown",
            path: property,
            secret: reading.secret,
            why: resource.why,
            from: [],
        } as const;
        return worstOf(judgeReference(subject, unread, trust, pack));
    }
    const account = parseArn(resource)?.account ?? "";
    if (!isAccountId(account)) return holds();
    const judged = judgeAccount(account, trust);
    if (judged.outcome === "holds") return holds();
    const message = `${place} names ${showPart(reading, resource)}: ${judged.why}`;
    return judged.outcome === "violated" ? violated({ property, message }) : undecided({ property, message });
}

/** A statement that lets somebody take, or hand on, roles must name them. */
function judgeRoles(action: string, statement: PolicyStatement, { reading }: Around): Verdict {
    const property = reading.path;
    const speaks = speaksOf(statement, action);
    const anyRole = speaksOfAnyRole(action, statement);
    if (speaks === false || anyRole === false) return holds();
    if (action === PASS_ROLE) {
        // Roles are handed on within one account only: whoever may do everything there anyway is judged by the other one.
        if (statement.actions.some(one => one === "*") || statement.negatedActions) return holds();
        if (statement.conditions.some(({ key, operator }) => key === PASSED_TO_KEY && NAMING_OPERATORS.has(operator)))
            return holds();
    }
    if (speaks === undefined || anyRole === undefined) {
        const why = unknownText([...statement.actions, ...statement.resources])?.why ?? "a part of it is not known";
        return undecided({ property, message: `${statement.path} may allow ${action} on any role: ${why}` });
    }
    const where =
        action === ASSUME_ROLE ? "whichever account trusts it lets it in" : "it becomes whichever role is strongest";
    const message = `${statement.path} allows ${action} on any role, expected named ones: ${where}`;
    return violated({ property, message });
}

/** Stands for the roles that nobody named: a pattern that takes it in takes in all of them. */
const ROLE_OF_SOMEBODY = "role/of-somebody";
const ACCOUNT_OF_SOMEBODY = "arn:aws:iam::000000000000";

/** Whether a statement speaks of roles that nobody named; nothing where an unknown keeps it from being told. */
function speaksOfAnyRole(action: string, { resources, negatedResources }: PolicyStatement): boolean | undefined {
    const named = resources.some(one => typeof one === "string" && isAnyRole(action, one));
    if (!negatedResources) return named; // each that is unknown is judged by itself
    if (named) return false;
    return unknownText(resources) === undefined ? true : undefined;
}

function isAnyRole(action: string, pattern: string): boolean {
    if (coversAction(pattern, `${ACCOUNT_OF_SOMEBODY}:${ROLE_OF_SOMEBODY}`)) return true;
    const arn = parseArn(pattern);
    if (arn?.service !== "iam") return false;
    // A role is taken across accounts, so that one name in all of them is somebody else's, too; it is handed on in one.
    return action === ASSUME_ROLE ? /[*?]/.test(arn.account) : coversAction(arn.resource, ROLE_OF_SOMEBODY);
}
