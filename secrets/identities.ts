import { accountFrom } from "../aws/account";
import { isAccountId, parseArn } from "../aws/arn";
import { bare, parsedJson } from "../plan/plain";
import type { Plan, PlannedResource } from "../plan/plan";
import { readValue } from "../plan/read";
import { isList, isPropertyMap, type PropertyValue, Secret } from "../plan/value";
import { defaultProvidersOf } from "./places";

/*
 * By what name an environment gets at a credential, wherever that is kept: the ARN of a secret, a key, a role. Two
 * environments that use one share what is behind it, though no plan shows the value.
 */

export const IDENTITY_KINDS = ["account", "role", "key", "secret", "parameter", "kubernetes-secret"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** A name by which a stack gets at a credential. */
export interface CredentialIdentity {
    readonly kind: IdentityKind;
    /** Account and region that the name is said in, such as `111122223333/eu-central-1`; `?` for a part that is not known. */
    readonly scope: string;
    readonly name: string;
    /** The ARN that was written, where one was. */
    readonly arn?: string;
    /** `<component path>#<property>`. */
    readonly at: string;
    /** Whether the stack makes what is named. What two stacks make are two things, whatever they call them. */
    readonly made: boolean;
}

/** What is read of a resource for that. */
type Named = Pick<PlannedResource, "external" | "inputs" | "path" | "provider" | "type">;

/** A part of a scope that the plan does not say. */
export const UNKNOWN_SCOPE = "?";

/** Every name by which a stack gets at a credential. What is marked secret is no name, but compared as a value. */
export function identitiesOf(plan: Plan): readonly CredentialIdentity[] {
    const resources: readonly Named[] = [
        ...defaultProvidersOf(plan).map(one => ({ ...one, provider: undefined, external: false })),
        ...plan.resources.filter(({ custom, opaque }) => custom || opaque),
    ];
    const found = resources.flatMap(resource => [
        ...ownName(resource),
        ...providerNames(resource),
        ...namesIn(resource),
    ]);
    const distinct = new Map(found.map(one => [[one.kind, one.scope, one.name, one.at, one.made].join("\n"), one]));
    return [...distinct.values()];
}

/** What a stack makes under a name of its own choice: the type, the input that names it, and the kind. */
const MADE: Readonly<Record<string, readonly [input: string, kind: IdentityKind]>> = {
    "aws:secretsmanager/secret:Secret": ["name", "secret"],
    "aws:ssm/parameter:Parameter": ["name", "parameter"],
    "aws:iam/role:Role": ["name", "role"],
    "aws:kms/alias:Alias": ["name", "key"],
};

function ownName(resource: Named): readonly CredentialIdentity[] {
    if (resource.type === KUBERNETES_SECRET)
        return kubernetesName(resource, resource.inputs["metadata"], "metadata.name", !resource.external);
    const [input, kind] = MADE[resource.type] ?? [];
    const name = input === undefined ? undefined : resource.inputs[input];
    if (input === undefined || kind === undefined || typeof name !== "string") return [];
    const scope = scopeOf(resource, kind);
    return [{ kind, scope, name: normal(kind, name), at: `${resource.path}#${input}`, made: !resource.external }];
}

const AWS_PROVIDER = "pulumi:providers:aws";

/** The account that a provider works in, and the roles that it takes on for that. */
function providerNames({ inputs, path, type }: Named): readonly CredentialIdentity[] {
    if (type !== AWS_PROVIDER) return [];
    const account = accountFrom(property => readValue(inputs, property));
    if (account.state !== "known") return [];
    return [{ kind: "account", scope: "", name: account.account, at: `${path}#${account.path}`, made: false }];
}

function scopeOf({ provider }: Named, kind: IdentityKind): string {
    const inputs = provider?.inputs ?? {};
    const reading = accountFrom(property => readValue(inputs, property));
    const account = reading.state === "known" ? reading.account : UNKNOWN_SCOPE;
    if (kind === "role") return account;
    const region = inputs["region"];
    return `${account}/${typeof region === "string" ? region : UNKNOWN_SCOPE}`;
}

/** Inputs that hold documents of permissions: who may do what is a way, and judged as such. */
const DOCUMENT = /polic(?:y|ies)|trust/i;

/** Every ARN of a credential among the inputs of a resource, at any depth and inside JSON. */
function namesIn(resource: Named): readonly CredentialIdentity[] {
    return Object.entries(resource.inputs).flatMap(([property, value]) =>
        DOCUMENT.test(property) ? [] : inValue(value, `${resource.path}#${property}`, property, resource),
    );
}

/** JSON holds an ARN only where this stands in it. */
const ARN_WITHIN = "arn:";

function inValue(value: PropertyValue, at: string, name: string, resource: Named): readonly CredentialIdentity[] {
    if (value instanceof Secret) return [];
    if (typeof value === "string") {
        if (value.startsWith(ARN_WITHIN)) return inArn(value, at);
        if (/^\s*[[{]/.test(value) && value.includes(ARN_WITHIN)) {
            const inner = parsedJson(value);
            return isList(inner) || isPropertyMap(inner) ? inValue(inner, at, name, resource) : [];
        }
        return inName(value, at, name, resource);
    }
    if (isList(value)) return value.flatMap((item, place) => inValue(item, `${at}[${place}]`, name, resource));
    if (!isPropertyMap(value)) return [];
    const reference = KUBERNETES_REFERENCES.flatMap(([key, inner]) =>
        value[key] === undefined
            ? []
            : kubernetesName(
                  resource,
                  value[key],
                  `${at.slice(resource.path.length + 1)}.${key}.${inner}`,
                  false,
                  inner,
              ),
    );
    return [
        ...reference,
        ...Object.entries(value).flatMap(([key, item]) => inValue(item, `${at}.${key}`, key, resource)),
    ];
}

/** Roles that AWS makes in every account, and policies and keys of its own. */
const AWS_OWNED = /^(?:role\/aws-|alias\/aws\/)/;

function inArn(text: string, at: string): readonly CredentialIdentity[] {
    const arn = parseArn(text);
    if (arn === undefined || !isAccountId(arn.account) || AWS_OWNED.test(arn.resource)) return [];
    const scope = `${arn.account}/${arn.region}`;
    const of = (kind: IdentityKind, name: string, where = scope): readonly CredentialIdentity[] => [
        { kind, scope: where, name: normal(kind, name), arn: text, at, made: false },
    ];
    if (arn.service === "kms") return of("key", arn.resource.replace(/^key\//, ""));
    // `secret:<name>-<six characters>:<field>:<stage>:<version>`: the same secret, whatever is taken out of it.
    if (arn.service === "secretsmanager")
        return of("secret", (arn.resource.split(":")[1] ?? "").replace(SECRET_SUFFIX, ""));
    if (arn.service === "ssm" && arn.resource.startsWith("parameter"))
        return of("parameter", arn.resource.replace(/^parameter/, ""));
    return arn.service === "iam" && arn.resource.startsWith("role/")
        ? of("role", arn.resource.replace(/^role\//, ""), arn.account)
        : [];
}

/** Six characters that Secrets Manager adds to the name of a secret in its ARN; letters alone are a word of the name. */
const SECRET_SUFFIX = /-(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{6}$/;

function normal(kind: IdentityKind, name: string): string {
    if (kind === "parameter") return name.replace(/^\/?/, "/");
    return kind === "role" ? (name.split("/").at(-1) ?? name) : name;
}

/** Inputs that name a key without an ARN: by its id or its alias. */
const KEY_INPUT = /^(?:kms(?:Master)?Key(?:Id|Arn)?|kmsKey|targetKeyId)$/;
const KEY_NAME = /^(?:alias\/(?!aws\/).+|(?:mrk-)?[0-9a-f-]{32,36})$/;

function inName(text: string, at: string, name: string, resource: Named): readonly CredentialIdentity[] {
    if (!KEY_INPUT.test(name) || !KEY_NAME.test(text)) return [];
    return [{ kind: "key", scope: scopeOf(resource, "key"), name: text, at, made: false }];
}

const KUBERNETES_SECRET = "kubernetes:core/v1:Secret";

/** Where objects of Kubernetes name a Secret: the field, and the field in it that holds the name. */
const KUBERNETES_REFERENCES: readonly (readonly [string, string])[] = [
    ["secretKeyRef", "name"],
    ["secretRef", "name"],
    ["secret", "secretName"],
];

/** A Secret is named within its namespace and cluster. Without a cluster that is named in the open nothing is the same. */
function kubernetesName(
    resource: Named,
    holder: PropertyValue | undefined,
    property: string,
    made: boolean,
    field = "name",
): readonly CredentialIdentity[] {
    const map = bare(holder ?? null);
    const name = isPropertyMap(map) ? map[field] : undefined;
    const cluster = clusterOf(resource);
    if (typeof name !== "string" || cluster === undefined) return [];
    const metadata = bare(resource.inputs["metadata"] ?? null);
    const namespace = isPropertyMap(metadata) ? metadata["namespace"] : undefined;
    const within = typeof namespace === "string" ? namespace : "default";
    return [
        {
            kind: "kubernetes-secret",
            scope: cluster,
            name: `${within}/${name}`,
            at: `${resource.path}#${property}`,
            made,
        },
    ];
}

/** The cluster that a provider of Kubernetes is told in the open: a context, or an API server in a kubeconfig. */
function clusterOf({ provider, type }: Named): string | undefined {
    if (!type.startsWith("kubernetes:")) return undefined;
    const { context, kubeconfig } = provider?.inputs ?? {};
    if (typeof context === "string" && context !== "") return context;
    const text = bare(kubeconfig ?? null);
    return typeof text === "string" ? /server["']?:\s*["']?(https?:\/\/[^\s"',}]+)/.exec(text)?.[1] : undefined;
}
