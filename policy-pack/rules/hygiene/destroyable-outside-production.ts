import { expectFalse, expectTrue, holds, resourceRule, type Subject, type Verdict, violated } from "../../kernel";

/** What keeps each type from being destroyed. All are `false` where nothing is said (type documentation). */
const TYPES: Readonly<Record<string, { readonly path: string; readonly wanted: boolean }>> = {
    "aws:s3/bucket:Bucket": { path: "forceDestroy", wanted: true },
    "aws:s3/bucketV2:BucketV2": { path: "forceDestroy", wanted: true },
    "aws:ecr/repository:Repository": { path: "forceDelete", wanted: true },
    "aws:route53/zone:Zone": { path: "forceDestroy", wanted: true },
    "aws:eks/cluster:Cluster": { path: "deletionProtection", wanted: false },
    "aws:lb/loadBalancer:LoadBalancer": { path: "enableDeletionProtection", wanted: false },
    "aws:alb/loadBalancer:LoadBalancer": { path: "enableDeletionProtection", wanted: false },
    "aws:dynamodb/table:Table": { path: "deletionProtectionEnabled", wanted: false },
    "aws:backup/vault:Vault": { path: "forceDestroy", wanted: true },
    "aws:ec2/instance:Instance": { path: "disableApiTermination", wanted: false },
};

const BECAUSE =
    "an environment that cannot be destroyed is never rebuilt, and is paid for until somebody finds out why";

export const destroyableOutsideProduction = resourceRule({
    name: "destroyable-outside-production",
    family: "hygiene",
    severity: "low",
    description: "Outside production, nothing keeps `pulumi destroy` from taking an environment down.",
    remediation:
        "Our components follow the class of their `environment`. Elsewhere, outside production set `forceDestroy` or `forceDelete`, leave deletion protection off and drop the resource option `protect`.",
    appliesTo: Object.keys(TYPES),
    check(subject) {
        const switched = TYPES[subject.type];
        if (switched === undefined || subject.environment.class === "production") return [];
        const expect = switched.wanted ? expectTrue : expectFalse;
        return [expect(subject, switched.path, { because: BECAUSE, default: false }), notProtected(subject)];
    },
});

function notProtected(subject: Subject): Verdict {
    if (!subject.resource.options.protect) return holds();
    return violated({
        message: `is protected by the resource option \`protect\`, expected none outside production: ${BECAUSE}`,
    });
}
