import { isWireMap, type Wire, type WireMap } from "./wire";

/** The account that the emulated AWS answers for where the provider's configuration names none. */
const UNNAMED_ACCOUNT = "000000000000";

/** Where an emulated AWS provider works. */
export interface AwsScope {
    readonly account: string;
    readonly region: string;
    readonly partition: string;
}

/** Reads account and region from the configuration of a provider: an allowed account, else the account of a role to assume. */
export function awsScope(config: WireMap): AwsScope {
    const [allowed] = list(config["allowedAccountIds"]);
    const [role] = list(config["assumeRoles"]);
    const roleArn = isWireMap(role) ? role["roleArn"] : undefined;
    const roleAccount = typeof roleArn === "string" ? roleArn.split(":")[4] : undefined;
    const region = config["region"];
    const regionName = typeof region === "string" ? region : "unconfigured-region";
    return {
        account: typeof allowed === "string" ? allowed : (roleAccount ?? UNNAMED_ACCOUNT),
        region: regionName,
        partition: regionName.startsWith("cn-") ? "aws-cn" : regionName.startsWith("us-gov-") ? "aws-us-gov" : "aws",
    };
}

function list(value: Wire | undefined): readonly Wire[] {
    return Array.isArray(value) ? value : [];
}
