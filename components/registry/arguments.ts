import { ArgumentFaults, textMatching, wholeNumber } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkKey } from "../existing-key";
import { checkKnown } from "../known-arguments";
import { checkEach } from "../lists";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import { atLeastOne } from "../ranges";
import type { KeyRef } from "../references";

/** Inputs of `Registry`. */
export interface RegistryArgs {
    /** Where the registry lives. One that others pull from belongs to production, or to an account of tools of that class. */
    readonly environment: Environment;
    /**
     * Names of the repositories as images spell them, such as `shop/web`: each once, at least one. The same in every
     * environment. Taking one out deletes its images, in production only once its protection is lifted.
     */
    readonly repositories: readonly string[];
    /**
     * Accounts that may pull besides the own one, each once. They may read, and nothing else. Refused outside production.
     *
     * @default - none
     */
    readonly pullAccounts?: readonly string[];
    /**
     * How the tags of images begin that were promoted. Images with such a tag are counted for themselves, so that builds
     * never push out what production runs. Letters, digits, dashes, dots and underscores, at most 32.
     *
     * @default "promoted-"
     */
    readonly promotedTagPrefix?: string;
    /**
     * How many promoted images are kept in each repository, the newest. Valid: 10 to 1000.
     *
     * @default 100
     */
    readonly promotedImages?: number;
    /**
     * How many other images with tags are kept in each repository, the newest. Valid: 10 to 5000.
     *
     * @default 300
     */
    readonly buildImages?: number;
    /**
     * How long images without a tag are kept, in days. Valid: 1 to 365.
     *
     * @default 14
     */
    readonly untaggedDays?: number;
    /**
     * The key that encrypts the images. A change replaces the repositories, and the images in them are lost.
     *
     * @default - AES-256 with keys that ECR keeps
     */
    readonly key?: KeyRef;
}

export const REGISTRY_DEFAULTS = {
    promotedTagPrefix: "promoted-",
    promotedImages: 100,
    buildImages: 300,
    untaggedDays: 14,
} as const;

/** Names as ECR takes them (CreateRepository, API reference). */
const REPOSITORY = textMatching(
    /^(?=.{2,256}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
    "the name of a repository such as shop/web: 2 to 256 lower-case letters and digits, with single . _ - or / between",
);
/** The sign `*` would match other tags as well (ECR user guide, "Lifecycle policy properties"). */
const TAG_PREFIX = textMatching(
    /^[A-Za-z0-9_][A-Za-z0-9._-]{0,31}$/,
    "1 to 32 letters, digits, dashes, dots and underscores, a letter, digit or underscore first",
);
const ACCOUNT = textMatching(/^\d{12}$/, "an AWS account id of twelve digits");

const ARGUMENTS: Fields<RegistryArgs> = {
    environment: true,
    repositories: true,
    pullAccounts: true,
    promotedTagPrefix: true,
    promotedImages: true,
    buildImages: true,
    untaggedDays: true,
    key: true,
};

/**
 * Checks everything about a registry's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertRegistryArgs(name: string, args: RegistryArgs): void {
    const { environment } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(environment));
    checkRepositories(args.repositories, faults);
    const accounts = faults.items("pullAccounts", args.pullAccounts ?? [], "a list of AWS account ids");
    checkEach(faults, "pullAccounts", accounts, ACCOUNT);
    accounts.forEach((account, index) => {
        if (account !== environment.accountId) return;
        faults.add(`pullAccounts[${index}]`, "another account: the own one may pull already", account);
    });
    if (accounts.length > 0 && environment.class !== "production") {
        const expected = "nothing outside production: what others run from must be kept as production is";
        faults.add("pullAccounts", expected, accounts);
    }
    faults.checkOptional("promotedTagPrefix", args.promotedTagPrefix, TAG_PREFIX);
    faults.checkOptional("promotedImages", args.promotedImages, wholeNumber(10, 1000));
    faults.checkOptional("buildImages", args.buildImages, wholeNumber(10, 5000));
    faults.checkOptional("untaggedDays", args.untaggedDays, wholeNumber(1, 365));
    checkKey("key", args.key, environment, faults);
    faults.throwIfAny("Registry");
}

/** What the resources of a repository are called after the component's name. */
export function repositoryRole(repository: string): string {
    return repository.replaceAll("/", "-");
}

function checkRepositories(given: readonly string[], faults: ArgumentFaults): void {
    const repositories = atLeastOne("repositories", given, "at least one repository", faults);
    const before = faults.all.length;
    checkEach(faults, "repositories", repositories, REPOSITORY);
    if (faults.all.length > before) return;
    const roles = repositories.map(repositoryRole);
    roles.forEach((role, index) => {
        if (roles.indexOf(role) === index) return;
        faults.add(
            `repositories[${index}]`,
            "a name that is told from the others with dashes for slashes",
            repositories[index],
        );
    });
}
