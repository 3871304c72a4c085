import * as aws from "@pulumi/aws";
import { ArgumentFaults } from "../arguments";
import { type AccountFacts, checkFacts, type Environment, environmentFaults, environmentTags } from "../environment";

/** What the provider of an environment, or of an account as a whole, is made of. */
export type PinnedProviderArgs = DefaultProviders &
    ({ readonly environment: Environment } | { readonly account: AccountFacts });

/** Which providers take the credentials that are at hand. */
export interface DefaultProviders {
    /**
     * What the stack's setting `pulumi:disable-default-providers` lists, as the program read it:
     * `new pulumi.Config("pulumi").getObject("disable-default-providers")`. It must hold `aws` and `kubernetes`, or `*`:
     * what is made without the pinned provider is made with whichever credentials are at hand.
     */
    readonly disabledDefaultProviders: readonly string[] | undefined;
}

/** Packages whose default providers take the credentials that are at hand. */
const DISABLED = ["aws", "kubernetes"] as const;

/**
 * Makes the provider that every resource goes through: it refuses to work in any account but the environment's own, and tags
 * all that it makes.
 *
 * @throws pulumi.InputPropertiesError naming every fault, a default provider that is still there among them
 */
export function pinnedProvider(name: string, args: PinnedProviderArgs): aws.Provider {
    const { disabledDefaultProviders: disabled = [] } = args;
    const faults = new ArgumentFaults();
    if ("account" in args) checkFacts("account", args.account, faults);
    else faults.addAll(environmentFaults(args.environment));
    const listed = faults.items("disabledDefaultProviders", disabled, "a list of packages");
    const missing = listed.includes("*") ? [] : DISABLED.filter(one => !listed.includes(one));
    if (Array.isArray(disabled) && missing.length > 0) {
        const expected = `${missing.join(" and ")} in the stack's setting pulumi:disable-default-providers`;
        faults.add("disabledDefaultProviders", expected, args.disabledDefaultProviders);
    }
    faults.throwIfAny("pinnedProvider");
    const facts = "account" in args ? args.account : args.environment;
    return new aws.Provider(name, {
        region: facts.region,
        allowedAccountIds: [facts.accountId],
        defaultTags: { tags: environmentTags(facts) },
    });
}
