import { hasUnplannedSource } from "../../../plan/unplanned-source";
import { environmentFacts, type RuleContext, type Subject } from "../../kernel";

/** The type by which one stack reads what another one exports. */
export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** What speaks against an origin; `why` ends the sentence "it comes from ..., ". */
export interface Doubt {
    readonly outcome: "violated" | "undecided";
    readonly why: string;
}

/** What speaks against what another stack exports: that stack must be on the own side of the wall around production. */
export function doubtOfStack(reference: Subject, subject: Subject, pack: RuleContext["pack"]): Doubt | undefined {
    // Without `name`, the resource's own name is the name of the stack (StackReferenceArgs).
    const name = reference.read("name", { default: reference.name });
    if (name.state !== "known" || typeof name.value !== "string") {
        return { outcome: "undecided", why: "a stack whose name is not known" };
    }
    const { class: there } = environmentFacts(name.value.split("/").at(-1) ?? name.value, pack);
    if ((there === "production") === (subject.environment.class === "production")) return undefined;
    return { outcome: "violated", why: "a stack on the other side, expected something of the own environment" };
}

/**
 * Whether a property that is not known is made of nothing but what the stack makes itself, and of what stacks on the own
 * side export. What is only looked up may be anybody's.
 */
export function isMadeOfOwn(subject: Subject, property: string, pack: RuleContext["pack"]): boolean {
    const origins = subject.comesFrom(property);
    if (origins.length === 0 || hasUnplannedSource(subject, property)) return false;
    return origins.every(origin =>
        origin.type === STACK_REFERENCE ? doubtOfStack(origin, subject, pack) === undefined : !origin.resource.external,
    );
}
