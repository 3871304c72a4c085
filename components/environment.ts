import type { WorkingHours } from "./working-hours";

/** What an environment is for. Only `staging` and `ephemeral` ones sleep; only `production` is protected from deletion. */
export type EnvironmentClass = "production" | "staging" | "ephemeral";

/** The facts about one environment that every component is handed. Plain values: they decide what is planned. */
export interface Environment {
    /** Name in tags and physical names, such as `staging`. Lower-case letters, digits and dashes, 2 to 20 characters. */
    readonly name: string;
    readonly class: EnvironmentClass;
    /** Team that answers for the environment, for the tag `owner`. */
    readonly owner: string;
    /** Where its cost is booked, for the tag `cost-centre`. */
    readonly costCentre: string;
    /** The AWS account it lives in: twelve digits. */
    readonly accountId: string;
    /** AWS region, such as `eu-central-1`. */
    readonly region: string;
    /**
     * Its place in the address plan: 0 to 15. Two environments never share one.
     * Changing it replaces the network and all that is in it.
     */
    readonly addressSlot: number;
    /** When its people work. Required outside production, refused in production. */
    readonly workingHours?: WorkingHours;
}

/** The tags that every taggable resource of an environment carries. */
export function environmentTags(environment: Environment): Readonly<Record<string, string>> {
    return {
        environment: environment.name,
        owner: environment.owner,
        "cost-centre": environment.costCentre,
        "managed-by": "pulumi",
    };
}
