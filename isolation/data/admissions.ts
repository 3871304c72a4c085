import { accountFrom } from "../../aws/account";
import type { PolicyDocument } from "../../aws/iam-policy";
import type { Subject } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection } from "../connection";
import { accessesOfAll } from "../policies/access";
import { type Admitted, admittedBy } from "../policies/admitted";
import { unknownFrom } from "../referred";
import { FRONTS } from "./further-policies";
import { shown } from "./pointing";

const CHANGE =
    "Name principals of this environment's account, or narrow the statement with a condition on `aws:PrincipalAccount`, `aws:SourceAccount` or `aws:SourceArn`.";

/** What a document was made from. */
export interface Written {
    /** The inputs that hold what of it is not known. */
    readonly inputs: readonly string[];
    readonly secret: boolean;
}

/** Whom a document lets at a resource from outside its account. */
export function admittedInto(
    subject: Subject,
    document: PolicyDocument,
    { inputs, secret }: Written,
): readonly Admitted[] {
    const own = accountFrom(path => subject.readProvider(path));
    const unread = (why: string) => inputs.flatMap(input => unknownFrom(subject, input, why) ?? [])[0];
    return admittedBy(document, { own, secret, unread }, "resource");
}

/** The connections that somebody who is let in makes: one for each kind of access. */
export function connectionsOf(
    subject: Subject,
    property: string,
    holder: string,
    { actions, certainty, path, reference, service, why }: Admitted,
): readonly Connection[] {
    const through = service === undefined ? "" : ` through ${service}`;
    const doubt = why === undefined || reference.kind === "unknown" ? "" : `, but ${why}`;
    return accessesOfAll(actions).map(access =>
        connectionAt(subject, path === "" ? property : `${property}: ${path}`, "resource-policy", {
            remote: reference,
            direction: "in",
            access,
            certainty,
            frontDoor: reference.kind === "anyone" && isFront(subject, actions),
            says: `lets ${shown(reference)} at the ${holder}${through}${doubt}`,
            change: CHANGE,
        }),
    );
}

/** Whether something is called through a front: whoever opens it to the world means it to be called. */
function isFront({ type }: Subject, actions: readonly string[]): boolean {
    return FRONTS.has(type) || actions.every(action => action === CALL_OF_ADDRESS);
}

const CALL_OF_ADDRESS = "lambda:InvokeFunctionUrl";
