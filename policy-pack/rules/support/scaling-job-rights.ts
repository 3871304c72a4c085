import { listed, textOf } from "../../../plan/plain";
import { isPropertyMap, type PropertyMap, type PropertyValue } from "../../../plan/value";
import {
    holds,
    type Stack,
    type Subject,
    type SubjectReading,
    type SubjectVerdict,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { subjectsByName } from "../../../schedule/action-targets";
import { allTrue } from "./all-true";
import { BINDING_TYPES, ROLE_TYPES } from "./cluster-roles";
import { hiddenObjects } from "./hidden-objects";
import { namespaceOf } from "./namespaces";
import { containersOf, CRON_JOB, mayScaleUnread, OWN, type ScalingJob, scalingJobs } from "./scaling-jobs";

const ACCOUNT_TYPE = "kubernetes:core/v1:ServiceAccount";
const POD = "spec.jobTemplate.spec.template.spec";
const PROPERTY = `${POD}.serviceAccountName`;
/** The account of a pod that names none. */
const DEFAULT_ACCOUNT = "default";
const APPS = "apps";

/** What {@link judgeScalingJobs} reads beside jobs. */
export const JOB_RIGHTS_TYPES: readonly string[] = [...BINDING_TYPES, ...ROLE_TYPES, ACCOUNT_TYPE];

/** Something that a job has to be allowed. */
interface Right {
    readonly verb: string;
    /** Such as `deployments/scale`. */
    readonly resource: string;
    readonly name: string;
    readonly namespace: string;
}

/** Who a job is. */
interface Account {
    readonly name: string;
    readonly namespace: string;
}

/** Whether jobs that call `kubectl scale` on a workload are allowed to, as far as the plan says. */
export function judgeScalingJobs(stack: Stack): readonly SubjectVerdict[] {
    const jobs = stack.byType(CRON_JOB).filter(({ resource }) => !resource.external);
    const unread = new Set(jobs.filter(mayScaleUnread));
    const message = "whether it may scale what it says cannot be told: its command is not known";
    return [
        ...[...unread].map(subject => ({ subject, verdict: undecided({ property: POD, message }) })),
        ...scalingJobs(stack).flatMap(one => (unread.has(one.job) ? [] : judgeJob(one, stack))),
    ];
}

function judgeJob(one: ScalingJob, stack: Stack): readonly SubjectVerdict[] {
    const { certain, only, job } = one;
    if (only === undefined) return [];
    const { kind, name } = only;
    const namespace = one.namespace === OWN ? knownText(namespaceOf(job)) : one.namespace;
    if (kind === undefined || name === undefined || namespace === undefined || !certain) {
        const message =
            "whether it may scale what it says cannot be told: what that is called, or its namespace, is not known";
        return [{ subject: job, verdict: undecided({ property: POD, message }) }];
    }
    const resource = `${kind.toLowerCase()}s`;
    const rights = [
        // It looks for the workload before it scales it.
        { verb: "get", resource, name, namespace },
        { verb: "patch", resource: `${resource}/scale`, name, namespace },
    ];
    return rights.map(right => ({ subject: job, verdict: judge(one, right, stack) }));
}

function judge({ job }: ScalingJob, right: Right, stack: Stack): Verdict {
    const { resource, verb } = right;
    const unclear = (why: string) =>
        undecided({ property: PROPERTY, message: `whether it may ${verb} ${resource} cannot be told: ${why}` });
    if (job.read("spec.suspend").state === "unknown") return unclear("whether it is suspended is not known");
    const account = accountOf(job);
    if (typeof account === "string") return unclear(account);
    const answers = bindingsFor(account, stack).map(binding => grants(binding, right, { job, stack }));
    if (answers.includes(true)) return holds();
    if (answers.includes(undefined)) return unclear("a binding, or the role that it gives, is not known");
    const hidden = hiddenObjects(stack);
    if (hidden !== undefined) return unclear(hidden);
    if (account.name !== DEFAULT_ACCOUNT && !isPlanned(account, stack))
        return unclear("its service account is not in the plan, nor what that one is bound to");
    const who = account.name === DEFAULT_ACCOUNT ? "the service account default" : "its service account";
    return violated({
        property: PROPERTY,
        message: `calls kubectl scale, and no binding allows ${who} to ${verb} ${resource}, expected one: the job fails every night, and nobody sees it but the bill`,
    });
}

/** Words of a command, and a variable, by which kubectl is somebody else. */
const OTHER_CREDENTIALS = /(?:^|\s)--(?:kubeconfig|token|as|server|context|user)\b/;
const OTHER_CONFIGURATION = "KUBECONFIG";

/** The service account of a job; as a text, why that cannot be told. */
function accountOf(job: Subject): Account | string {
    for (const { args, command, env } of containersOf(job)) {
        const words = [...listed(command), ...listed(args)].map(textOf).join(" ");
        const names = listed(env).map(one => (isPropertyMap(one) ? textOf(one["name"]) : ""));
        if (OTHER_CREDENTIALS.test(words) || names.includes(OTHER_CONFIGURATION))
            return "it brings credentials of its own";
        if (names.includes("")) return "a variable of it is not known, which may bring other credentials";
    }
    const older = job.read(`${POD}.serviceAccount`, { default: DEFAULT_ACCOUNT });
    const named = job.read(PROPERTY);
    const name = knownText(named.state === "absent" ? older : named);
    const namespace = knownText(namespaceOf(job));
    if (name === undefined || namespace === undefined) return "its service account is not known";
    return { name, namespace };
}

function knownText(reading: SubjectReading): string | undefined {
    return reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

function isPlanned({ name, namespace }: Account, stack: Stack): boolean {
    return stack
        .byType(ACCOUNT_TYPE)
        .some(one => knownText(one.read("metadata.name")) === name && knownText(namespaceOf(one)) === namespace);
}

interface Around {
    readonly job: Subject;
    readonly stack: Stack;
}

/** Whether a binding gives somebody a right; nothing where that cannot be told. */
function grants({ binding, isFor }: BindingFor, right: Right, { job, stack }: Around): boolean | undefined {
    const isHere = standsFor(binding, right);
    if (isHere === false) return false;
    // Another provider may speak to another cluster.
    const isOneCluster = binding.resource.provider?.urn === job.resource.provider?.urn ? true : undefined;
    return allTrue([isFor, isHere, isOneCluster, allowsBy(binding, right, stack)]);
}

/** Whether a binding is for the place of a workload. */
function standsFor(binding: Subject, { namespace }: Right): boolean | undefined {
    return binding.type.endsWith(":RoleBinding") ? isText(namespaceOf(binding), namespace) : true;
}

function isText(reading: SubjectReading, wanted: string): boolean | undefined {
    const text = knownText(reading);
    return text === undefined ? undefined : text === wanted;
}

/** A binding, and whether it certainly is for somebody. */
interface BindingFor {
    readonly binding: Subject;
    readonly isFor: true | undefined;
}

const indices = new WeakMap<Stack, ReadonlyMap<string | undefined, readonly Subject[]>>();

/** The bindings that name an account or a group that every account is in, and those of which nobody knows whom they name. */
function bindingsFor({ name, namespace }: Account, stack: Stack): readonly BindingFor[] {
    const index = indices.get(stack) ?? bySubject(stack);
    indices.set(stack, index);
    const who = [
        `ServiceAccount:${namespace}:${name}`,
        `User::system:serviceaccount:${namespace}:${name}`,
        ...["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"].map(
            group => `Group::${group}`,
        ),
    ];
    const certain = new Set(who.flatMap(one => index.get(one) ?? []));
    const others = (index.get(undefined) ?? []).filter(binding => !certain.has(binding));
    return [
        ...[...certain].map(binding => ({ binding, isFor: true }) as const),
        ...others.map(binding => ({ binding, isFor: undefined })),
    ];
}

/** Bindings by whom they name: thousands of jobs may have one each. Nothing stands for whom nobody knows. */
function bySubject(stack: Stack): ReadonlyMap<string | undefined, readonly Subject[]> {
    const index = new Map<string | undefined, Subject[]>();
    for (const binding of stack.byType(...BINDING_TYPES)) {
        if (binding.resource.external) continue;
        for (const who of new Set(subjectsOf(binding))) {
            const alike = index.get(who);
            if (alike === undefined) index.set(who, [binding]);
            else alike.push(binding);
        }
    }
    return index;
}

function subjectsOf(binding: Subject): readonly (string | undefined)[] {
    const reading = binding.read("subjects");
    if (reading.state !== "known") return reading.state === "absent" ? [] : [undefined];
    return listed(reading.value).map(writtenSubject);
}

/** `<kind>:<namespace>:<name>`; nothing where a part is not known. */
function writtenSubject(subject: PropertyValue): string | undefined {
    if (!isPropertyMap(subject)) return undefined;
    const [kind, name] = [textOf(subject["kind"]), textOf(subject["name"])];
    const namespace = kind === "ServiceAccount" ? textOf(subject["namespace"]) : "";
    return kind === "" || name === "" || (kind === "ServiceAccount" && namespace === "")
        ? undefined
        : `${kind}:${namespace}:${name}`;
}

/** Roles that come with every cluster ("User-facing roles"), and whether they let workloads be scaled. */
const OF_EVERY_CLUSTER: Readonly<Record<string, readonly string[]>> = {
    "cluster-admin": ["get", "patch"],
    admin: ["get", "patch"],
    edit: ["get", "patch"],
    view: ["get"],
};

function allowsBy(binding: Subject, right: Right, stack: Stack): boolean | undefined {
    const [kind, name] = ["roleRef.kind", "roleRef.name"].map(path => knownText(binding.read(path)));
    if (kind === undefined || name === undefined) {
        const [role, ...others] = binding.comesFrom("roleRef").filter(({ type }) => ROLE_TYPES.includes(type));
        return role === undefined || others.length > 0 ? undefined : allows(role, right);
    }
    const ofCluster = kind === "ClusterRole";
    const verbs = ofCluster && Object.hasOwn(OF_EVERY_CLUSTER, name) ? OF_EVERY_CLUSTER[name] : undefined;
    if (verbs !== undefined) return verbs.includes(right.verb);
    const roles = ROLE_TYPES.filter(type => type.endsWith(`:${kind}`))
        .flatMap(type => subjectsByName(stack, type, "metadata.name").get(name) ?? [])
        .filter(role => ofCluster || isText(namespaceOf(role), right.namespace) === true);
    const answers = roles.map(role => allows(role, right));
    if (answers.includes(true)) return true;
    return answers.length === 0 || answers.includes(undefined) ? undefined : false;
}

/** Whether a role gives a right; nothing where that cannot be told. */
function allows(role: Subject, right: Right): boolean | undefined {
    // A role that gathers others holds what those hold.
    if (role.read("aggregationRule").state !== "absent") return undefined;
    const reading = role.read("rules");
    if (reading.state !== "known") return reading.state === "absent" ? false : undefined;
    const answers = listed(reading.value).map(rule => (isPropertyMap(rule) ? isAllowedBy(rule, right) : undefined));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

function isAllowedBy(rule: PropertyMap, { name, resource, verb }: Right): boolean | undefined {
    const [, subresource] = resource.split("/");
    return allTrue([
        holdsOne(rule["apiGroups"], [APPS, "*"]),
        holdsOne(rule["resources"], [resource, "*", ...(subresource === undefined ? [] : [`*/${subresource}`])]),
        holdsOne(rule["verbs"], [verb, "*"]),
        listed(rule["resourceNames"]).length === 0 ? true : holdsOne(rule["resourceNames"], [name]),
    ]);
}

function holdsOne(values: PropertyValue | undefined, wanted: readonly string[]): boolean | undefined {
    const given = listed(values);
    if (given.some(value => typeof value === "string" && wanted.includes(value))) return true;
    return given.every(value => typeof value === "string") ? false : undefined;
}
