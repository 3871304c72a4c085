import { losses, type Step } from "./steps";

/** Something that a release replaces or removes on purpose, said once, with the reason that its notes give. */
export interface AcceptedLoss {
    /** The step as `<op> <type> <name>`, such as `delete aws:iam/role:Role orders-former-role`. */
    readonly step: string;
    readonly reason: string;
}

/**
 * What is wrong with an upgrade. Nothing that keeps data may be replaced or deleted, whatever is accepted; nothing else
 * without being accepted by name; and what is accepted must happen. A child that was renamed without an alias is a
 * deletion.
 *
 * @param steps The preview of the present program over the state of the previous release.
 */
export function upgradeFaults(steps: readonly Step[], accepted: readonly AcceptedLoss[]): readonly string[] {
    const names = new Set(accepted.map(({ step }) => step));
    const ended = new Set(steps.flatMap(endOf));
    return [
        ...new Set(
            losses(steps)
                .flatMap(endOf)
                .map(end => `${end} loses what it keeps`),
        ),
        ...[...ended].filter(end => !names.has(end)).map(end => `${end}, which nobody accepted`),
        ...[...names].filter(name => !ended.has(name)).map(name => `${name} is accepted and does not happen`),
    ].sort();
}

/** How a step ends the life of what the previous release made, if it does: a replacement comes as up to three steps. */
function endOf({ op, type, name }: Step): readonly string[] {
    if (op.includes("replace")) return [`replace ${type} ${name}`];
    return op === "delete" ? [`delete ${type} ${name}`] : [];
}
