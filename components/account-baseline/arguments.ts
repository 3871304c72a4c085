import { ArgumentFaults, nonEmptyText, oneOf, wholeNumber } from "../arguments";
import { checkIdentifiers } from "../boundary/log-data-protection";
import type { DataIdentifier } from "../boundary/data-identifiers";
import { type AccountFacts, checkFacts, REGION } from "../environment";
import { checkKnown, isPlainObject } from "../known-arguments";
import { checkEach } from "../lists";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";

/** What every account has, unless its organisation sees to it. */
export const BASELINE_CONTROLS = [
    "audit-trail",
    "external-access-analysis",
    "instance-metadata",
    "password-policy",
    "public-buckets",
    "public-images",
    "public-snapshots",
    "serial-console",
    "threat-detection",
    "volume-encryption",
] as const;
export type BaselineControl = (typeof BASELINE_CONTROLS)[number];

/** How internet gateways of all networks are closed (`VpcBlockPublicAccessOptions`). */
export const INTERNET_GATEWAY_BLOCKS = ["block-ingress", "block-bidirectional"] as const;
export type InternetGatewayBlock = (typeof INTERNET_GATEWAY_BLOCKS)[number];

/** Standards that Security Hub checks an account against, by the ends of their ARNs (`StandardsSubscription`). */
export const SECURITY_STANDARDS = [
    "aws-foundational-security-best-practices/v/1.0.0",
    "aws-resource-tagging-standard/v/1.0.0",
    "cis-aws-foundations-benchmark/v/3.0.0",
    "nist-800-53/v/5.0.0",
    "nist-800-171/v/2.0.0",
    "pci-dss/v/4.0.1",
] as const;
export type SecurityStandard = (typeof SECURITY_STANDARDS)[number];

/** Inputs of `AccountBaseline`. */
export interface AccountBaselineArgs {
    /** The account: its `name` is the tag `environment` and the beginning of names. It has no class: it is always protected. */
    readonly account: AccountFacts;
    /**
     * Regions that the account uses beside `account.region`: at most 20, each once. What is set by region is set in each.
     *
     * @default []
     */
    readonly otherRegions?: readonly string[];
    /**
     * What the organisation already sees to, and by what: `{ "audit-trail": "organisation trail of the security team" }`. It is
     * not made here. One control that is left out here and there is nowhere: keep the reason true.
     *
     * @default {} - every control is made here
     */
    readonly guaranteed?: Readonly<Partial<Record<BaselineControl, string>>>;
    /**
     * How long the account's own trail is kept, in days: 90 to 3653. Of no use, and refused, where the trail is guaranteed.
     *
     * @default 365
     */
    readonly trailRetentionDays?: number;
    /**
     * Closes the internet gateways of every network in these regions: `block-ingress`, or `block-bidirectional`, which cuts off
     * NAT and load balancers as well, unless networks are excluded by hand.
     *
     * @default - gateways stay open to what routes, groups and lists let through
     */
    readonly internetGatewayBlock?: InternetGatewayBlock;
    /**
     * Standards that Security Hub checks the account against, each once, at least one. Most of their checks need `recording`.
     *
     * @default - Security Hub stays as it is
     */
    readonly securityStandards?: readonly SecurityStandard[];
    /**
     * Records how each resource is set, and was, with AWS Config: how long it is kept, in days, 90 to 3653.
     *
     * @default - nothing is recorded here
     */
    readonly recording?: { readonly retentionDays: number };
    /**
     * Kinds of data that are masked in every log group of the account, each once, at least one. `LogDataProtection` masks in
     * single groups.
     *
     * @default - nothing is masked in all of them
     */
    readonly maskedInLogs?: readonly DataIdentifier[];
}

const ARGUMENTS: Readonly<Record<keyof AccountBaselineArgs, true>> = {
    account: true,
    otherRegions: true,
    guaranteed: true,
    trailRetentionDays: true,
    internetGatewayBlock: true,
    securityStandards: true,
    recording: true,
    maskedInLogs: true,
};

export const BASELINE_DEFAULTS = { trailRetentionDays: 365 } as const;

/** A quarter, so that what was found late can be followed back; ten years. */
const RETENTION_DAYS = wholeNumber(90, 3653);
/** A bound of our own: more regions in use than this are a slip. */
const OTHER_REGIONS_MAXIMUM = 20;

/**
 * Checks everything about a baseline's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertAccountBaselineArgs(name: string, args: AccountBaselineArgs): void {
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    checkFacts("account", args.account, faults);
    const regions = faults.items("otherRegions", args.otherRegions ?? [], "a list of regions");
    checkEach(faults, "otherRegions", regions, REGION);
    if (regions.includes(args.account.region)) {
        faults.add("otherRegions", "other regions than account.region, which is one already", regions);
    }
    if (regions.length > OTHER_REGIONS_MAXIMUM) {
        faults.add("otherRegions", `at most ${OTHER_REGIONS_MAXIMUM} regions`, regions.length);
    }
    checkGuaranteed(faults, args);
    faults.checkOptional("trailRetentionDays", args.trailRetentionDays, RETENTION_DAYS);
    faults.checkOptional("internetGatewayBlock", args.internetGatewayBlock, oneOf(INTERNET_GATEWAY_BLOCKS));
    if (args.securityStandards !== undefined) {
        const standards = faults.items("securityStandards", args.securityStandards, "a list of standards");
        checkEach(faults, "securityStandards", standards, oneOf(SECURITY_STANDARDS));
        if (Array.isArray(args.securityStandards) && standards.length === 0) {
            faults.add("securityStandards", "at least one standard", standards);
        }
    }
    if (isPlainObject(args.recording)) {
        faults.check("recording.retentionDays", args.recording?.retentionDays, RETENTION_DAYS);
    } else if (args.recording !== undefined) {
        faults.add("recording", "how long it is kept, in retentionDays", args.recording);
    }
    checkIdentifiers(faults, "maskedInLogs", args.maskedInLogs);
    faults.throwIfAny("AccountBaseline");
}

function checkGuaranteed(faults: ArgumentFaults, { guaranteed = {}, trailRetentionDays }: AccountBaselineArgs): void {
    if (!isPlainObject(guaranteed)) {
        faults.add("guaranteed", "controls, and by what each is guaranteed", guaranteed);
        return;
    }
    for (const [control, by] of Object.entries(guaranteed)) {
        faults.check(`guaranteed["${control}"]`, by, nonEmptyText);
        if (!BASELINE_CONTROLS.some(one => one === control)) {
            faults.add(`guaranteed["${control}"]`, `one of ${BASELINE_CONTROLS.join(", ")} for a control`, control);
        }
    }
    if (guaranteed["audit-trail"] !== undefined && trailRetentionDays !== undefined) {
        faults.add("trailRetentionDays", "nothing where the trail is guaranteed", trailRetentionDays);
    }
}
