import type { z } from "zod";
import type { LedgerEntry } from "../../parity/ledger/entry";
import type { PropertyMap } from "../../plan/value";
import type { Settings } from "../settings";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { Family, Severity, Verdict } from "./verdict";

/** The types that a rule looks at: exact type tokens, or a test of the token with a name for people to read. */
export type AppliesTo =
    | readonly string[]
    | {
          /** What these types have in common, such as `taggable AWS resources`. */
          readonly what: string;
          /** Whether the rule looks at resources of a type. Asked once a type, so it may be slow. */
          matches(type: string): boolean;
          /**
           * Whether it looks at every type there is, for what any resource may hold. Then no type counts as read by it.
           * @default false
           */
          readonly everyType?: boolean;
      };

/** How much a team asks for, the smallest first: each holds every rule of the one before it. */
export const PRESETS = ["essential", "standard", "strict"] as const;
export type Preset = (typeof PRESETS)[number];

/** What a rule says of itself, in this order. */
export interface RuleMetadata<TShape extends z.core.$ZodShape = z.core.$ZodShape> {
    /** Kebab-case. The name of its file, its test and its page in `docs/rules/`, too. */
    readonly name: string;
    readonly family: Family;
    readonly severity: Severity;
    /** What must hold, as one sentence. */
    readonly description: string;
    /** What to change: the argument of our component, and the raw property for everybody else. */
    readonly remediation: string;
    readonly appliesTo: AppliesTo;
    /**
     * The smallest preset that runs the rule; every larger one does, too.
     * @default "essential" for a critical rule, else "standard".
     */
    readonly preset?: Preset;
    /** Types that the rule reads besides, to judge those of `appliesTo`: they do not count as unread. */
    readonly alsoReads?: readonly string[];
    /** What a team may set, every field with a default, bounds and `.describe(...)`. */
    readonly settings?: z.ZodObject<TShape>;
}

/** What a check is handed beside what it judges. It has no other source: no network, no clock, no state. */
export interface RuleContext<TSettings = Readonly<Record<string, unknown>>> {
    /** The rule's own settings, checked, defaults filled in. */
    readonly settings: TSettings;
    /** What `stagewright.yaml` says for all rules, such as the tags that are required. */
    readonly pack: Settings;
    /** What `differences.yaml` declares. Empty where one stack is judged alone. */
    readonly ledger: readonly LedgerEntry[];
    /** The date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
}

/** What a rule says of one resource, or of the stack as a whole. */
export interface SubjectVerdict {
    /** The resource; nothing for a verdict on the stack. */
    readonly subject?: Subject;
    readonly verdict: Verdict;
}

/** What a rule says of two or more environments. */
export interface EnvironmentsVerdict {
    /** The stacks concerned. */
    readonly stacks: readonly Stack[];
    /** The resource to change, where there is one. */
    readonly subject?: Subject;
    readonly verdict: Verdict;
}

/** A rule that looks at one resource at a time. */
export interface ResourceRule<TShape extends z.core.$ZodShape = z.core.$ZodShape> extends RuleMetadata<TShape> {
    readonly scope: "resource";
    /**
     * Judges one resource. Several verdicts are several findings; none at all says that the rule does not concern this
     * resource, and it is not counted.
     */
    check(subject: Subject, context: RuleContext<z.output<z.ZodObject<TShape>>>): Verdict | readonly Verdict[];
    /**
     * What to set on a resource that breaks the rule, by path as {@link Subject.read} takes it. Only asked where a team
     * switched it on, and only of what is *violated*.
     *
     * A value is plain, and stands where nothing is set or `false`. To change it must neither replace the resource nor cost
     * anything, whether the resource exists or not: that cannot be told here. What is refused, and what does not make the
     * rule hold, is not set at all.
     *
     * @default - the rule only reports.
     */
    remediate?(subject: Subject, context: RuleContext<z.output<z.ZodObject<TShape>>>): PropertyMap | undefined;
}

/** A rule that looks at several resources of one stack together. */
export interface StackRule<TShape extends z.core.$ZodShape = z.core.$ZodShape> extends RuleMetadata<TShape> {
    readonly scope: "stack";
    /** Judges a stack: one verdict or more for each resource that `appliesTo` names. Those it leaves out are not counted. */
    check(stack: Stack, context: RuleContext<z.output<z.ZodObject<TShape>>>): readonly SubjectVerdict[];
}

/** A rule that compares environments. It needs every plan at once, so the Pulumi CLI, which shows a pack one stack, never runs it. */
export interface EnvironmentsRule<TShape extends z.core.$ZodShape = z.core.$ZodShape> extends RuleMetadata<TShape> {
    readonly scope: "environments";
    /** Judges two stacks or more, in the order in which they were asked for. */
    check(
        stacks: readonly Stack[],
        context: RuleContext<z.output<z.ZodObject<TShape>>>,
    ): readonly EnvironmentsVerdict[];
}

/** Any rule. */
export type Rule = ResourceRule | StackRule | EnvironmentsRule;

/**
 * Makes a rule that looks at one resource at a time. Where it reads nothing but the resource's inputs and its
 * provider's, `pulumi up` stops before the resource is created.
 *
 * Resources that are only read (`Vpc.get`) are not judged: somebody else manages them.
 */
export function resourceRule<TShape extends z.core.$ZodShape = Readonly<Record<string, never>>>(
    rule: Omit<ResourceRule<TShape>, "scope">,
): ResourceRule<TShape> {
    return { ...rule, scope: "resource" };
}

/** Makes a rule that looks at several resources of one stack together. */
export function stackRule<TShape extends z.core.$ZodShape = Readonly<Record<string, never>>>(
    rule: Omit<StackRule<TShape>, "scope">,
): StackRule<TShape> {
    return { ...rule, scope: "stack" };
}

/** Makes a rule that compares environments. */
export function environmentsRule<TShape extends z.core.$ZodShape = Readonly<Record<string, never>>>(
    rule: Omit<EnvironmentsRule<TShape>, "scope">,
): EnvironmentsRule<TShape> {
    return { ...rule, scope: "environments" };
}
