import type { Stack, Subject } from "../../kernel";
import { type Parts, partsOf } from "./referred";

/** Types of general purpose buckets. */
export const BUCKET_TYPES: readonly string[] = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/** The buckets that a stack manages. */
export function bucketsOf(stack: Stack): readonly Subject[] {
    return stack.byType(...BUCKET_TYPES).filter(({ resource }) => !resource.external);
}

/** Finds the resources of some types that set a part of a bucket. */
export function bucketParts(stack: Stack, types: readonly string[]): (bucket: Subject) => Parts {
    return partsOf(stack, { types: BUCKET_TYPES, name: "bucket" }, { types, reference: "bucket" });
}
