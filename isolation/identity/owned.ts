import { accountFrom } from "../../aws/account";
import { isAccountId, parseArn } from "../../aws/arn";
import { textOf } from "../../plan/plain";
import { readValue } from "../../plan/read";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { identityAt } from "../area";
import type { Identity } from "../connection";
import { arnAt, homeOf } from "../home";
import { bareIssuer } from "../policies/federation";
import { awsProviders } from "./providers";

const CLUSTER = "aws:eks/cluster:Cluster";

/** What identifies an environment: its accounts, its roles and users, its clusters and who speaks for them. */
export function ownedIdentities(stack: Stack): readonly Identity[] {
    return [
        ...accountsOf(stack),
        ...Object.entries(NAMED).flatMap(([type, kind]) =>
            stack.byType(type).flatMap(subject => namedPrincipal(subject, kind)),
        ),
        ...stack.byType(CLUSTER).flatMap(ofCluster),
    ];
}

/**
 * The accounts that the providers are pinned to. Only where none is pinned do those of the roles count that providers take:
 * what is deployed through a role may be somebody else's account.
 */
function accountsOf(stack: Stack): readonly Identity[] {
    const all = awsProviders(stack).flatMap(({ property, read, subject }) => {
        const account = accountFrom(read);
        return account.state === "known" ? [{ subject, property: `${property}${inputOf(account.path)}`, account }] : [];
    });
    const pinned = all.filter(({ property }) => property.endsWith(PIN));
    if (all.length === 0) return accountsThatAreThere(stack);
    return (pinned.length > 0 ? pinned : all).map(({ account, property, subject }) =>
        identityAt(subject, property, { kind: "account", account: account.account }),
    );
}

/** Where no provider says an account, what is there already says in which it is. */
function accountsThatAreThere(stack: Stack): readonly Identity[] {
    const first = new Map<string, Identity>();
    for (const subject of stack.subjects) {
        const { custom, external, outputs } = subject.resource;
        if (!custom || external || !subject.type.startsWith("aws:")) continue;
        const arn = outputs["arn"];
        const account = typeof arn === "string" ? (parseArn(arn)?.account ?? "") : "";
        if (!isAccountId(account) || first.has(account)) continue;
        first.set(account, identityAt(subject, "arn", { kind: "account", account }));
    }
    return [...first.values()];
}

/** The input that makes a provider refuse every other account. */
const PIN = "allowedAccountIds";

function inputOf(path: string): string {
    return path.replace(/^provider\./, "");
}

/** Types of principals, and what their ARNs call them. */
const NAMED: Readonly<Record<string, string>> = {
    "aws:iam/group:Group": "group",
    "aws:iam/role:Role": "role",
    "aws:iam/user:User": "user",
};

/** What the engine puts behind a name that it makes: a dash and seven characters. */
const AUTO_NAME_SUFFIX = "-???????";

function namedPrincipal(subject: Subject, kind: string): readonly Identity[] {
    if (subject.resource.external) return [];
    const name = nameOf(subject);
    const path = pathOf(subject);
    if (name === undefined || path === undefined) return [];
    const pattern = arnAt(homeOf(subject), "iam::{account}:{name}", `${kind}${path}${name}`);
    return [identityAt(subject, "name", { kind: "name", pattern })];
}

function nameOf(subject: Subject): string | undefined {
    const name = subject.read("name");
    if (name.state === "known") return name.secret ? undefined : textOf(name.value);
    if (name.state === "unknown") return undefined;
    const prefix = subject.read("namePrefix");
    if (prefix.state === "known" && !prefix.secret) return `${textOf(prefix.value)}*`;
    return prefix.state === "absent" ? `${subject.name}${AUTO_NAME_SUFFIX}` : undefined;
}

function pathOf(subject: Subject): string | undefined {
    const path = subject.read("path", { default: "/" });
    return path.state === "known" && !path.secret ? textOf(path.value) : undefined;
}

function ofCluster(subject: Subject): readonly Identity[] {
    if (subject.resource.external) return [];
    const name = nameOf(subject);
    const issuer = readValue(subject.resource.outputs, "identities[0].oidcs[0].issuer");
    return [
        ...(name === undefined
            ? []
            : [
                  identityAt(subject, "name", {
                      kind: "name",
                      pattern: arnAt(homeOf(subject), "eks:{region}:{account}:cluster/{name}", name),
                  }),
              ]),
        ...(issuer.state === "known" && !issuer.secret && typeof issuer.value === "string"
            ? [identityAt(subject, "identities", { kind: "thing", thing: "cluster", id: bareIssuer(issuer.value) })]
            : []),
    ];
}
