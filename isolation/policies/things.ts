import type { PolicyStatement, PolicyText } from "../../aws/iam-policy";
import { Unknown } from "../../plan/value";
import { meaningForResources } from "./condition-keys";
import { afterDenial, deniesAction, type Narrow } from "./denials";
import { narrowed, type Presence } from "./narrowing";
import { doubted, type Party, type PolicyContext, withinName } from "./party";
import { lacksResourceAccount } from "./resources";

/** What conditions leave of what is permitted. */
export function narrowing(action: string, context: PolicyContext): Narrow {
    return (party, requirement, key) => {
        if (requirement === undefined) return [doubted(party, "the operator of a condition is not known")];
        const presence = presenceOf(key, action);
        return narrowed(party, { requirement, meaning: meaningForResources(key), presence, context });
    };
}

function presenceOf(key: string, action: string): Presence {
    if (key !== "aws:resourceaccount") return "maybe";
    return lacksResourceAccount(action) ? "absent" : "present";
}

/** What is left of what is permitted after one statement that denies. */
export function afterOne(party: Party, action: string, denial: PolicyStatement, narrow: Narrow): readonly Party[] {
    const speaks = deniesAction(denial, action);
    if (speaks === false) return [party];
    const left = afterDenial(party, denial, { narrow, spare: sparedBy });
    return left.includes(party) || speaks === true ? left : [doubted(party, "a statement may deny it")];
}

/** What is left of a party where it is none of the resources that a statement denies; of `NotResource`, one of them. */
export function sparedBy(party: Party, { negatedResources, resources }: PolicyStatement): readonly Party[] {
    const hit = resources.flatMap(one => within(party, one));
    if (negatedResources) return hit;
    if (hit.length === 0) return [party];
    return hit.includes(party) ? [] : [doubted(party, "a statement denies a part of it")];
}

/** What of a party the resource of a statement takes in. */
export function within(party: Party, resource: PolicyText): readonly Party[] {
    if (resource instanceof Unknown) return [doubted(party, "a statement names what is not known")];
    return withinName(party, withoutVariables(resource));
}

/** What is put in while a call is judged, such as the name of the user. */
const VARIABLE = /\$\{[^}]*\}/g;

/** A resource with a star for whatever is put in while a call is judged. */
export function withoutVariables(resource: string): string {
    return resource.replace(VARIABLE, "*");
}
