import { accountFrom } from "../aws/account";
import { partitionOf } from "../aws/partition";
import type { PlannedProvider } from "../plan/plan";
import type { Subject } from "../plan/subject";

/** Where a resource is made; `*` stands for what its provider does not say. */
export interface Home {
    readonly partition: string;
    readonly region: string;
    readonly account: string;
}

/** What no provider says: any. */
const ANY = "*";

const homes = new WeakMap<PlannedProvider, Home>();

/** Where a resource is made, as far as its provider and its own `region` say. */
export function homeOf(subject: Subject): Home {
    const { provider } = subject.resource;
    if (provider === undefined) return { partition: ANY, region: ANY, account: ANY };
    let home = homes.get(provider);
    if (home === undefined) {
        const account = accountFrom(path => subject.readProvider(path));
        home = {
            ...placeOf(textOf(subject.readProvider("region"))),
            account: account.state === "known" ? account.account : ANY,
        };
        homes.set(provider, home);
    }
    const own = subject.read("region");
    return own.state === "absent" ? home : { ...home, ...placeOf(textOf(own)) };
}

function placeOf(region: string): Pick<Home, "partition" | "region"> {
    return region === "" ? { partition: ANY, region: ANY } : { partition: partitionOf(region), region };
}

function textOf(reading: ReturnType<Subject["read"]>): string {
    return reading.state === "known" && !reading.secret && typeof reading.value === "string" ? reading.value : "";
}

/**
 * The ARN of something of a name where a resource is made.
 *
 * @param form What follows the partition, such as `sqs:{region}:{account}:{name}`.
 */
export function arnAt({ partition, region, account }: Home, form: string, name: string): string {
    const filled = form
        .replace("{region}", region)
        .replace("{account}", account)
        .replace("{name}", () => name);
    return `arn:${partition}:${filled}`;
}
