import type * as pulumi from "@pulumi/pulumi";
import { type ArgumentFaults, oneOf, textMatching, wholeNumber } from "../arguments";
import type { Environment } from "../environment";
import { checkInput } from "../input-arguments";
import { checkObject, type Fields } from "../object-arguments";
import { regionalArn } from "../partition";

/** How callers say to a proxy who they are. */
export const PROXY_AUTHENTICATIONS = ["iam", "password"] as const;

/** An RDS proxy before a database. */
export interface DatabaseProxyArgs {
    /** `iam`: with a token of their role, no password at hand. `password`: as the users whose secrets the proxy reads. */
    readonly authentication: (typeof PROXY_AUTHENTICATIONS)[number];
    /**
     * Secrets of the database's users that callers connect as, each with `username` and `password`, encrypted with the
     * database's key. Only users whose secrets the proxy reads get through; the first user's is always among them.
     *
     * @default - the first user alone
     */
    readonly userSecretArns?: readonly pulumi.Input<string>[];
    /**
     * How many of the database's connections it may hold, in percent. Valid: 1 to 100.
     *
     * @default 100
     */
    readonly maxConnectionsPercent?: number;
    /**
     * After how long it drops a caller that says nothing, in seconds. Valid: 1 to 28,800.
     *
     * @default 1800
     */
    readonly idleClientSeconds?: number;
}

/** Defaults of RDS (CreateDBProxy and ConnectionPoolConfiguration, API reference). */
export const PROXY_DEFAULTS = { maxConnectionsPercent: 100, idleClientSeconds: 1800 } as const;

/** RDS Proxy takes 200 secrets at most (quotas of RDS Proxy); the first user's is one of them. */
const USER_SECRETS_MAXIMUM = 199;

const PROXY: Fields<DatabaseProxyArgs> = {
    authentication: true,
    userSecretArns: true,
    maxConnectionsPercent: true,
    idleClientSeconds: true,
};

/** Records what is wrong with a proxy. */
export function checkProxy(
    faults: ArgumentFaults,
    proxy: DatabaseProxyArgs | undefined,
    { environment, pauses }: { readonly environment: Environment; readonly pauses: boolean },
): void {
    if (proxy === undefined) return;
    if (pauses) {
        faults.add("proxy", "none where `serverless.minCapacity` is 0: its connections keep the database awake", proxy);
    }
    if (!checkObject(faults, "proxy", proxy, PROXY)) return;
    faults.check("proxy.authentication", proxy.authentication, oneOf(PROXY_AUTHENTICATIONS));
    faults.checkOptional("proxy.maxConnectionsPercent", proxy.maxConnectionsPercent, wholeNumber(1, 100));
    faults.checkOptional("proxy.idleClientSeconds", proxy.idleClientSeconds, wholeNumber(1, 28_800));
    const secrets = faults.items("proxy.userSecretArns", proxy.userSecretArns ?? [], "a list of ARNs of secrets");
    if (secrets.length > USER_SECRETS_MAXIMUM) {
        faults.add("proxy.userSecretArns", `at most ${USER_SECRETS_MAXIMUM} secrets`, secrets.length);
    }
    const own = regionalArn(environment, "secretsmanager", "secret:");
    const expected = `the ARN of a secret in the environment's account and region, ${own}...`;
    secrets.forEach((arn, index) => {
        const path = `proxy.userSecretArns[${index}]`;
        checkInput(faults, path, arn, textMatching(new RegExp(`^${own}[\\w/+=.@!-]+$`), expected));
        if (secrets.indexOf(arn) !== index) faults.add(path, "a secret that is not in the list already", arn);
    });
}
