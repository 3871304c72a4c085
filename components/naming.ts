import type { Environment } from "./environment";

/** What RDS, EKS and S3 all accept in a name: a letter first, then letters, digits and single dashes, no dash last. */
const COMPONENT_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Longest component name; with the longest environment name (20) and account id it fits into a bucket's 63 characters. */
const COMPONENT_NAME_MAX_LENGTH = 20;

/** What {@link isComponentName} accepts, in words for an error. */
export const COMPONENT_NAME_EXPECTED = `1 to ${COMPONENT_NAME_MAX_LENGTH} lower-case letters, digits and single dashes, a letter first, no dash last`;

/** Whether physical names can be made of a component's name. */
export function isComponentName(name: string): boolean {
    return COMPONENT_NAME.test(name) && name.length <= COMPONENT_NAME_MAX_LENGTH;
}

/**
 * The name of a component's main resource in AWS, known before the resource exists.
 *
 * Pulumi chooses physical names everywhere else. This is the exception, for three reasons: an Aurora cluster and an EKS
 * cluster write to log groups whose names contain theirs, and AWS creates such a group itself, without retention, unless
 * it was there first; a policy that names a bucket, a queue or a topic could not be judged before creation if that name
 * were unknown; and an alias or a dashboard is there to be found by people.
 */
export function physicalName(environment: Pick<Environment, "name">, componentName: string): string {
    return `${environment.name}-${componentName}`;
}

/** The name of a bucket that belongs to a component. Bucket names are unique over all accounts, so it holds the account. */
export function bucketName(
    environment: Pick<Environment, "name" | "accountId">,
    componentName: string,
    role: string,
): string {
    return `${physicalName(environment, componentName)}-${role}-${environment.accountId}`;
}

/** The name of the policy that takes from roles the right to create, of the budget called so. */
export function stopCreatingPolicyName(budget: string): string {
    return `${budget}-stop-creating`;
}

/** The alias of a component's own key. */
export function keyAlias(environment: Pick<Environment, "name">, componentName: string): string {
    return `alias/${physicalName(environment, componentName)}`;
}
