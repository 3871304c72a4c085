import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountFacts, tagsFor } from "../environment";
import { physicalName } from "../naming";
import type { BaselineControl, InternetGatewayBlock } from "./arguments";
import { lasting } from "./lasting";

/** CIS AWS Foundations Benchmark 3.0, 1.8 and 1.9. */
const PASSWORD_LENGTH_MINIMUM = 14;
const PASSWORDS_REMEMBERED = 24;

/** What GuardDuty watches beside its three foundational sources: what components here make. */
const THREAT_FEATURES = ["EKS_AUDIT_LOGS", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"] as const;

/** What is set once for an account, whichever regions it uses. */
export function createAccountSettings(
    name: string,
    account: AccountFacts,
    makes: (control: BaselineControl) => boolean,
    parent: pulumi.Resource,
): void {
    const opts = lasting(parent);
    if (makes("public-buckets")) {
        new aws.s3.AccountPublicAccessBlock(
            `${name}-buckets`,
            {
                accountId: account.accountId,
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
            opts,
        );
    }
    if (makes("password-policy")) {
        new aws.iam.AccountPasswordPolicy(
            `${name}-passwords`,
            {
                minimumPasswordLength: PASSWORD_LENGTH_MINIMUM,
                passwordReusePrevention: PASSWORDS_REMEMBERED,
                requireLowercaseCharacters: true,
                requireNumbers: true,
                requireSymbols: true,
                requireUppercaseCharacters: true,
                allowUsersToChangePassword: true,
            },
            opts,
        );
    }
}

/** What is set in each region. */
export interface RegionalSettings {
    readonly account: AccountFacts;
    readonly region: string;
    readonly internetGatewayBlock: InternetGatewayBlock | undefined;
    readonly makes: (control: BaselineControl) => boolean;
}

/** Sets in one region what an account has by region. */
export function createRegionalSettings(name: string, settings: RegionalSettings, parent: pulumi.Resource): void {
    const { region, makes, internetGatewayBlock } = settings;
    const opts = lasting(parent);
    if (makes("volume-encryption")) {
        new aws.ebs.EncryptionByDefault(`${name}-volumes-${region}`, { enabled: true, region }, opts);
    }
    if (makes("public-snapshots")) {
        new aws.ebs.SnapshotBlockPublicAccess(
            `${name}-snapshots-${region}`,
            { state: "block-all-sharing", region },
            opts,
        );
    }
    if (makes("public-images")) {
        new aws.ec2.ImageBlockPublicAccess(`${name}-images-${region}`, { state: "block-new-sharing", region }, opts);
    }
    if (makes("instance-metadata")) {
        new aws.ec2.InstanceMetadataDefaults(
            `${name}-metadata-${region}`,
            // One hop: what runs in a container of its own network does not reach the machine's role.
            { httpTokens: "required", httpPutResponseHopLimit: 1, region },
            opts,
        );
    }
    if (makes("serial-console")) {
        new aws.ec2.SerialConsoleAccess(`${name}-console-${region}`, { enabled: false, region }, opts);
    }
    if (internetGatewayBlock !== undefined) {
        new aws.ec2.VpcBlockPublicAccessOptions(
            `${name}-gateways-${region}`,
            { internetGatewayBlockMode: internetGatewayBlock, region },
            opts,
        );
    }
    createWatchers(name, settings, opts);
}

function createWatchers(
    name: string,
    { account, region, makes }: RegionalSettings,
    opts: pulumi.CustomResourceOptions,
): void {
    if (makes("external-access-analysis")) {
        const resource = `${name}-analyzer-${region}`;
        new aws.accessanalyzer.Analyzer(
            resource,
            {
                analyzerName: physicalName(account, `${name}-analyzer`),
                type: "ACCOUNT",
                region,
                tags: tagsFor(account, resource),
            },
            opts,
        );
    }
    if (makes("threat-detection")) {
        const resource = `${name}-detector-${region}`;
        const detector = new aws.guardduty.Detector(
            resource,
            { enable: true, region, tags: tagsFor(account, resource) },
            opts,
        );
        for (const feature of THREAT_FEATURES) {
            new aws.guardduty.DetectorFeature(
                `${name}-${feature.toLowerCase().replaceAll("_", "-")}-${region}`,
                { detectorId: detector.id, name: feature, status: "ENABLED", region },
                opts,
            );
        }
    }
}
