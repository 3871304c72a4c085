import {
    holds,
    type RuleContext,
    type Subject,
    type SubjectReading,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { accountOf } from "./account";
import { isAccountId, parseArn } from "../../../aws/arn";
import { judgeAccount, type Trust } from "./iam-trust";
import { hasUnplannedSource } from "../../../plan/unplanned-source";
import { type Doubt, doubtOfStack, STACK_REFERENCE } from "./own-origins";
import { bare } from "../../../plan/plain";
import { showPart } from "./values";

/** A wildcard in the place of an account, in ARNs that are patterns. */
const ANY_ACCOUNT = /[*?]/;

/** What a text that names no account says of whose it is. */
export interface ReferenceOptions {
    /** `own`: AWS looks it up in the resource's own account. `unclear`: it may be anybody's. */
    readonly nameAlone: "own" | "unclear";
}

/**
 * Judges one value that names a thing elsewhere: an ARN, an account id, a name. It must belong to the resource's own
 * account, or to one that is trusted. What is not known is as good as the resources that it comes from.
 *
 * @returns Nothing where no value is set.
 */
export function judgeReference(
    subject: Subject,
    reading: SubjectReading,
    trust: Trust,
    pack: RuleContext["pack"],
    { nameAlone }: ReferenceOptions = { nameAlone: "own" },
): readonly Verdict[] {
    const property = reading.path;
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return [judgeOrigins(subject, reading, pack)];
    const { value } = reading;
    if (typeof value !== "string") return [undecided({ property, message: `${property} is no text, expected a name` })];
    const arn = parseArn(value);
    const account = arn?.account ?? value;
    if (isAccountId(account)) {
        const judged = judgeAccount(account, trust);
        if (judged.outcome === "holds") return [holds()];
        const message = `${property} names ${showPart(reading, value)}: ${judged.why}`;
        return [judged.outcome === "violated" ? violated({ property, message }) : undecided({ property, message })];
    }
    if (ANY_ACCOUNT.test(arn?.account ?? "")) {
        const message = `${property} names ${showPart(reading, value)}: things of every account match, expected one of the ${trust.holder}'s own`;
        return [violated({ property, message })];
    }
    // An ARN of S3 carries no account, and the names of buckets are the whole world's.
    const unclear = arn === undefined ? nameAlone === "unclear" : arn.service === "s3";
    if (!unclear) return [holds()];
    if (subject.comesFrom(property).some(origin => isCalled(origin, value))) {
        return [judgeOrigins(subject, reading, pack)];
    }
    const message = `${property} names ${showPart(reading, value)}, which does not say whose it is, and the plan does not hold it`;
    return [undecided({ property, message })];
}

/** Shorter names are found in any text by chance. */
const MIN_NAME_CHARACTERS = 3;

/** Whether a text holds what a resource calls itself: dependencies are known by input, and an input holds many texts. */
function isCalled({ name, resource }: Subject, text: string): boolean {
    return [name, ...Object.values(resource.inputs), ...Object.values(resource.outputs)]
        .map(bare)
        .some(value => typeof value === "string" && value.length >= MIN_NAME_CHARACTERS && text.includes(value));
}

/** The planned resources that a value comes from must be of the own account, and stacks on the own side. */
function judgeOrigins(subject: Subject, reading: SubjectReading, pack: RuleContext["pack"]): Verdict {
    const property = reading.path;
    const origins = subject
        .comesFrom(property)
        .filter(({ type, resource }) => type.startsWith("aws:") || type === STACK_REFERENCE || resource.opaque);
    if (origins.length === 0) {
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        return undecided({ property, message: `${property} does not say whose it is` });
    }
    for (const origin of origins) {
        const doubt =
            origin.type === STACK_REFERENCE ? doubtOfStack(origin, subject, pack) : judgeMaker(origin, subject);
        if (doubt === undefined) continue;
        const message = `${property} comes from ${origin.name}, ${doubt.why}`;
        return doubt.outcome === "violated" ? violated({ property, message }) : undecided({ property, message });
    }
    if (reading.state !== "unknown" || !hasUnplannedSource(subject, property)) return holds();
    const message = `${property} cannot be read: ${reading.why}; something that it is made from may be a function that had no answer`;
    return undecided({ property, message });
}

function judgeMaker(origin: Subject, subject: Subject): Doubt | undefined {
    // What is only looked up may be anybody's that the credentials can see.
    if (origin.resource.external) return { outcome: "undecided", why: "which is made elsewhere" };
    if (origin.resource.opaque)
        return { outcome: "undecided", why: "which a plugin builds, so that a plan does not show it" };
    const { provider } = subject.resource;
    if (provider !== undefined && provider.urn === origin.resource.provider?.urn) return undefined;
    const here = accountOf(subject);
    const there = accountOf(origin);
    if (here.state !== "known" || there.state !== "known") {
        return { outcome: "undecided", why: "and whether both are of one account is not pinned by their providers" };
    }
    if (here.account === there.account) return undefined;
    return { outcome: "violated", why: "which another account makes, expected something of the own account" };
}
