import { type ArgumentFault, ArgumentFaults, oneOf, textMatching, wholeNumber } from "./arguments";
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
     * What the organisation asks of every role that is made here.
     *
     * @default - the path `/`, and no boundary
     */
    readonly roles?: RoleRequirements;
    /**
     * Keys under which the organisation wants the tags. Cost allocation tells `CostCentre` from `cost-centre`.
     *
     * @default - `environment`, `owner` and `cost-centre`
     */
    readonly tagKeys?: Readonly<Partial<Record<TagSubject, string>>>;
}

/** What an organisation may ask of roles. A change replaces every role, or with the boundary alone bounds it anew. */
export interface RoleRequirements {
    /** Path of each role, such as `/shop/`. Begins and ends with a slash. Changing it replaces the roles. */
    readonly path?: string;
    /** The policy that bounds what each role may ever do. It must exist before the first role is made. */
    readonly permissionsBoundaryArn?: string;
}

/** What the tags of an environment speak of. */
export const TAG_SUBJECTS = ["environment", "owner", "cost-centre"] as const;
export type TagSubject = (typeof TAG_SUBJECTS)[number];

/** The tags that every taggable resource of an environment carries. */
export function environmentTags(environment: Environment): Readonly<Record<string, string>> {
    const key = (subject: TagSubject) => environment.tagKeys?.[subject] ?? subject;
    return {
        [key("environment")]: environment.name,
        [key("owner")]: environment.owner,
        [key("cost-centre")]: environment.costCentre,
        "managed-by": "pulumi",
    };
}

/** The tags of one resource: those of its environment and a name for people to find it by. */
export function tagsFor(environment: Environment, resourceName: string): Readonly<Record<string, string>> {
    return { ...environmentTags(environment), Name: `${environment.name}-${resourceName}` };
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

const NAME = textMatching(
    /^(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "2 to 20 lower-case letters, digits and single dashes, a letter first, no dash last",
);
const ACCOUNT_ID = textMatching(/^\d{12}$/, "an AWS account id of twelve digits");
const REGION = textMatching(
    /^(?!cn-|us-gov-)[a-z]{2}(-[a-z]+)+-\d$/,
    "an AWS region such as eu-central-1, outside China and GovCloud",
);
/** AWS tag values: letters, digits, spaces and these signs, at most 256 characters (tagging reference). */
const TAG_VALUE = textMatching(
    /^(?=.*\S)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
    "a tag value: 1 to 256 letters, digits, spaces and _ . : / = + - @",
);

/** AWS tag keys: as values, but at most 128 characters, and `aws:` is AWS's own (tagging reference). */
const TAG_KEY = textMatching(
    /^(?!aws:)(?=.*\S)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu,
    "a tag key: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:",
);
/** Keys that components give other tags. */
const TAKEN_TAG_KEYS = ["managed-by", "Name", "severity"] as const;
const ROLE_PATH = textMatching(/^\/([!-.0-~]+\/)*$/, "a path such as /shop/ that begins and ends with a slash");
const POLICY_ARN = textMatching(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/, "the ARN of an IAM policy");

/** Everything that is wrong with the facts about an environment, as faults of the argument `environment`. */
export function environmentFaults(environment: Environment): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    faults.check("environment.name", environment.name, NAME);
    faults.check("environment.class", environment.class, oneOf(ENVIRONMENT_CLASSES));
    faults.check("environment.owner", environment.owner, TAG_VALUE);
    faults.check("environment.costCentre", environment.costCentre, TAG_VALUE);
    faults.check("environment.accountId", environment.accountId, ACCOUNT_ID);
    faults.check("environment.region", environment.region, REGION);
    faults.check("environment.addressSlot", environment.addressSlot, wholeNumber(0, ADDRESS_SLOTS - 1));
    faults.checkOptional("environment.roles.path", environment.roles?.path, ROLE_PATH);
    faults.checkOptional(
        "environment.roles.permissionsBoundaryArn",
        environment.roles?.permissionsBoundaryArn,
        POLICY_ARN,
    );
    checkTagKeys(environment.tagKeys ?? {}, faults);
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

function checkTagKeys(keys: NonNullable<Environment["tagKeys"]>, faults: ArgumentFaults): void {
    const used: string[] = [...TAKEN_TAG_KEYS];
    for (const subject of TAG_SUBJECTS) {
        const path = `environment.tagKeys["${subject}"]`;
        const key = keys[subject];
        faults.checkOptional(path, key, TAG_KEY);
        if (used.includes(key ?? subject)) faults.add(path, "a key that no other tag has", key ?? subject);
        used.push(key ?? subject);
    }
    for (const subject of Object.keys(keys)) {
        if (!TAG_SUBJECTS.some(one => one === subject)) {
            faults.add(`environment.tagKeys["${subject}"]`, `one of ${TAG_SUBJECTS.join(", ")} for a key`, subject);
        }
    }
}
