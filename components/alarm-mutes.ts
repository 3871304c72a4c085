import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmMutesArgs, assertAlarmMutesArgs } from "./alarm-mutes/arguments";
import { tagsFor } from "./environment";

export type { AlarmMutesArgs, MutedAlarms } from "./alarm-mutes/arguments";

/** Alarms that one rule may mute (CloudWatch, API reference, `PutAlarmMuteRule`). */
const ALARMS_A_RULE = 100;

/** Keeps alarms silent while nobody works: what sleeps would ring them, and nobody is there to hear. */
export class AlarmMutes extends pulumi.ComponentResource {
    /** How many mute rules there are, known while planning. */
    readonly ruleCount: number;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: AlarmMutesArgs, opts?: pulumi.ComponentResourceOptions) {
        const rules = assertAlarmMutesArgs(name, args);
        super("stagewright:mutes:AlarmMutes", name, {}, opts);
        const { environment } = args;
        const groups = inGroups(args.alarms.flatMap(({ alarmNames }) => alarmNames));
        for (const { role, expression, timezone, duration, startDate, expireDate } of rules) {
            groups.forEach((alarmNames, place) => {
                const resource = `${name}-${role}${place === 0 ? "" : `-${place + 1}`}`;
                new aws.cloudwatch.AlarmMuteRule(
                    resource,
                    {
                        description: `Nobody works in ${environment.name} then`,
                        rule: { schedule: { expression, timezone, duration } },
                        startDate,
                        expireDate,
                        muteTargets: { alarmNames: [...alarmNames] },
                        tags: tagsFor(environment, resource),
                    },
                    { parent: this },
                );
            });
        }
        this.ruleCount = rules.length * groups.length;
        this.registerOutputs({ ruleCount: this.ruleCount });
    }
}

/** As many as one rule may mute, and the rest in the same way. */
function inGroups(names: readonly pulumi.Input<string>[]): readonly (readonly pulumi.Input<string>[])[] {
    return Array.from({ length: Math.ceil(names.length / ALARMS_A_RULE) }, (_, place) =>
        names.slice(place * ALARMS_A_RULE, (place + 1) * ALARMS_A_RULE),
    );
}
