import type { PropertyMap } from "../../plan/value";
import type { Finding } from "../kernel/judgement";
import { LoneStack } from "../kernel/lone-stack";
import { holdsSecrets, type Redact, redactionOf } from "../kernel/redact";
import type { Ruling } from "../kernel/ruling";
import { Stack } from "../../plan/stack";
import { environmentFacts, type Settings } from "../settings";
import { planOfOne, planOfStack, type ShownBy, type ShownResource } from "./analyzer-plan";

/** What all policies of one pack share while the Pulumi CLI asks it about one deployment. */
export class Session {
    private inputs = new Map<string, PropertyMap>();
    private paths = new Map<string, string>();
    private reported = new Map<string, number>();
    private wholeStackSeen = false;
    /** Each resource shown alone that holds a secret: its text may stand in a later one without a mark. */
    private withSecrets: Stack[] = [];
    /** What each rule said of the stack as a whole, by name of the rule. */
    readonly rulings = new Map<string, Ruling>();

    constructor(
        private readonly settings: Settings,
        private readonly source: ShownBy,
    ) {}

    /** One resource, shown alone with its inputs. They are kept for when the whole stack is shown. */
    resource(resource: ShownResource): Judged {
        if (this.wholeStackSeen) this.forget();
        const plan = planOfOne(resource, this.paths, this.source);
        for (const { inputs, path, urn } of plan.resources) {
            this.inputs.set(urn, inputs);
            this.paths.set(urn, path);
        }
        const stack = new LoneStack(plan, environmentFacts(plan.stack, this.settings));
        if (this.source === "analyzer" && holdsSecrets(stack)) this.withSecrets.push(stack);
        return { stack, redact: redactionOf([stack], this.withSecrets) };
    }

    /** One resource alone, before rules mend it. It is shown again as they leave it, so nothing of it is kept. */
    unmended(resource: ShownResource): Judged {
        const plan = planOfOne(resource, this.paths, this.source);
        const stack = new LoneStack(plan, environmentFacts(plan.stack, this.settings));
        return { stack, redact: redactionOf([stack]) };
    }

    /** The whole stack, with the inputs that were seen before. */
    stack(resources: readonly ShownResource[]): Judged {
        this.wholeStackSeen = true;
        const plan = planOfStack(resources, this.inputs, this.source);
        const stack = new Stack(plan, environmentFacts(plan.stack, this.settings));
        return { stack, redact: redactionOf([stack]) };
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
        this.withSecrets = [];
        this.rulings.clear();
        this.wholeStackSeen = false;
    }
}

/** What makes two findings the same. Their texts may differ: with the whole stack known, more may have to be hidden. */
function keyOf({ property, rule, urn, verdict }: Finding): string {
    return [rule, verdict, urn ?? "", property ?? ""].join("\n");
}

/** Resources as rules see them, and what must not be said of them. */
export interface Judged {
    readonly stack: Stack;
    readonly redact: Redact;
}
