import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ArgumentFaults, nonEmptyText, oneOf, textMatching } from "../arguments";
import { type Environment, tagsFor } from "../environment";
import { physicalName } from "../naming";
import { checkObject, type Fields } from "../object-arguments";
import { APPLY_METHODS, AWAKE_PARAMETERS, type EngineParameter, REFUSED_PARAMETERS } from "./engine-parameters";
import { type DatabaseEngine, type DatabaseForm, engineFacts, parameterFamily } from "./engines";

/** A parameter of the engine that is not as RDS has it. */
export interface DatabaseParameter {
    /** As the engine spells it, such as `max_connections`. */
    readonly name: string;
    readonly value: string;
    /**
     * When it takes effect: `immediate`, or `pending-reboot` at the next restart, which static parameters need.
     *
     * @default "immediate"
     */
    readonly applyMethod?: EngineParameter["applyMethod"];
}

const PARAMETER: Fields<DatabaseParameter> = { name: true, value: true, applyMethod: true };
const PARAMETER_NAME = textMatching(/^[a-z][a-z0-9_.]*$/, "the name of a parameter in lower case");

/** Records what is wrong with somebody's own parameters. */
export function checkParameters(
    faults: ArgumentFaults,
    given: readonly DatabaseParameter[] | undefined,
    { engine, pauses }: { readonly engine: DatabaseEngine; readonly pauses: boolean },
): void {
    const parameters = faults.items("parameters", given ?? [], "a list of parameters");
    const names = new Set<string>();
    parameters.forEach((parameter, index) => {
        const path = `parameters[${index}]`;
        if (!checkObject(faults, path, parameter, PARAMETER)) return;
        const { name, value, applyMethod } = parameter;
        faults.check(`${path}.name`, name, PARAMETER_NAME);
        faults.check(`${path}.value`, value, nonEmptyText);
        faults.checkOptional(`${path}.applyMethod`, applyMethod, oneOf(APPLY_METHODS));
        if (names.has(name)) faults.add(`${path}.name`, "a name that no other parameter has", name);
        names.add(name);
        const refused = REFUSED_PARAMETERS[engine][name];
        if (refused !== undefined) faults.add(`${path}.name`, `another parameter: ${refused}`, name);
        const asleep = AWAKE_PARAMETERS[name];
        const given: unknown = value;
        if (pauses && asleep?.includes(String(given).toLowerCase()) === false) {
            faults.add(`${path}.value`, `${asleep.join(" or ")}: its connections keep a database from pausing`, value);
        }
    });
}

export interface ParameterGroupsArgs {
    readonly environment: Environment;
    readonly engine: DatabaseEngine;
    readonly engineVersion: string;
    readonly parameters?: readonly DatabaseParameter[];
}

export interface ClusterParameterGroups {
    readonly cluster: aws.rds.ClusterParameterGroup;
    readonly instance: aws.rds.ParameterGroup;
}

/** The parameter groups of a cluster and its instances, of the family that its version needs. */
export function createClusterParameterGroups(
    name: string,
    args: ParameterGroupsArgs,
    parent: pulumi.Resource,
): ClusterParameterGroups {
    const family = parameterFamily("aurora", args.engine, args.engineVersion);
    const { ofWhole, ofMembers } = parametersOf("aurora", args);
    const identifier = physicalName(args.environment, name);
    const resource = `${name}-cluster-parameters`;
    return {
        cluster: new aws.rds.ClusterParameterGroup(
            resource,
            {
                family,
                description: `TLS and logging of ${identifier}`,
                parameters: ofWhole,
                tags: tagsFor(args.environment, resource),
            },
            { parent },
        ),
        instance: createGroup(
            `${name}-instance-parameters`,
            { args, family, description: `Instances of ${identifier}`, parameters: ofMembers },
            parent,
        ),
    };
}

/** The parameter group of a database that is one instance, of the family that its version needs. */
export function createInstanceParameterGroup(
    name: string,
    args: ParameterGroupsArgs,
    parent: pulumi.Resource,
): aws.rds.ParameterGroup {
    const family = parameterFamily("instance", args.engine, args.engineVersion);
    const description = `TLS and logging of ${physicalName(args.environment, name)}`;
    const parameters = parametersOf("instance", args).ofWhole;
    return createGroup(`${name}-parameters`, { args, family, description, parameters }, parent);
}

interface GroupPlan {
    readonly args: ParameterGroupsArgs;
    readonly family: string;
    readonly description: string;
    readonly parameters: EngineParameter[];
}

function createGroup(
    resource: string,
    { args, family, description, parameters }: GroupPlan,
    parent: pulumi.Resource,
): aws.rds.ParameterGroup {
    const tags = tagsFor(args.environment, resource);
    return new aws.rds.ParameterGroup(resource, { family, description, parameters, tags }, { parent });
}

/**
 * Our parameters with somebody's own in their places, and the rest of those behind them. A cluster's group takes those of
 * instances as well, as what they get where their own group says nothing (Aurora user guide, "Parameter groups").
 */
function parametersOf(form: DatabaseForm, { engine, parameters = [] }: ParameterGroupsArgs) {
    const facts = engineFacts(engine)[form];
    const given: readonly EngineParameter[] = parameters.map(({ name, value, applyMethod = "immediate" }) => ({
        name,
        value,
        applyMethod,
    }));
    const replaced = (ours: readonly EngineParameter[]) =>
        ours.map(one => given.find(({ name }) => name === one.name) ?? one);
    const known = [...facts.parameters, ...facts.memberParameters].map(({ name }) => name);
    const others = given.filter(({ name }) => !known.includes(name));
    return { ofWhole: [...replaced(facts.parameters), ...others], ofMembers: replaced(facts.memberParameters) };
}
