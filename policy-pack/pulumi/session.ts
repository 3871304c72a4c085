import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { PropertyMap } from "../../plan/value";
import type { Finding } from "../kernel/judgement";
import { LoneStack } from "../kernel/lone-stack";
import { type Redact, redactionOf } from "../kernel/redact";
import type { Ruling } from "../kernel/ruling";
import { Stack } from "../kernel/stack";
import { environmentFacts, type Settings } from "../settings";
import { planOfOne, planOfStack } from "./analyzer-plan";

/** What all policies of one pack share while the Pulumi CLI asks it about one deployment. */
export class Session {
    private inputs = new Map<string, PropertyMap>();
    private paths = new Map<string, string>();
    private reported = new Map<string, number>();
    private wholeStackSeen = false;
    private readonly lone = new TurnCache<Shown>();
    private readonly whole = new TurnCache<Shown>();
    /** What each rule said of the stack as a whole, by name of the rule. */
    readonly rulings = new Map<string, Ruling>();

    constructor(private readonly settings: Settings) {}

    /** One resource, shown alone with its inputs. They are kept for when the whole stack is shown. */
    resource(args: ResourceValidationArgs): Shown {
        return this.lone.get(args.urn, () => {
            if (this.wholeStackSeen) this.forget();
            const plan = planOfOne(args, this.paths);
            for (const { inputs, path, urn } of plan.resources) {
                this.inputs.set(urn, inputs);
                this.paths.set(urn, path);
            }
            return shown(new LoneStack(plan, environmentFacts(plan.stack, this.settings)));
        });
    }

    /** The whole stack, with the inputs that were seen before. */
    stack(args: StackValidationArgs): Shown {
        this.wholeStackSeen = true;
        const { length } = args.resources;
        return this.whole.get(`${length} ${args.resources[length - 1]?.urn ?? ""}`, () => {
            const plan = planOfStack(args.resources, this.inputs);
            return shown(new Stack(plan, environmentFacts(plan.stack, this.settings)));
        });
    }

    /** Notes that a finding was reported before the whole stack was shown. */
    noteReported(finding: Finding): void {
        const key = keyOf(finding);
        this.reported.set(key, (this.reported.get(key) ?? 0) + 1);
    }

    /** Whether a finding on the whole stack was reported before; each earlier report stands for one. */
    wasReported(finding: Finding): boolean {
        const key = keyOf(finding);
        const left = this.reported.get(key) ?? 0;
        if (left > 0) this.reported.set(key, left - 1);
        return left > 0;
    }

    /** A new deployment begins: an update after its preview. */
    private forget(): void {
        this.inputs = new Map();
        this.paths = new Map();
        this.reported = new Map();
        this.rulings.clear();
        this.wholeStackSeen = false;
    }
}

/** What makes two findings the same. Their texts may differ: with the whole stack known, more may have to be hidden. */
function keyOf({ property, rule, urn, verdict }: Finding): string {
    return [rule, verdict, urn ?? "", property ?? ""].join("\n");
}

/** Resources as rules see them, and what must not be said of them. */
export interface Shown {
    readonly stack: Stack;
    readonly redact: Redact;
}

function shown(stack: Stack): Shown {
    return { stack, redact: redactionOf([stack]) };
}

/**
 * Keeps one value for the current turn of the event loop. The policy SDK asks every policy about the same thing within
 * one turn, with a decoded copy for each; the next question comes over a socket, so in another turn.
 */
class TurnCache<T> {
    private kept: { readonly key: string; readonly value: T } | undefined;

    get(key: string, make: () => T): T {
        if (this.kept?.key === key) return this.kept.value;
        const value = make();
        this.kept = { key, value };
        setImmediate(() => {
            this.kept = undefined;
        });
        return value;
    }
}
