import type { Plan, PlannedResource } from "../plan/plan";
import type { MadeText } from "./origins";
import type { RoleNaming } from "./roles";

/** One of the two plans that are compared, with ways to find things in it. */
export class Side {
    readonly #byUrn: ReadonlyMap<string, PlannedResource>;
    readonly #made = new Map<string, readonly MadeText[]>();
    readonly #children = new Map<string | undefined, PlannedResource[]>();

    constructor(
        readonly plan: Plan,
        /** Puts roles in place of the names of this side. */
        readonly named: RoleNaming,
    ) {
        this.#byUrn = new Map(plan.resources.map(resource => [resource.urn, resource]));
        for (const resource of plan.resources) {
            // A parent that the plan does not show, such as one of a plan that was cut, is as good as the root.
            const parent =
                resource.parent !== undefined && this.#byUrn.has(resource.parent) ? resource.parent : undefined;
            const siblings = this.#children.get(parent);
            if (siblings === undefined) this.#children.set(parent, [resource]);
            else siblings.push(resource);
        }
    }

    /** What a deployment gave a resource, read once. */
    madeBy(
        urn: string,
        read: (resource: PlannedResource, named: RoleNaming) => readonly MadeText[],
    ): readonly MadeText[] {
        const known = this.#made.get(urn);
        if (known !== undefined) return known;
        const resource = this.#byUrn.get(urn);
        const made = resource === undefined ? [] : read(resource, this.named);
        this.#made.set(urn, made);
        return made;
    }

    byUrn(urn: string): PlannedResource | undefined {
        return this.#byUrn.get(urn);
    }

    /** What has this parent; without one, what stands at the root. */
    childrenOf(parent: string | undefined): readonly PlannedResource[] {
        return this.#children.get(parent) ?? [];
    }
}
