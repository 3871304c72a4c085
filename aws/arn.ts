import { patternsMeet } from "./patterns";

/** The parts of an Amazon resource name: `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export interface Arn {
    readonly partition: string;
    readonly service: string;
    readonly region: string;
    /** Twelve digits, or empty for services whose names carry no account. */
    readonly account: string;
    readonly resource: string;
}

const ARN = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s;
const ACCOUNT_ID = /^\d{12}$/;

/** Takes an ARN apart. Nothing for a text that is none. */
export function parseArn(text: string): Arn | undefined {
    const [, partition, service, region, account, resource] = ARN.exec(text) ?? [];
    if (partition === undefined || service === undefined || region === undefined) return undefined;
    if (account === undefined || resource === undefined) return undefined;
    return { partition, service, region, account, resource };
}

/** Whether a text is an AWS account id: twelve digits. */
export function isAccountId(text: string): boolean {
    return ACCOUNT_ID.test(text);
}

/** The name that an ARN ends with; what is no ARN is the name itself. */
export function lastPart(name: string): string {
    return name.startsWith("arn:") ? (name.split(/[/:]/).at(-1) ?? name) : name;
}

/** Whether there is an ARN that two patterns both take in. A wildcard stays within the part of an ARN that it stands in. */
export function arnsMeet(one: string, other: string): boolean {
    const [parts, others] = [parseArn(one), parseArn(other)];
    if (parts === undefined || others === undefined) return patternsMeet(one, other);
    return PARTS.every(part => patternsMeet(parts[part], others[part]));
}

const PARTS = ["partition", "service", "region", "account", "resource"] as const;
