import type { Subject } from "../../plan/subject";

/** What may stop a resource beside the schedules of its plan, such as AWS Instance Scheduler by a tag. */
export interface OtherController {
    /** For people to read: why it cannot be told when it does. */
    readonly doubt: string;
    /** Whether the plan shows that there is one; where it does not, one may be hidden. */
    readonly isShown: boolean;
}

/** Says what beside schedules may stop a resource; nothing where nothing does. What controllers obey, settings know. */
export type FindController = (subject: Subject) => OtherController | undefined;

/** Where nobody says what other controllers obey. */
export const NO_CONTROLLERS: FindController = () => undefined;
