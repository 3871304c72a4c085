import type { WireProperties } from "../../plan/capture-events";
import { UNKNOWN_MARKER } from "../../plan/wire";
import type { FunctionAnswerer } from "./answer";

/** A partition of AWS: a family of regions with names and endpoints of its own. */
interface Partition {
    readonly id: string;
    readonly dnsSuffix: string;
    readonly reverseDnsPrefix: string;
    /** What the names of its regions begin with. */
    readonly regions: RegExp;
}

/** The partitions of AWS's own endpoint data (`partitions.json` of its SDKs); `aws` is what is left. */
const PARTITIONS: readonly Partition[] = [
    { id: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws", regions: /^cn-/ },
    { id: "aws-us-gov", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws", regions: /^us-gov-/ },
    { id: "aws-iso", dnsSuffix: "c2s.ic.gov", reverseDnsPrefix: "gov.ic.c2s", regions: /^us-iso-/ },
    { id: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov", reverseDnsPrefix: "gov.sgov.sc2s", regions: /^us-isob-/ },
    {
        id: "aws",
        dnsSuffix: "amazonaws.com",
        reverseDnsPrefix: "com.amazonaws",
        regions: /^(?:us|eu|ap|sa|ca|me|af|il|mx)-(?!iso|gov)/,
    },
];

/** The one account that a provider is pinned to, where it is pinned to exactly one. */
function pinnedAccount(provider: WireProperties): string | undefined {
    const setting = provider["allowedAccountIds"];
    const accounts: unknown = typeof setting === "string" ? parseList(setting) : setting;
    if (!Array.isArray(accounts) || accounts.length !== 1) return undefined;
    const [account] = accounts as readonly unknown[];
    return typeof account === "string" && account !== UNKNOWN_MARKER ? account : undefined;
}

/** Arguments of a provider that are no text reach the engine written as JSON. */
function parseList(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function regionOf({ args, provider }: { args: WireProperties; provider: WireProperties }): string | undefined {
    const region = args["region"] ?? args["id"] ?? provider["region"];
    return typeof region === "string" && region !== UNKNOWN_MARKER && region !== "" ? region : undefined;
}

const callerIdentity: FunctionAnswerer = ({ provider }) => {
    const accountId = pinnedAccount(provider);
    if (accountId === undefined) return undefined;
    // Who calls is decided by the credentials of the day; only the account is settled.
    return { accountId, id: accountId, arn: UNKNOWN_MARKER, userId: UNKNOWN_MARKER };
};

const region: FunctionAnswerer = call => {
    if (call.args["endpoint"] !== undefined) return undefined;
    const name = regionOf(call);
    if (name === undefined) return undefined;
    const partition = partitionOf(name);
    return {
        id: name,
        name,
        region: name,
        endpoint: partition === undefined ? UNKNOWN_MARKER : `ec2.${name}.${partition.dnsSuffix}`,
        description: UNKNOWN_MARKER,
    };
};

const partition: FunctionAnswerer = call => {
    const name = regionOf(call);
    const found = name === undefined ? undefined : partitionOf(name);
    if (found === undefined) return undefined;
    const { id, dnsSuffix, reverseDnsPrefix } = found;
    return { id, partition: id, dnsSuffix, reverseDnsPrefix };
};

function partitionOf(regionName: string): Partition | undefined {
    return PARTITIONS.find(({ regions }) => regions.test(regionName));
}

/** The functions of the AWS provider that the configuration of a stack answers. */
export const AWS_FUNCTIONS: Readonly<Record<string, FunctionAnswerer>> = {
    "aws:index/getCallerIdentity:getCallerIdentity": callerIdentity,
    "aws:index/getRegion:getRegion": region,
    "aws:index/getPartition:getPartition": partition,
};
