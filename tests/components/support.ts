import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../components";
import type { Plan } from "../../plan/plan";
import { plainly, resource } from "../support/plan";

/** A staging environment in slot 1, open on working days in Berlin. */
export const STAGING: Environment = {
    name: "staging",
    class: "staging",
    owner: "shop-platform",
    costCentre: "CC-1",
    accountId: "111122223333",
    region: "eu-central-1",
    addressSlot: 1,
    workingHours: {
        timeZone: "Europe/Berlin",
        week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
    },
};

/** A production environment in slot 0, in another account. */
export const PRODUCTION: Environment = {
    name: "prod",
    class: "production",
    owner: "shop-platform",
    costCentre: "CC-1",
    accountId: "444455556666",
    region: "eu-central-1",
    addressSlot: 0,
};

/** The tags that a resource of the environment must carry. */
export function tagsOf(environment: Environment, name: string): Readonly<Record<string, string>> {
    return {
        environment: environment.name,
        owner: "shop-platform",
        "cost-centre": "CC-1",
        "managed-by": "pulumi",
        Name: `${environment.name}-${name}`,
    };
}

/** What a resource was declared with, as plain JSON. */
export function inputsOf(plan: Plan, name: string, type?: string): Readonly<Record<string, unknown>> {
    return plainly(resource(plan, name, type).inputs) as Readonly<Record<string, unknown>>;
}

/** Names of the resources of a type, sorted. */
export function namesOf(plan: Plan, type: string): readonly string[] {
    const ofType = plan.resources.filter(one => one.type === type);
    return ofType.map(({ name }) => name).sort();
}

/** Names of the resources that an input of a resource comes from. */
export function sourcesOf(plan: Plan, name: string, input: string, type?: string): readonly string[] {
    const urns = resource(plan, name, type).propertyDependencies[input] ?? [];
    return urns.map(urn => urn.slice(urn.lastIndexOf("::") + 2));
}

/** Every fault that building something reports, as "argument: reason"; none when it is built. */
export function faultsOf(check: () => void): readonly string[] {
    try {
        check();
        return [];
    } catch (error) {
        if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
        return error.errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
    }
}
