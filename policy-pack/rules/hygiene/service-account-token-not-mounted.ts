import {
    holds,
    stackRule,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { podSpecPath, WORKLOAD_TYPES } from "../support/containers";
import { type NamespaceIndex, namespaceIndex, namespaceOf, standTogether } from "../support/namespaces";

const ACCOUNT = "kubernetes:core/v1:ServiceAccount";
/** The account of a pod that names none. */
const DEFAULT_ACCOUNT = "default";
const SWITCH = "automountServiceAccountToken";

export const serviceAccountTokenNotMounted = stackRule({
    name: "service-account-token-not-mounted",
    family: "hygiene",
    severity: "low",
    description: "No pod is handed the token of the account that it has for want of one of its own.",
    remediation: `Set \`${SWITCH}: false\` in the pod's \`spec\`, or name an account of its own in \`serviceAccountName\`.`,
    appliesTo: WORKLOAD_TYPES,
    alsoReads: [ACCOUNT],
    preset: "strict",
    check(stack) {
        const accounts = namespaceIndex(stack.byType(ACCOUNT).filter(account => isDefault(account) !== false));
        return stack
            .byType(...WORKLOAD_TYPES)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, verdict: judge(subject, accounts) }));
    },
});

/** Whether an account is that of pods which name none; nothing where its name is not known. */
function isDefault(account: Subject): boolean | undefined {
    const name = account.read("metadata.name");
    return name.state === "unknown" ? undefined : name.state === "known" && name.value === DEFAULT_ACCOUNT;
}

function judge(subject: Subject, accounts: NamespaceIndex): Verdict {
    const pod = podSpecPath(subject);
    const spec = subject.read(pod);
    if (spec.state === "unknown") return undecidedBecauseUnknown(spec);
    const property = `${pod}.${SWITCH}`;
    const mounted = subject.read(property);
    if (mounted.state === "unknown") return undecidedBecauseUnknown(mounted);
    if (mounted.state === "known" && mounted.value === false) return holds();
    const named = subject.read(`${pod}.serviceAccountName`);
    // The older name of the same field (PodSpec).
    const account =
        named.state === "absent" ? subject.read(`${pod}.serviceAccount`, { default: DEFAULT_ACCOUNT }) : named;
    if (account.state === "unknown") return comesFromOwnAccount(subject) ? holds() : undecidedBecauseUnknown(account);
    if (account.state !== "known" || account.value !== DEFAULT_ACCOUNT) return holds();
    // What the pod says counts for more than what the account says (ServiceAccount, `automountServiceAccountToken`).
    const closed = mounted.state === "absent" ? closedByAccount(subject, accounts) : false;
    if (closed === true) return holds();
    if (closed === undefined) {
        return undecided({
            property,
            message: `${property} is not set, and whether the default account hands its token out is not known`,
        });
    }
    const message = `${property} is not false, expected so for a pod of the default account: who breaks in speaks to the API server, with whatever that account is once given`;
    return violated({ property, message });
}

/** Whether the pod is described with the help of an account that is planned, and has a name of its own. */
function comesFromOwnAccount(subject: Subject): boolean {
    return subject.comesFrom("spec").some(origin => origin.type === ACCOUNT && isDefault(origin) === false);
}

/** Whether the default account of a pod's namespace is planned, and hands no token out. */
function closedByAccount(subject: Subject, accounts: NamespaceIndex): boolean | undefined {
    let closed: boolean | undefined = false;
    for (const account of accounts(namespaceOf(subject))) {
        const here = standTogether(account, subject);
        if (here === false) continue;
        const mounted = account.read(SWITCH);
        const isClosed = mounted.state === "known" && mounted.value === false;
        if (here === true && isDefault(account) === true && mounted.state !== "unknown") return isClosed;
        if (isClosed || mounted.state === "unknown") closed = undefined;
    }
    return closed;
}
