import { type ArgumentFaults, textMatching } from "./arguments";
import { isPlainObject } from "./known-arguments";
import type { LogSinkRef } from "./references";

/** Bucket names (Amazon S3 user guide, "General purpose bucket naming rules"). */
const BUCKET = textMatching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket");
/** AWS puts its own `AWSLogs` behind the prefix and refuses one that begins with it (VPC user guide, flow logs to S3). */
const PREFIX = textMatching(
    /^(?!AWSLogs)[\w.!*'()-]+(\/[\w.!*'()-]+)*$/,
    "a prefix without a slash at either end that does not begin with AWSLogs",
);

/** Records what is wrong with a bucket that somebody else keeps. */
export function checkLogSink(faults: ArgumentFaults, propertyPath: string, sink: LogSinkRef): void {
    if (!isPlainObject(sink)) {
        faults.add(propertyPath, "an object with bucketName", sink);
        return;
    }
    faults.check(`${propertyPath}.bucketName`, sink.bucketName, BUCKET);
    faults.checkOptional(`${propertyPath}.prefix`, sink.prefix, PREFIX);
}
