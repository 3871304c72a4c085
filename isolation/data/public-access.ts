import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";

/** What blocks of public access close, bucket by bucket. */
export interface PublicAccess {
    /** Whether a policy that is open to everybody lets in the own account alone. */
    isRestricted(holder: Subject): boolean;
    /** Whether lists of who is let in count for nothing where they name everybody. */
    isIgnored(holder: Subject): boolean;
}

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const BUCKETS: ReadonlySet<string> = new Set(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]);
/** An access point has its own block within itself, with every switch on where nothing is said (type documentation). */
const ACCESS_POINT = "aws:s3/accessPoint:AccessPoint";

/** The blocks of public access that a stack declares. */
export function publicAccessOf(stack: Stack): PublicAccess {
    const restricted = closedBy(stack, "restrictPublicBuckets");
    const ignored = closedBy(stack, "ignorePublicAcls");
    return {
        isRestricted: holder => restricted(holder),
        isIgnored: holder => ignored(holder),
    };
}

function closedBy(stack: Stack, option: string): (holder: Subject) => boolean {
    const blocks = stack.byType(BLOCK).filter(one => isOn(one, option));
    const names = new Set(blocks.flatMap(bucketNames));
    const origins = new Set(blocks.flatMap(one => one.comesFrom("bucket")).filter(isBucket));
    const accounts = new Set(
        stack
            .byType(ACCOUNT_BLOCK)
            .filter(one => isOn(one, option))
            .map(({ resource }) => resource.provider?.urn),
    );
    return holder => {
        if (!holder.type.startsWith("aws:s3/")) return false;
        const { provider } = holder.resource;
        if (provider !== undefined && accounts.has(provider.urn)) return true;
        if (holder.type === ACCESS_POINT) return isOnByDefault(holder, option);
        if (isBucket(holder)) return origins.has(holder) || bucketNames(holder).some(name => names.has(name));
        return (
            holder.comesFrom("bucket").some(one => origins.has(one)) ||
            bucketNames(holder).some(name => names.has(name))
        );
    };
}

function isOn(block: Subject, option: string): boolean {
    const reading = block.read(option);
    return reading.state === "known" && reading.value === true;
}

function isOnByDefault(point: Subject, option: string): boolean {
    const reading = point.read(`publicAccessBlockConfiguration.${option}`, { default: true });
    return reading.state === "known" && reading.value === true;
}

function isBucket({ type }: Subject): boolean {
    return BUCKETS.has(type);
}

function bucketNames(subject: Subject): readonly string[] {
    const reading = subject.read("bucket");
    return reading.state === "known" && typeof reading.value === "string" && reading.value !== ""
        ? [reading.value]
        : [];
}
