import { accountFrom } from "../../aws/account";
import { holdsSecret } from "../../plan/plain";
import type { Subject, SubjectReading } from "../../plan/subject";
import { unknownFrom } from "../referred";
import type { Entry } from "./entries";
import type { PolicyContext } from "./party";

/** What judging a policy that an input holds needs to know of the resource around it. */
export function contextOf(subject: Subject, reading: SubjectReading & { readonly state: "known" }): PolicyContext {
    return {
        own: accountFrom(path => subject.readProvider(path)),
        secret: reading.secret || holdsSecret(reading.value),
        unread: why => unknownFrom(subject, reading.path, why),
    };
}

/**
 * What a policy that is not known at all may say: anything. What it is made of is known, but not what else stands in its text,
 * as in `bucket.arn.apply(arn => JSON.stringify({ ..., Principal: { AWS: "arn:aws:iam::..." } }))`.
 */
export function entriesOfUnknown(
    subject: Subject,
    { path, why }: SubjectReading & { readonly state: "unknown" },
): readonly Entry[] {
    const reference = unknownFrom(subject, path, why) ?? {
        kind: "unknown",
        why: `${path} is ${why}, and may name more than what it is made of`,
    };
    return [{ reference, certainty: "undecided", why, path: "", actions: ["*"] }];
}
