import type { PlannedResource, Plan } from "./plan";
import { parsePropertyPath, readInput, readValue, type Reading } from "./read";
import { isList, type PropertyMap, type PropertyValue } from "./value";
import type { EnvironmentFacts, Stack } from "./stack";

/** What reading a property of a {@link Subject} returned. Hand it to `decide`; show it with `show`. */
export type SubjectReading = Reading & {
    /** Whether the source of the plan strips the marks of secrets, so that any text may be one. */
    readonly marksLost?: boolean;
};

/** What a rule knows of the provider about a property that it reads. */
export interface ReadOptions {
    /**
     * The value that the provider documents for a property that is not set. With it, a plan read before the provider's
     * say and one read after it give the same verdict.
     */
    readonly default?: PropertyValue;
    /**
     * The provider chooses a value where none is set (a generated name, a computed block). Then "not set" in what the
     * program declared reads as unknown, for it may be filled.
     * @default false: not set means not set.
     */
    readonly computed?: boolean;
}

/** One resource as a rule sees it: reads that never throw, and the resources around it. */
export class Subject {
    /** @param stack Everything planned beside it. */
    constructor(
        readonly resource: PlannedResource,
        private readonly stack: Stack,
    ) {}

    get urn(): string {
        return this.resource.urn;
    }

    get type(): string {
        return this.resource.type;
    }

    /** The name that the program gave it. */
    get name(): string {
        return this.resource.name;
    }

    /** Names of its ancestors and its own, joined by `/`. */
    get path(): string {
        return this.resource.path;
    }

    /** The environment that its stack is. */
    get environment(): EnvironmentFacts {
        return this.stack.environment;
    }

    /** The plan that it belongs to. */
    get plan(): Plan {
        return this.stack.plan;
    }

    /**
     * Reads one property of its inputs. Never throws.
     *
     * @param path Names joined by dots, list places in brackets: `scalingConfig.minSize`, `ingress[0].cidrBlocks`.
     */
    read(path: string, options: ReadOptions = {}): SubjectReading {
        return this.finish(readInput(this.resource, path, this.plan.phase), options);
    }

    /**
     * Reads every item that a path with empty brackets stands for, such as `ingress[].cidrBlocks[]`. A list that is not
     * set gives none; one that is unknown, or no list, gives one unknown reading in its place.
     */
    readAll(path: string): readonly SubjectReading[] {
        const cut = path.indexOf("[]");
        if (cut < 0) return [this.read(path)];
        const list = this.read(path.slice(0, cut));
        if (list.state === "absent") return [];
        if (list.state === "unknown") return [list];
        if (!isList(list.value)) return [{ ...list, state: "unknown", why: "not a list as expected", from: [] }];
        const rest = path.slice(cut + "[]".length);
        return list.value.flatMap((_, place) => this.readAll(`${path.slice(0, cut)}[${place}]${rest}`));
    }

    /**
     * Reads one input of the provider that it is made with, such as `region` or `allowedAccountIds[0]`. Unknown where
     * the plan does not say which provider that is.
     */
    readProvider(path: string, options: ReadOptions = {}): SubjectReading {
        const { provider } = this.resource;
        if (provider === undefined) {
            const why = this.resource.custom
                ? "the plan does not carry its provider"
                : "a component has no provider of its own";
            return { state: "unknown", path: `provider.${path}`, secret: false, why, from: [] };
        }
        return this.finish({ ...readValue(provider.inputs, path), path: `provider.${path}` }, options);
    }

    /** The same resource with other inputs, among the same resources. */
    withInputs(inputs: PropertyMap): Subject {
        return new Subject({ ...this.resource, inputs }, this.stack);
    }

    /** Its ancestors, the nearest first. */
    get parents(): readonly Subject[] {
        const parents: Subject[] = [];
        for (let urn = this.resource.parent; urn !== undefined;) {
            const parent = this.stack.byUrn(urn);
            if (parent === undefined || parents.includes(parent)) break;
            parents.push(parent);
            urn = parent.resource.parent;
        }
        return parents;
    }

    /** The resources that it depends on, as far as the plan shows them. */
    get dependencies(): readonly Subject[] {
        return this.stack.resolve(this.resource.dependencies);
    }

    /**
     * The resources that the value of an input comes from, known or not: `vpcId` may be unknown while the VPC is not.
     * None where the plan does not say.
     */
    comesFrom(path: string): readonly Subject[] {
        const { propertyDependencies } = this.resource;
        const input = String(parsePropertyPath(path)[0]);
        return this.stack.resolve(
            Object.hasOwn(propertyDependencies, input) ? (propertyDependencies[input] ?? []) : [],
        );
    }

    private finish(reading: Reading, options: ReadOptions): SubjectReading {
        const marksLost = this.plan.source === "policy-sdk";
        if (reading.state !== "absent") return marksLost ? { ...reading, marksLost } : reading;
        if (options.default !== undefined) {
            return { state: "known", path: reading.path, value: options.default, secret: false };
        }
        if (options.computed === true && this.plan.phase === "declared") {
            return {
                state: "unknown",
                path: reading.path,
                secret: false,
                why: "not set, and the provider may fill it",
                from: [],
            };
        }
        return reading;
    }
}
