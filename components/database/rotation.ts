import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type DatabaseCalendar, ROTATION_DURATION } from "./windows";

/**
 * Has the first user's password changed once a week, as often as AWS does, but while the database is awake.
 *
 * @param instances What must be there before: AWS switches its own rotation on again with the first instance
 */
export function createRotation(
    name: string,
    secretArn: pulumi.Input<string>,
    calendar: DatabaseCalendar,
    instances: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): void {
    new aws.secretsmanager.SecretRotation(
        `${name}-rotation`,
        {
            secretId: secretArn,
            rotateImmediately: false,
            rotationRules: { scheduleExpression: calendar.rotation, duration: ROTATION_DURATION },
        },
        { parent, dependsOn: [...instances] },
    );
}
