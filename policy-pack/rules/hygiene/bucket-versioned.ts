import type { PropertyValue } from "../../../plan/value";
import { holds, stackRule, type Subject, type SubjectReading, undecided, type Verdict, violated } from "../../kernel";
import { BUCKET_TYPES, bucketParts, bucketsOf } from "../support/buckets";
import type { Parts } from "../support/referred";

const VERSIONING_TYPES = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"];
const LIFECYCLE_TYPES = [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
];

export const bucketVersioned = stackRule({
    name: "bucket-versioned",
    family: "hygiene",
    severity: "medium",
    description:
        "In production every bucket keeps what is overwritten or deleted, unless all that it holds expires by itself.",
    remediation:
        'Make a `BucketVersioning` for the bucket with `versioningConfiguration.status: "Enabled"`, and let a lifecycle rule end `noncurrentVersionExpiration`; a bucket of logs or caches instead has a rule with `expiration.days` for everything.',
    appliesTo: BUCKET_TYPES,
    alsoReads: [...VERSIONING_TYPES, ...LIFECYCLE_TYPES],
    preset: "strict",
    check(stack) {
        if (stack.environment.class !== "production") return [];
        const versioningOf = bucketParts(stack, VERSIONING_TYPES);
        const lifecyclesOf = bucketParts(stack, LIFECYCLE_TYPES);
        return bucketsOf(stack).map(subject => {
            const versioning = versioningOf(subject);
            const lifecycles = lifecyclesOf(subject);
            return { subject, verdict: judge(subject, versioning, lifecycles) };
        });
    },
});

function judge(bucket: Subject, versioning: Parts, lifecycles: Parts): Verdict {
    const switches = [
        bucket.read("versioning.enabled"),
        ...bucket.readAll("versionings[].enabled"),
        ...versioning.parts.map(part => part.read("versioningConfiguration.status")),
    ];
    if (switches.some(reading => isOn(reading) === "yes")) return holds();
    const rules = [
        ...lifecycles.parts.flatMap(part => part.readAll("rules[]").map(({ path }) => expiresAll(part, path))),
        ...bucket.readAll("lifecycleRules[]").map(({ path }) => expiresAll(bucket, path)),
    ];
    if (rules.includes("yes")) return holds();
    const unread = switches.find(reading => isOn(reading) === "maybe");
    const doubt =
        (unread === undefined ? undefined : `${unread.path} is not known`) ??
        (rules.includes("maybe") ? "a lifecycle rule of it is not known" : undefined) ??
        versioning.doubt ??
        lifecycles.doubt;
    if (doubt !== undefined) {
        return undecided({ message: `whether it keeps versions, or all in it expires, cannot be told: ${doubt}` });
    }
    const because = "what is overwritten or deleted by mistake is lost at once";
    const message = `its versions are not kept, and no lifecycle rule lets all in it expire, expected one of both: ${because}`;
    return violated({ message });
}

type Answer = "yes" | "no" | "maybe";

/** What narrows a lifecycle rule to some objects, in rules beside a bucket and in those inside it. */
const NARROWING = [
    "prefix",
    "tags",
    "filter.prefix",
    "filter.and",
    "filter.tag",
    "filter.objectSizeGreaterThan",
    "filter.objectSizeLessThan",
];

/** Whether a lifecycle rule lets everything expire. Inside a bucket it is `enabled`, beside it its `status` says so. */
function expiresAll(holder: Subject, rule: string): Answer {
    const status = holder.read(`${rule}.status`);
    const days = holder.read(`${rule}.expiration.days`);
    return worst([
        isOn(status.state === "absent" ? holder.read(`${rule}.enabled`) : status),
        answer(days, value => Number(value) > 0),
        ...NARROWING.map(part => holder.read(`${rule}.${part}`)).map(reading =>
            reading.state === "absent" ? "yes" : answer(reading, value => value === ""),
        ),
    ]);
}

const ON: ReadonlySet<PropertyValue> = new Set<PropertyValue>([true, "true", "Enabled"]);

function isOn(reading: SubjectReading): Answer {
    return answer(reading, value => ON.has(value));
}

function answer(reading: SubjectReading, test: (value: PropertyValue) => boolean): Answer {
    if (reading.state === "unknown") return "maybe";
    return reading.state === "known" && test(reading.value) ? "yes" : "no";
}

function worst(answers: readonly Answer[]): Answer {
    if (answers.includes("no")) return "no";
    return answers.includes("maybe") ? "maybe" : "yes";
}
