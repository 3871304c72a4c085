import type { PolicyStatement } from "../../aws/iam-policy";
import { patternsMeet } from "../../aws/patterns";
import { memo } from "../../plan/memo";
import { Unknown } from "../../plan/value";
import { ACCESSES, type Access } from "../connection";

/**
 * The verbs by which names of actions begin, in lower case, with what they do to data. AWS keeps to them through all
 * services (service authorization reference, "Access level"); what begins by none of them is taken for use.
 */
const VERBS = {
    read: [
        ..."batchcheck batchget batchread check consume decrypt describe download export fetch filter get head".split(
            " ",
        ),
        ..."list lookup partiqlselect peek query read receive retrieve scan search select stream".split(" "),
        ..."transactget view".split(" "),
    ],
    write: [
        ..."abort add append apply associate attach authorize batchdelete batchput batchupdate batchwrite".split(" "),
        ..."cancel change complete copy create deactivate delete deregister detach disable disassociate enable".split(
            " ",
        ),
        ..."encrypt generatedatakey import initiate insert modify move post publish purge put reencrypt register".split(
            " ",
        ),
        ..."release remove replicate reset restore revoke schedule send set start stop tag transactwrite untag".split(
            " ",
        ),
        ..."update upload write".split(" "),
    ],
} as const;

/** What an action of a policy, which may be a pattern, lets somebody do. */
export const accessesOf = memo((action): readonly Access[] => {
    const name = (action.split(":")[1] ?? action).toLowerCase();
    const found = (["read", "write"] as const).filter(access =>
        VERBS[access].some(verb => patternsMeet(name, `${verb}*`)),
    );
    return name.startsWith("*") || name.startsWith("?") || found.length === 0 ? [...found, "use"] : found;
});

/** What actions let somebody do, in the order of {@link ACCESSES}. */
export function accessesOfAll(actions: readonly string[]): readonly Access[] {
    const found = new Set(actions.flatMap(accessesOf));
    return ACCESSES.filter(access => found.has(access));
}

/** The actions that a statement speaks of, as patterns: `*` stands for what it leaves open, and for what is not known. */
export function actionsOf({ actions, negatedActions }: PolicyStatement): readonly string[] {
    if (negatedActions || actions.length === 0) return ["*"];
    return [...new Set(actions.map(action => (action instanceof Unknown ? "*" : action)))];
}
