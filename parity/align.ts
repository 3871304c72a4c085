import type { PlannedResource } from "../plan/plan";
import { groupBy } from "../plan/group-by";
import { likeness, LIKENESS_MINIMUM, type Looks, looksOf } from "./likeness";
import type { Side } from "./side";

/** One resource as both stacks have it. */
export interface Pair {
    readonly left: PlannedResource;
    readonly right: PlannedResource;
    /** By its place in the program, or although it has another name or parent there. */
    readonly by: "place" | "likeness";
}

/** Which resource of one plan is which of the other. */
export interface Alignment {
    readonly pairs: readonly Pair[];
    readonly leftOnly: readonly PlannedResource[];
    readonly rightOnly: readonly PlannedResource[];
}

/** Aligns two plans: by place in the tree of components, then by likeness among what is left. */
export function align(left: Side, right: Side): Alignment {
    const aligner = new Aligner(left, right);
    aligner.pairChildren(undefined, undefined);
    aligner.pairMoved();
    return aligner.alignment;
}

/** How many pairs of resources are compared by their looks under one parent. */
const MAX_COMPARED = 40_000;

class Aligner {
    readonly #pairs = new Map<string, Pair>();
    readonly #pairedRight = new Set<string>();
    readonly #looks = new Map<PlannedResource, Looks>();

    constructor(
        private readonly left: Side,
        private readonly right: Side,
    ) {}

    get alignment(): Alignment {
        return {
            pairs: this.left.plan.resources.flatMap(({ urn }) => this.#pairs.get(urn) ?? []),
            leftOnly: this.#restOf(this.left.plan.resources, this.left),
            rightOnly: this.#restOf(this.right.plan.resources, this.right),
        };
    }

    pairChildren(leftParent: string | undefined, rightParent: string | undefined): void {
        const rights = groupBy(this.right.childrenOf(rightParent), one => this.#placeOf(one, this.right));
        for (const one of this.left.childrenOf(leftParent)) {
            const other = rights.get(this.#placeOf(one, this.left))?.shift();
            if (other !== undefined) this.#pair({ left: one, right: other, by: "place" });
        }
        this.#pairLike(
            this.#restOf(this.left.childrenOf(leftParent), this.left),
            this.#restOf(this.right.childrenOf(rightParent), this.right),
        );
    }

    /** What has another parent in the other stack: found by name where only one is called so, and looks alike. */
    pairMoved(): void {
        const { leftOnly, rightOnly } = this.alignment;
        const lefts = groupBy(leftOnly, one => this.#placeOf(one, this.left));
        const rights = groupBy(rightOnly, one => this.#placeOf(one, this.right));
        for (const [place, [one, ...more]] of lefts) {
            const [other, ...others] = rights.get(place) ?? [];
            if (one === undefined || other === undefined || more.length + others.length > 0) continue;
            // Its ancestor may have been paired in the meantime, and it with it.
            if (this.#pairs.has(one.urn) || this.#pairedRight.has(other.urn)) continue;
            if (this.#likeness(one, other) >= LIKENESS_MINIMUM) this.#pair({ left: one, right: other, by: "likeness" });
        }
    }

    #pair(pair: Pair): void {
        this.#pairs.set(pair.left.urn, pair);
        this.#pairedRight.add(pair.right.urn);
        this.pairChildren(pair.left.urn, pair.right.urn);
    }

    /** Pairs what is the same but for its name, each with the first that is. */
    #pairSame(lefts: readonly PlannedResource[], rights: readonly PlannedResource[]) {
        const same = groupBy(rights, one => this.#contentOf(one, this.right));
        for (const one of lefts) {
            const other = same.get(this.#contentOf(one, this.left))?.shift();
            if (other !== undefined) this.#pair({ left: one, right: other, by: "likeness" });
        }
        return { lefts: this.#restOf(lefts, this.left), rights: this.#restOf(rights, this.right) };
    }

    /** Type and all inputs or children; without any, the place, since nothing else tells it from others. */
    #contentOf(resource: PlannedResource, side: Side): string {
        const content = [...this.#looksOf(resource, side).content].sort();
        return content.length === 0 ? this.#placeOf(resource, side) : [resource.type, ...content].join("\n");
    }

    /** Pairs what looks most alike first. */
    #pairLike(lefts: readonly PlannedResource[], rights: readonly PlannedResource[]): void {
        const others = this.#pairSame(lefts, rights);
        // Where so many are left that nobody could follow, they are no renamed ones.
        if (others.lefts.length * others.rights.length > MAX_COMPARED) return;
        const candidates = others.lefts
            .flatMap(one => others.rights.filter(({ type }) => type === one.type).map(other => ({ one, other })))
            .map(({ one, other }) => ({ one, other, score: this.#likeness(one, other) }))
            .filter(({ score }) => score >= LIKENESS_MINIMUM)
            .sort((first, second) => second.score - first.score);
        for (const { one, other } of candidates) {
            if (this.#pairs.has(one.urn) || this.#pairedRight.has(other.urn)) continue;
            this.#pair({ left: one, right: other, by: "likeness" });
        }
    }

    #likeness(one: PlannedResource, other: PlannedResource): number {
        return likeness(this.#looksOf(one, this.left), this.#looksOf(other, this.right));
    }

    #looksOf(resource: PlannedResource, side: Side): Looks {
        const known = this.#looks.get(resource) ?? looksOf(resource, side);
        this.#looks.set(resource, known);
        return known;
    }

    #placeOf({ name, type }: PlannedResource, side: Side): string {
        return `${type} ${side.named(name)}`;
    }

    #restOf(resources: readonly PlannedResource[], side: Side): readonly PlannedResource[] {
        return resources.filter(({ urn }) =>
            side === this.left ? !this.#pairs.has(urn) : !this.#pairedRight.has(urn),
        );
    }
}
