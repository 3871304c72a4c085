import type { Resource } from "@pulumi/pulumi";
import { DateTime } from "luxon";
import { type ArgumentFault, ArgumentFaults, type Expectation, oneOf, textMatching, wholeNumber } from "./arguments";
import { checkKnown } from "./known-arguments";
import { checkObject, type Fields } from "./object-arguments";
import { partitionOf, PUBLIC_PARTITION } from "./partition";
import { type WorkingHours, workingHoursFaults } from "./working-hours";

/** What an environment is for. Only `staging` and `ephemeral` ones sleep; only `production` is protected from deletion. */
export const ENVIRONMENT_CLASSES = ["production", "staging", "ephemeral"] as const;
export type EnvironmentClass = (typeof ENVIRONMENT_CLASSES)[number];

/** How many environments the address plan has room for: each has one of the 16 /16 ranges of a /12. */
export const ADDRESS_SLOTS = 16;

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
    /**
     * When the environment ends, as a moment with its offset from UTC: `2026-02-28T18:00:00Z`. It is the tag `expires-at` of
     * all there is. Required of `ephemeral` ones, optional for `staging`, refused in production. Whether the moment has
     * passed is for those to judge who know what time it is: the rule `ephemeral-has-expiry`, and what cleans up.
     *
     * @default - it has no end
     */
    readonly expiresAt?: string;
    /**
     * What the organisation asks of every role that is made here.
     *
     * @default - the path `/`, and no boundary
     */
    readonly roles?: RoleRequirements;
    /**
     * Keys under which the organisation wants the tags. Cost allocation tells `CostCentre` from `cost-centre`.
     *
     * @default - `environment`, `owner`, `cost-centre` and `expires-at`
     */
    readonly tagKeys?: Readonly<Partial<Record<TagSubject, string>>>;
}

/** What an organisation may ask of roles. A change replaces every role, or with the boundary alone bounds it anew. */
export interface RoleRequirements {
    /** Path of each role, such as `/shop/`. Begins and ends with a slash. Changing it replaces the roles. */
    readonly path?: string;
    /** The policy that bounds what each role may ever do. It must exist before the first role is made. */
    readonly permissionsBoundaryArn?: string;
    /**
     * The policy itself, where the same program makes it: each role waits for it, and goes before it. `Boundary.environment`
     * sets it.
     *
     * @default - it exists already
     */
    readonly permissionsBoundary?: Resource;
}

/** What the tags of an environment speak of. */
export const TAG_SUBJECTS = ["environment", "owner", "cost-centre", "expires-at"] as const;
export type TagSubject = (typeof TAG_SUBJECTS)[number];

/** What tags are made of. */
export type TagFacts = Pick<Environment, "name" | "owner" | "costCentre" | "expiresAt" | "tagKeys">;

/** The key under which tags speak of something: the organisation's, or our own. */
export function tagKey(facts: Pick<TagFacts, "tagKeys">, subject: TagSubject): string {
    return facts.tagKeys?.[subject] ?? subject;
}

/** The tags that every taggable resource of an environment carries. */
export function environmentTags(facts: TagFacts): Readonly<Record<string, string>> {
    return {
        [tagKey(facts, "environment")]: facts.name,
        [tagKey(facts, "owner")]: facts.owner,
        [tagKey(facts, "cost-centre")]: facts.costCentre,
        ...(facts.expiresAt === undefined ? {} : { [tagKey(facts, "expires-at")]: facts.expiresAt }),
        "managed-by": "pulumi",
    };
}

/** The tags of one resource: those of its environment and a name for people to find it by. */
export function tagsFor(facts: TagFacts, resourceName: string): Readonly<Record<string, string>> {
    return { ...environmentTags(facts), Name: `${facts.name}-${resourceName}` };
}

/** What keeps a stateful resource from being deleted by mistake, or lets an environment be taken down whole. */
export interface Protection {
    /** Whether AWS and Pulumi both refuse to delete it. */
    readonly deletionProtected: boolean;
    /** Whether a last snapshot is kept when it is deleted all the same. */
    readonly finalSnapshot: boolean;
}

/**
 * How stateful resources of a class are protected.
 *
 * The one thing that components derive from the class: a flag of its own would let a production database lose its
 * protection by an omission, and a staging one keep it so that nobody can take it down.
 */
export function protectionFor(environmentClass: EnvironmentClass): Protection {
    const production = environmentClass === "production";
    return { deletionProtected: production, finalSnapshot: production };
}

/** Whether an environment may reach third parties only by name: outside production a copy of its code must not call them. */
export function thirdPartiesByNameOnly(environmentClass: EnvironmentClass): boolean {
    return environmentClass !== "production";
}

export const NAME = textMatching(
    /^(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "2 to 20 lower-case letters, digits and single dashes, a letter first, no dash last",
);
export const ACCOUNT_ID = textMatching(/^\d{12}$/, "an AWS account id of twelve digits");
/**
 * Elsewhere services are missing or work otherwise (no WAF of the same kind, other certificate authorities, no Pod Identity
 * at first): refused until somebody has written down, service by service, what there is.
 */
export const REGION: Expectation = {
    expected:
        "an AWS region such as eu-central-1; what there is in China, GovCloud and the sovereign clouds has not been written down",
    fits: value =>
        typeof value === "string" && /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(value) && partitionOf(value) === PUBLIC_PARTITION,
};
/** AWS tag values: letters, digits, spaces and these signs, at most 256 characters (tagging reference). */
export const TAG_VALUE = textMatching(
    /^(?=.*\S)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
    "a tag value: 1 to 256 letters, digits, spaces and _ . : / = + - @",
);

/** AWS tag keys: as values, but at most 128 characters, and `aws:` is AWS's own (tagging reference). */
const TAG_KEY = textMatching(
    /^(?!aws:)(?=.*\S)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu,
    "a tag key: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:",
);
/** A moment as tags take it: to the second, with its offset, so that no two readers take it for two moments. */
const MOMENT_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;
export const MOMENT: Expectation = {
    expected: "a moment that exists, with its offset from UTC, such as 2026-02-28T18:00:00Z",
    fits: value => typeof value === "string" && MOMENT_PATTERN.test(value) && DateTime.fromISO(value).isValid,
};
/** Keys that components give other tags. */
const TAKEN_TAG_KEYS = ["managed-by", "Name", "severity"] as const;
export const ROLE_PATH = textMatching(/^\/([!-.0-~]+\/)*$/, "a path such as /shop/ that begins and ends with a slash");
const POLICY_ARN = textMatching(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/, "the ARN of an IAM policy");

/** What is to know of an account: all of an environment's facts that do not speak of what is in it. */
export type AccountFacts = Pick<
    Environment,
    "name" | "owner" | "costCentre" | "accountId" | "region" | "roles" | "tagKeys"
>;

const ROLES: Fields<RoleRequirements> = { path: true, permissionsBoundaryArn: true, permissionsBoundary: true };

/** Records what is wrong with the facts that environments and accounts have in common. */
export function checkFacts(path: string, facts: AccountFacts, faults: ArgumentFaults): void {
    faults.check(`${path}.name`, facts.name, NAME);
    faults.check(`${path}.owner`, facts.owner, TAG_VALUE);
    faults.check(`${path}.costCentre`, facts.costCentre, TAG_VALUE);
    faults.check(`${path}.accountId`, facts.accountId, ACCOUNT_ID);
    faults.check(`${path}.region`, facts.region, REGION);
    if (facts.roles !== undefined) checkObject(faults, `${path}.roles`, facts.roles, ROLES);
    faults.checkOptional(`${path}.roles.path`, facts.roles?.path, ROLE_PATH);
    const { permissionsBoundaryArn, permissionsBoundary } = facts.roles ?? {};
    faults.checkOptional(`${path}.roles.permissionsBoundaryArn`, permissionsBoundaryArn, POLICY_ARN);
    if (permissionsBoundary !== undefined && permissionsBoundaryArn === undefined) {
        faults.add(`${path}.roles.permissionsBoundaryArn`, "the ARN of the permissionsBoundary", undefined);
    }
    checkTagKeys(`${path}.tagKeys`, facts.tagKeys ?? {}, faults);
}

const ENVIRONMENT: Fields<Environment> = {
    name: true,
    class: true,
    owner: true,
    costCentre: true,
    accountId: true,
    region: true,
    addressSlot: true,
    workingHours: true,
    expiresAt: true,
    roles: true,
    tagKeys: true,
};

/** Everything that is wrong with the facts about an environment, as faults of the argument `environment`. */
export function environmentFaults(environment: Environment): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    checkKnown(faults, environment, ENVIRONMENT, "environment.");
    checkFacts("environment", environment, faults);
    faults.check("environment.class", environment.class, oneOf(ENVIRONMENT_CLASSES));
    faults.check("environment.addressSlot", environment.addressSlot, wholeNumber(0, ADDRESS_SLOTS - 1));
    checkEnd(environment, faults);
    if (environment.class === "production") {
        if (environment.workingHours !== undefined) {
            faults.add(
                "environment.workingHours",
                "nothing in production, which never sleeps",
                environment.workingHours,
            );
        }
    } else if (environment.workingHours === undefined) {
        faults.add("environment.workingHours", "working hours outside production", undefined);
    } else {
        faults.addAll(workingHoursFaults(environment.workingHours, "environment.workingHours"));
    }
    return faults.all;
}

function checkEnd(environment: Environment, faults: ArgumentFaults): void {
    const { class: environmentClass, expiresAt } = environment;
    if (environmentClass === "ephemeral") {
        faults.check("environment.expiresAt", expiresAt, MOMENT);
    } else if (environmentClass === "production" && expiresAt !== undefined) {
        faults.add("environment.expiresAt", "nothing in production, which has no end", expiresAt);
    } else {
        faults.checkOptional("environment.expiresAt", expiresAt, MOMENT);
    }
}

function checkTagKeys(path: string, keys: NonNullable<Environment["tagKeys"]>, faults: ArgumentFaults): void {
    const used: string[] = [...TAKEN_TAG_KEYS];
    for (const subject of TAG_SUBJECTS) {
        const place = `${path}["${subject}"]`;
        const key = keys[subject];
        faults.checkOptional(place, key, TAG_KEY);
        if (used.includes(key ?? subject)) faults.add(place, "a key that no other tag has", key ?? subject);
        used.push(key ?? subject);
    }
    for (const subject of Object.keys(keys)) {
        if (!TAG_SUBJECTS.some(one => one === subject)) {
            faults.add(`${path}["${subject}"]`, `one of ${TAG_SUBJECTS.join(", ")} for a key`, subject);
        }
    }
}
