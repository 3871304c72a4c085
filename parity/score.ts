import type { ParityJudgement } from "./judge";
import type { Comparison, Difference } from "./stacks";

/** What people mean when they ask whether staging is like production. */
export const CAPABILITIES = ["compute", "data", "network", "security", "versions", "observability", "other"] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** How much of the whole a capability is, and why. The weights of the capabilities that there are count. */
export const WEIGHTS: Readonly<Record<Capability, { readonly weight: number; readonly reason: string }>> = {
    security: { weight: 25, reason: "rights, keys and rules that differ let a test pass that production refuses" },
    versions: { weight: 20, reason: "a test on another version is a test of another product" },
    data: { weight: 20, reason: "most faults that only production shows come from where data is kept" },
    network: { weight: 15, reason: "what cannot be reached there cannot be tested here" },
    compute: { weight: 10, reason: "sizes differ by intent; kinds and settings should not" },
    observability: { weight: 10, reason: "what staging does not signal nobody has rehearsed" },
    other: { weight: 0, reason: "what is of no known capability is shown and not counted" },
};

/** The share that a resource counts for when nothing but declared sizes differs in it. */
export const SHARE_OF_SCALED = 0.5;

/** Beginnings of type tokens, the longest that fits decides. */
const CAPABILITY_OF: readonly (readonly [start: string, capability: Capability])[] = [
    ["aws:ec2/instance:", "compute"],
    ["aws:ec2/launchTemplate:", "compute"],
    ["aws:ec2/", "network"],
    ["aws:vpc/", "network"],
    ["aws:route53", "network"],
    ["aws:lb/", "network"],
    ["aws:alb/", "network"],
    ["aws:apigateway", "network"],
    ["aws:cloudfront/", "network"],
    ["kubernetes:networking.k8s.io/", "network"],
    ["aws:eks/", "compute"],
    ["aws:ecs/", "compute"],
    ["aws:lambda/", "compute"],
    ["aws:autoscaling/", "compute"],
    ["aws:batch/", "compute"],
    ["kubernetes:apps/", "compute"],
    ["kubernetes:batch/", "compute"],
    ["kubernetes:autoscaling/", "compute"],
    ["kubernetes:core/", "compute"],
    ["aws:servicediscovery/", "network"],
    ["aws:apprunner/", "compute"],
    ["aws:ecr/", "compute"],
    ["aws:sfn/", "compute"],
    ["aws:scheduler/", "compute"],
    ["kubernetes:helm.sh/", "compute"],
    ["aws:rds/", "data"],
    ["aws:docdb/", "data"],
    ["aws:neptune/", "data"],
    ["aws:memorydb/", "data"],
    ["aws:redshift/", "data"],
    ["aws:msk/", "data"],
    ["aws:mq/", "data"],
    ["aws:cloudwatch/eventBus:", "data"],
    ["aws:dynamodb/", "data"],
    ["aws:elasticache/", "data"],
    ["aws:opensearch/", "data"],
    ["aws:s3/", "data"],
    ["aws:sqs/", "data"],
    ["aws:sns/", "data"],
    ["aws:kinesis/", "data"],
    ["aws:efs/", "data"],
    ["aws:backup/", "data"],
    ["aws:iam/", "security"],
    ["aws:kms/", "security"],
    ["aws:secretsmanager/", "security"],
    ["aws:ssm/parameter:", "security"],
    ["aws:cognito/", "security"],
    ["aws:cloudtrail/", "security"],
    ["aws:acm/", "security"],
    ["aws:wafv2/", "security"],
    ["aws:guardduty/", "security"],
    ["aws:ec2/securityGroup", "security"],
    ["aws:vpc/securityGroup", "security"],
    ["aws:ec2/networkAcl", "security"],
    ["kubernetes:rbac.authorization.k8s.io/", "security"],
    ["kubernetes:admissionregistration.k8s.io/", "security"],
    ["aws:cloudwatch/", "observability"],
    ["aws:synthetics/", "observability"],
    ["aws:xray/", "observability"],
    ["aws:budgets/", "observability"],
];

/** Properties that say which version of something runs: they make a capability of their own. */
export const VERSION =
    /^(?:engineVersion|version|addonVersion|kafkaVersion|runtime|family|amiType|image|runtimeVersion)$/;

/** How alike two stacks are in one capability. */
export interface CapabilityScore {
    readonly capability: Capability;
    readonly weight: number;
    /** How many resources, or of versions how many properties, were compared. */
    readonly compared: number;
    /** Of these, in how many nothing differs but what must. */
    readonly alike: number;
    /** In how many nothing differs but what was declared. */
    readonly scaled: number;
    /** In how many something differs that nobody declared. */
    readonly undeclared: number;
    /** From 0 to 100. */
    readonly score: number;
}

/** How alike two stacks are. */
export interface ParityScore {
    /** From 0 to 100; 100 where nothing is undeclared and nothing scaled. */
    readonly score: number;
    readonly capabilities: readonly CapabilityScore[];
    /** Differences that no capability counts, such as a setting that one stack lacks: they keep the score below 100 all the same. */
    readonly unweighed: number;
}

type Standing = "alike" | "scaled" | "undeclared";

/** The score of two stacks, with its arithmetic. */
export function scoreOf(comparison: Comparison, judgement: ParityJudgement): ParityScore {
    const standing = new Map<string, Standing>();
    const lower = (key: string, to: Standing) => {
        if (standing.get(key) !== "undeclared") standing.set(key, to);
    };
    for (const pair of comparison.pairs) {
        standing.set(keyOf(pair.left.type, pair.left.path), "alike");
        for (const property of Object.keys(pair.left.inputs).filter(name => VERSION.test(name))) {
            standing.set(versionKey(pair.left.path, property), "alike");
        }
    }
    for (const { difference, entry } of judgement.declared) {
        if (entry.class === "distinct") continue;
        for (const key of keysOf(difference)) lower(key, "scaled");
    }
    for (const difference of judgement.undeclared) for (const key of keysOf(difference)) lower(key, "undeclared");
    const capabilities = CAPABILITIES.map(capability => capabilityScore(capability, standing)).filter(
        ({ compared }) => compared > 0,
    );
    const weights = capabilities.reduce((sum, { weight }) => sum + weight, 0);
    const score = capabilities.reduce((sum, one) => sum + one.score * one.weight, 0) / Math.max(1, weights);
    const lowering = [
        ...judgement.declared.filter(({ entry }) => entry.class !== "distinct").map(({ difference }) => difference),
        ...judgement.undeclared,
    ];
    // Where no type is known, all that can be said is how many resources are alike.
    const [only] = capabilities;
    const whole = weights > 0 ? round(score) : (only?.score ?? WHOLE);
    return {
        score: lowering.length === 0 ? WHOLE : Math.min(whole, HIGHEST_BELOW_WHOLE),
        capabilities,
        unweighed: lowering.filter(one => !keysOf(one).some(isWeighed)).length,
    };
}

function isWeighed(key: string): boolean {
    return CAPABILITIES.some(capability => key.startsWith(`${capability} `) && WEIGHTS[capability].weight > 0);
}

function capabilityScore(capability: Capability, standing: ReadonlyMap<string, Standing>): CapabilityScore {
    const own = [...standing].filter(([key]) => key.startsWith(`${capability} `)).map(([, one]) => one);
    const amount = (wanted: Standing) => own.filter(one => one === wanted).length;
    const [alike, scaled, undeclared] = [amount("alike"), amount("scaled"), amount("undeclared")];
    const score = own.length === 0 ? 0 : (100 * (alike + SHARE_OF_SCALED * scaled)) / own.length;
    const { weight } = WEIGHTS[capability];
    return { capability, weight, compared: own.length, alike, scaled, undeclared, score: round(score) };
}

/** What a difference is a difference of: resources, or a property that names a version. */
function keysOf(difference: Difference): readonly string[] {
    switch (difference.kind) {
        case "setting":
            return [];
        case "presence":
            return difference.only.resources.map(({ path, type }) => keyOf(type, path));
        case "property": {
            const { path, type } = difference.pair.left;
            const [property = ""] = difference.property.split(/[.[]/);
            return VERSION.test(property) ? [versionKey(path, property)] : [keyOf(type, path)];
        }
    }
}

function keyOf(type: string, path: string): string {
    return `${capabilityOf(type)} ${type} ${path}`;
}

function versionKey(path: string, property: string): string {
    return `versions ${path}#${property}`;
}

/** What capability a type is part of. */
export function capabilityOf(type: string): Capability {
    const fits = CAPABILITY_OF.filter(([start]) => type.startsWith(start));
    return fits.sort(([one], [other]) => other.length - one.length)[0]?.[1] ?? "other";
}

const DECIMALS = 10;
const WHOLE = 100;
/** What is shown where nearly all is alike. */
const HIGHEST_BELOW_WHOLE = 99.9;

/** To one decimal, and never up to 100 while anything differs. */
function round(score: number): number {
    const rounded = Math.round(score * DECIMALS) / DECIMALS;
    return rounded === WHOLE && score < WHOLE ? HIGHEST_BELOW_WHOLE : rounded;
}
