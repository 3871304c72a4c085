import { ArgumentFaults, type Expectation, nonEmptyText, textMatching } from "../arguments";
import { type BudgetArgs, budgetFaults } from "../budget-arguments";
import { type Environment, environmentFaults, REGION } from "../environment";
import { checkKnown, isPlainObject } from "../known-arguments";
import { checkEach } from "../lists";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { type AnomaliesArgs, checkAnomalies } from "./anomalies-arguments";
import { type Common, commonsOfAws } from "./commons";
import { planBoundary, POLICY_CHARACTERS_MAXIMUM, policyCharacters } from "./policy";

/** Inputs of `Boundary`. */
export interface BoundaryArgs {
    readonly environment: Environment;
    /**
     * What belongs to no environment and roles may use beside what AWS itself keeps for everybody: a registry, a log archive.
     * Refused where the organisation has a boundary of its own, which decides instead.
     *
     * @default [] - and what AWS keeps: images of EKS add-ons, layers of images, public parameters, the library of canaries
     */
    readonly commons?: readonly Common[];
    /**
     * Regions that roles may use beside the environment's own: at most 20, each once. Services without a region stay open.
     * Refused where the organisation has a boundary of its own.
     *
     * @default [] - the environment's own region alone
     */
    readonly otherRegions?: readonly string[];
    /**
     * What a month may cost, as `Budget` takes it.
     *
     * @default - no budget: `Budget` can make one by itself
     */
    readonly budget?: Omit<BudgetArgs, "environment">;
    /**
     * Who hears of cost that is unlike what it was.
     *
     * @default - nobody
     */
    readonly anomalies?: AnomaliesArgs;
}

const ARGUMENTS: Readonly<Record<keyof BoundaryArgs, true>> = {
    environment: true,
    commons: true,
    otherRegions: true,
    budget: true,
    anomalies: true,
};
const COMMON: Readonly<Record<keyof Common, true>> = { name: true, resources: true, actions: true, reason: true };

/** A bound of our own: a role that may act in more regions is hardly bounded. */
const OTHER_REGIONS_MAXIMUM = 20;

const COMMON_NAME = textMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case letters, digits and single dashes");
const COMMON_ARN = textMatching(
    /^arn:aws:[a-z0-9-]+:[^:\s]*:[^:\s]*:\S+$/,
    "an ARN, in which * and ? stand for letters, that names its service",
);
/** The two ways to become somebody else are never a common. */
const COMMON_ACTION: Expectation = {
    expected: "an action with its service, such as ecr:BatchGetImage, that takes or hands on no role",
    fits: value =>
        typeof value === "string" &&
        /^[a-z0-9-]+:[A-Za-z*?]+$/.test(value) &&
        !/^(sts:|iam:(\*|pass|[^:]*\*))/i.test(value),
};

/** Name of the budget that a boundary makes. */
export function budgetName(name: string): string {
    return `${name}-budget`;
}

/**
 * Checks everything about a boundary's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertBoundaryArgs(name: string, args: BoundaryArgs): void {
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(args.environment));
    checkCommons(faults, args.commons ?? []);
    const regions = faults.items("otherRegions", args.otherRegions ?? [], "a list of regions");
    checkEach(faults, "otherRegions", regions, REGION);
    regions.forEach((region, index) => {
        if (region === args.environment.region) {
            faults.add(`otherRegions[${index}]`, "another region than the environment's own, which is open", region);
        }
    });
    if (regions.length > OTHER_REGIONS_MAXIMUM) {
        faults.add("otherRegions", `at most ${OTHER_REGIONS_MAXIMUM} regions`, regions.length);
    }
    if (args.environment.roles?.permissionsBoundaryArn === undefined) {
        if (faults.all.length === 0) checkReach(faults, args);
        if (faults.all.length === 0) checkLength(faults, name, args);
    } else {
        for (const property of ["commons", "otherRegions"] as const) {
            if (args[property] === undefined) continue;
            faults.add(property, "nothing where environment.roles.permissionsBoundaryArn decides", args[property]);
        }
    }
    checkBudget(faults, name, args);
    if (args.anomalies !== undefined) checkAnomalies(faults, args.anomalies);
    faults.throwIfAny("Boundary");
}

function checkCommons(faults: ArgumentFaults, commons: readonly Common[]): void {
    const items = faults.items("commons", commons, "a list of commons");
    items.forEach((common, index) => {
        const at = `commons[${index}]`;
        if (!isPlainObject(common)) {
            faults.add(at, "a common: its name, resources, actions and reason", common);
            return;
        }
        checkKnown(faults, common, COMMON, `${at}.`);
        faults.check(`${at}.name`, common.name, COMMON_NAME);
        faults.check(`${at}.reason`, common.reason, nonEmptyText);
        for (const [property, expectation] of [
            ["resources", COMMON_ARN],
            ["actions", COMMON_ACTION],
        ] as const) {
            const values = faults.items(`${at}.${property}`, common[property], "a list of texts");
            checkEach(faults, `${at}.${property}`, values, expectation);
            if (Array.isArray(common[property]) && values.length === 0) {
                faults.add(`${at}.${property}`, "at least one", values);
            }
        }
        if (items.slice(0, index).some(one => isPlainObject(one) && one.name === common.name)) {
            faults.add(`${at}.name`, "a name that no other common has", common.name);
        }
    });
}

/** Records which resources of commons could not be reached all the same. */
function checkReach(faults: ArgumentFaults, { environment, commons = [], otherRegions = [] }: BoundaryArgs): void {
    const open = [environment.region, ...otherRegions];
    const actionsOf = new Map<string, string>();
    const all = [
        ...commonsOfAws(environment).map(common => ({ common, at: "" })),
        ...commons.map((common, index) => ({ common, at: `commons[${index}]` })),
    ];
    for (const { common, at } of all) {
        const actions = [...common.actions].sort().join(", ");
        common.resources.forEach((resource, index) => {
            const path = `${at}.resources[${index}]`;
            const region = resource.split(":")[3] ?? "";
            if (REGION.fits(region) && !open.includes(region)) {
                faults.add(path, `a resource in ${open.join(", ")}: name its region in otherRegions as well`, resource);
            }
            const others = actionsOf.get(resource) ?? actions;
            if (others !== actions) {
                faults.add(path, `a resource that another common opens for the same actions, ${others}`, resource);
            }
            actionsOf.set(resource, others);
        });
    }
}

function checkLength(faults: ArgumentFaults, name: string, args: BoundaryArgs): void {
    const characters = policyCharacters(planBoundary(name, args).document);
    if (characters <= POLICY_CHARACTERS_MAXIMUM) return;
    const expected = `so few and short ones that the policy has at most ${POLICY_CHARACTERS_MAXIMUM} characters`;
    faults.add("commons", expected, characters);
}

function checkBudget(faults: ArgumentFaults, name: string, { environment, budget }: BoundaryArgs): void {
    if (budget === undefined) return;
    if (!isPlainObject(budget)) {
        faults.add("budget", "the arguments of a budget", budget);
        return;
    }
    const ofEnvironment = new Set(environmentFaults(environment).map(({ propertyPath }) => propertyPath));
    faults.addAll(
        budgetFaults(budgetName(name), { ...budget, environment })
            .filter(({ propertyPath }) => !ofEnvironment.has(propertyPath))
            .map(({ propertyPath, reason }) => ({ propertyPath: `budget.${propertyPath}`, reason })),
    );
}
