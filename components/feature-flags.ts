import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "./environment";
import { assertFeatureFlagsArgs, type FeatureFlagsArgs } from "./feature-flags/arguments";
import { flagDocument } from "./feature-flags/flags";
import { createMonitorRole } from "./feature-flags/monitor-role";
import { physicalName } from "./naming";
import { regionalArn } from "./partition";

export type { FeatureFlagsArgs, FlagRollout } from "./feature-flags/arguments";
export type { AttributeType, FlagDefinition, FlagValue } from "./feature-flags/flags";

/** A quarter every five minutes, and ten minutes to see what it does: an alarm of five minutes rings twice in it. */
const DEFAULT_ROLLOUT = { minutes: 20, stepPercent: 25, watchMinutes: 10 } as const;
const AT_ONCE = { minutes: 0, stepPercent: 100, watchMinutes: 0 } as const;
const PROFILE_TYPE = "AWS.AppConfig.FeatureFlags";

/** Switches that are thrown without a deployment of code: the same flags in every environment, each with its own values. */
export class FeatureFlags extends pulumi.ComponentResource {
    /** Name of the application in AppConfig, known while planning. */
    readonly applicationName: string;
    /** Name of the environment in AppConfig, known while planning. */
    readonly environmentName: string;
    /** Name of the profile in AppConfig, known while planning: callers ask for it together with the two names above. */
    readonly profileName: string;
    /** What a caller may be allowed: the resource of `appconfig:StartConfigurationSession` and `GetLatestConfiguration`. */
    readonly configurationArn: pulumi.Output<string>;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: FeatureFlagsArgs, opts?: pulumi.ComponentResourceOptions) {
        assertFeatureFlagsArgs(name, args);
        super("stagewright:flags:FeatureFlags", name, {}, opts);
        const { environment, rollbackAlarmArns = [] } = args;
        this.applicationName = physicalName(environment, name);
        this.environmentName = environment.name;
        this.profileName = name;
        const tags = (role: string) => tagsFor(environment, `${name}-${role}`);

        const application = new aws.appconfig.Application(
            `${name}-application`,
            { name: this.applicationName, description: `Flags of ${environment.name}`, tags: tags("application") },
            { parent: this },
        );
        const monitor = rollbackAlarmArns.length === 0 ? undefined : createMonitorRole(name, environment, this);
        const place = new aws.appconfig.Environment(
            `${name}-environment`,
            {
                applicationId: application.id,
                name: this.environmentName,
                monitors: rollbackAlarmArns.map(alarmArn => ({ alarmArn, alarmRoleArn: monitor?.role.arn })),
                tags: tags("environment"),
            },
            { parent: this, dependsOn: monitor === undefined ? [] : [monitor.permissions] },
        );
        const profile = new aws.appconfig.ConfigurationProfile(
            `${name}-profile`,
            {
                applicationId: application.id,
                name: this.profileName,
                type: PROFILE_TYPE,
                locationUri: "hosted",
                kmsKeyIdentifier: args.key?.keyArn,
                tags: tags("profile"),
            },
            { parent: this },
        );
        const version = new aws.appconfig.HostedConfigurationVersion(
            `${name}-values`,
            {
                applicationId: application.id,
                configurationProfileId: profile.configurationProfileId,
                contentType: "application/json",
                content: flagDocument(args.flags, args.values),
            },
            { parent: this },
        );
        const strategy = createStrategy(name, environment, args.rollout, this);
        new aws.appconfig.Deployment(
            `${name}-rollout`,
            {
                applicationId: application.id,
                environmentId: place.environmentId,
                configurationProfileId: profile.configurationProfileId,
                configurationVersion: pulumi.interpolate`${version.versionNumber}`,
                deploymentStrategyId: strategy.id,
                kmsKeyIdentifier: args.key?.keyArn,
                tags: tags("rollout"),
            },
            { parent: this },
        );
        this.configurationArn = pulumi
            .all([application.id, place.environmentId, profile.configurationProfileId])
            .apply(([app, env, id]) =>
                regionalArn(environment, "appconfig", `application/${app}/environment/${env}/configuration/${id}`),
            );
        this.registerOutputs({
            applicationName: this.applicationName,
            environmentName: this.environmentName,
            profileName: this.profileName,
            configurationArn: this.configurationArn,
        });
    }
}

function createStrategy(
    name: string,
    environment: Environment,
    rollout: FeatureFlagsArgs["rollout"],
    parent: pulumi.Resource,
): aws.appconfig.DeploymentStrategy {
    const steps = rollout === "allAtOnce" ? AT_ONCE : (rollout ?? DEFAULT_ROLLOUT);
    const resource = `${name}-strategy`;
    return new aws.appconfig.DeploymentStrategy(
        resource,
        {
            name: physicalName(environment, resource),
            deploymentDurationInMinutes: steps.minutes,
            growthType: "LINEAR",
            growthFactor: steps.stepPercent,
            finalBakeTimeInMinutes: steps.watchMinutes,
            replicateTo: "NONE",
            tags: tagsFor(environment, resource),
        },
        { parent },
    );
}
