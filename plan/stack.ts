import type { Plan } from "./plan";
import { Subject } from "./subject";

/** What an environment is for. Only production must never sleep; only production is protected from deletion. */
export const ENVIRONMENT_CLASSES = ["production", "staging", "ephemeral"] as const;
export type EnvironmentClass = (typeof ENVIRONMENT_CLASSES)[number];

/** What is known of the environment that a stack is. */
export interface EnvironmentFacts {
    /** Name of the stack. */
    readonly name: string;
    readonly class: EnvironmentClass;
}

/** One plan as a rule sees it: every resource, and ways to find it by URN, type and dependency. */
export class Stack {
    /** Every resource, in the order of the plan. */
    readonly subjects: readonly Subject[];
    private opaqueSubjects: readonly Subject[] | undefined;
    private urns: Map<string, Subject> | undefined;
    private types: Map<string, Subject[]> | undefined;
    private users: Map<string, Subject[]> | undefined;

    constructor(
        readonly plan: Plan,
        readonly environment: EnvironmentFacts,
    ) {
        this.subjects = plan.resources.map(resource => new Subject(resource, this));
    }

    get name(): string {
        return this.plan.stack;
    }

    /** The resource of a URN, if it is in the plan. */
    byUrn(urn: string): Subject | undefined {
        this.urns ??= new Map(this.subjects.map(subject => [subject.urn, subject]));
        return this.urns.get(urn);
    }

    /** Every resource of one of these types, in the order of the types given. */
    byType(...types: readonly string[]): readonly Subject[] {
        const index = (this.types ??= groupBy(this.subjects, subject => [subject.type]));
        const [only] = types;
        if (only !== undefined && types.length === 1) return index.get(only) ?? [];
        return types.flatMap(type => index.get(type) ?? []);
    }

    /** The components that a plugin builds, so that the plan does not show their children. */
    get opaque(): readonly Subject[] {
        return (this.opaqueSubjects ??= this.subjects.filter(({ resource }) => resource.opaque));
    }

    /** Every type that is planned. */
    get plannedTypes(): readonly string[] {
        this.types ??= groupBy(this.subjects, subject => [subject.type]);
        return [...this.types.keys()];
    }

    /** The resources that depend on one. */
    dependents(subject: Subject): readonly Subject[] {
        this.users ??= groupBy(this.subjects, user => new Set(user.resource.dependencies));
        return this.users.get(subject.urn) ?? [];
    }

    /** The resources of some URNs, without those that are not in the plan. */
    resolve(urns: readonly string[]): readonly Subject[] {
        return urns.flatMap(urn => this.byUrn(urn) ?? []);
    }
}

function groupBy(subjects: readonly Subject[], keysOf: (subject: Subject) => Iterable<string>): Map<string, Subject[]> {
    const groups = new Map<string, Subject[]>();
    for (const subject of subjects) {
        for (const key of keysOf(subject)) {
            const group = groups.get(key);
            if (group === undefined) groups.set(key, [subject]);
            else group.push(subject);
        }
    }
    return groups;
}
