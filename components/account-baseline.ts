import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
    type AccountBaselineArgs,
    assertAccountBaselineArgs,
    BASELINE_CONTROLS,
    BASELINE_DEFAULTS,
    type BaselineControl,
} from "./account-baseline/arguments";
import { lasting } from "./account-baseline/lasting";
import { createRecording } from "./account-baseline/recording";
import { createSecurityStandards } from "./account-baseline/security-standards";
import { createAccountSettings, createRegionalSettings } from "./account-baseline/settings";
import { createTrail } from "./account-baseline/trail";
import { dataProtectionDocument } from "./boundary/data-identifiers";
import { physicalName } from "./naming";

export type {
    AccountBaselineArgs,
    BaselineControl,
    InternetGatewayBlock,
    SecurityStandard,
} from "./account-baseline/arguments";

/**
 * What belongs to a whole account, in a stack of its own: no environment owns it, so that taking one down leaves the account
 * as safe as it was. One baseline for each account; a second would fight it over the same settings.
 */
export class AccountBaseline extends pulumi.ComponentResource {
    /** The controls that are made here, known while planning; the others are the organisation's. */
    readonly controls: readonly BaselineControl[];

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: AccountBaselineArgs, opts?: pulumi.ComponentResourceOptions) {
        assertAccountBaselineArgs(name, args);
        super("stagewright:account:AccountBaseline", name, {}, opts);
        const { account, guaranteed = {}, internetGatewayBlock, securityStandards, recording, maskedInLogs } = args;
        this.controls = BASELINE_CONTROLS.filter(control => guaranteed[control] === undefined);
        const regions = [account.region, ...(args.otherRegions ?? [])];
        const makes = (control: BaselineControl) => this.controls.includes(control);

        createAccountSettings(name, account, makes, this);
        for (const region of regions) {
            createRegionalSettings(name, { account, region, internetGatewayBlock, makes }, this);
        }
        if (makes("audit-trail")) {
            createTrail(name, account, args.trailRetentionDays ?? BASELINE_DEFAULTS.trailRetentionDays, this);
        }
        if (recording !== undefined) createRecording(name, { account, regions, ...recording }, this);
        if (securityStandards !== undefined) createSecurityStandards(name, regions, securityStandards, this);
        if (maskedInLogs !== undefined) {
            const policyName = physicalName(account, `${name}-log-masking`);
            for (const region of regions) {
                new aws.cloudwatch.LogAccountPolicy(
                    `${name}-log-masking-${region}`,
                    {
                        policyName,
                        policyType: "DATA_PROTECTION_POLICY",
                        policyDocument: dataProtectionDocument(account, {
                            name: policyName,
                            identifiers: maskedInLogs,
                            findingsLogGroupName: undefined,
                        }),
                        region,
                    },
                    lasting(this),
                );
            }
        }
        this.registerOutputs({ controls: this.controls });
    }
}
