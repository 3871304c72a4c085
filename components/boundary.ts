import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createAnomalyMonitor } from "./boundary/anomalies";
import { assertBoundaryArgs, type BoundaryArgs, budgetName } from "./boundary/arguments";
import { planBoundary } from "./boundary/policy";
import { Budget } from "./budget";
import { type Environment, tagsFor } from "./environment";

export type { AnomaliesArgs } from "./boundary/anomalies-arguments";
export type { BoundaryArgs } from "./boundary/arguments";
export type { Common } from "./boundary/commons";

/** Keeps all roles of an environment within its account, and says when its cost goes out of bounds. */
export class Boundary extends pulumi.ComponentResource {
    /**
     * The environment to hand to all other components: each of their roles is bounded, and made after the boundary.
     * `environment.roles.permissionsBoundaryArn` is a plain text, so that roles can be judged before anything exists.
     */
    readonly environment: Environment;

    /**
     * @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another, or the length of
     * the policy, if so many commons make it longer than IAM takes
     */
    constructor(name: string, args: BoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
        assertBoundaryArgs(name, args);
        super("stagewright:boundary:Boundary", name, {}, opts);
        this.environment =
            args.environment.roles?.permissionsBoundaryArn === undefined ? this.#bound(name, args) : args.environment;
        const { environment } = this;
        if (args.budget !== undefined) {
            new Budget(budgetName(name), { ...args.budget, environment }, { parent: this });
        }
        if (args.anomalies !== undefined) createAnomalyMonitor(name, environment, args.anomalies, this);
        this.registerOutputs({ permissionsBoundaryArn: environment.roles?.permissionsBoundaryArn });
    }

    /** Makes the policy, and gives back the environment whose roles it bounds. */
    #bound(name: string, args: BoundaryArgs): Environment {
        const { environment } = args;
        const { policyName, policyArn, document } = planBoundary(name, args);
        const permissionsBoundary = new aws.iam.Policy(
            `${name}-policy`,
            {
                name: policyName,
                description: `Bounds every role of ${environment.name} to its own account`,
                policy: document,
                tags: tagsFor(environment, `${name}-policy`),
            },
            { parent: this },
        );
        return {
            ...environment,
            roles: { ...environment.roles, permissionsBoundaryArn: policyArn, permissionsBoundary },
        };
    }
}
