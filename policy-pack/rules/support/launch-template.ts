import { type Subject, undecided, type Verdict } from "../../kernel";

const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const PROPERTY = "launchTemplate";

/**
 * What to say of an instance that leaves something to its launch template: nothing of a template that is planned, since
 * that is judged itself.
 *
 * @param left The property that the instance does not set.
 * @returns Nothing where it has no template.
 */
export function leftToTemplate(subject: Subject, left: string): readonly Verdict[] | undefined {
    if (subject.read(PROPERTY).state === "absent") return undefined;
    if (subject.comesFrom(PROPERTY).some(({ type, resource }) => type === LAUNCH_TEMPLATE && !resource.external)) {
        return [];
    }
    const message = `${left} is not set, and the launch template that may set it is not in the plan`;
    return [undecided({ property: left, message })];
}
