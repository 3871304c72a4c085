import { parseArn } from "../../aws/arn";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { identityAt } from "../area";
import type { Identity, ThingKind } from "../connection";
import { arnAt, homeOf } from "../home";
import { PARAMETER } from "./arn-forms";
import { KNOWN_BY_ARN, LAST_COPIES, LAST_COPY, OWNED, type Owned, THINGS_BY_ID } from "./owned-types";

/** Everything of a stack that holds, moves or opens data, by the names that others call it by. */
export function ownedData(stack: Stack): readonly Identity[] {
    return [
        ...Object.entries(OWNED).flatMap(([type, owned]) => stack.byType(type).flatMap(one => namesOf(one, owned))),
        ...Object.entries(LAST_COPIES).flatMap(([type, form]) =>
            stack.byType(type).flatMap(one => inputNames(one, LAST_COPY, [form])),
        ),
        ...Object.entries(THINGS_BY_ID).flatMap(([type, thing]) => stack.byType(type).flatMap(one => idOf(one, thing))),
        ...ofArns(stack),
    ];
}

function namesOf(subject: Subject, { forms: all, name, prefix }: Owned): readonly Identity[] {
    const named = inputNames(subject, name, all);
    if (named.length > 0 || prefix === undefined) return named;
    return inputNames(subject, prefix, all, "*");
}

function inputNames(subject: Subject, input: string, all: readonly string[], rest = ""): readonly Identity[] {
    // What is only looked up belongs to whoever made it.
    if (subject.resource.external) return [];
    const name = publicText(subject, input);
    if (name === undefined) return [];
    const home = homeOf(subject);
    return all.map(form =>
        identityAt(subject, input, { kind: "name", pattern: arnAt(home, form, `${bareName(form, name)}${rest}`) }),
    );
}

/** Parameters are called `/shop/url`, and their ARNs hold one stroke less. */
function bareName(form: string, name: string): string {
    return form === PARAMETER ? name.replace(/^\//, "") : name;
}

function publicText(subject: Subject, input: string): string | undefined {
    const reading = subject.read(input);
    if (reading.state !== "known" || reading.secret || typeof reading.value !== "string") return undefined;
    return reading.value === "" ? undefined : reading.value;
}

function idOf(subject: Subject, thing: ThingKind): readonly Identity[] {
    const { external, options, outputs } = subject.resource;
    const id = outputs["id"] ?? options.importId;
    return external || typeof id !== "string" ? [] : [identityAt(subject, "id", { kind: "thing", thing, id })];
}

/** What is there already, by its ARN. */
function ofArns(stack: Stack): readonly Identity[] {
    return stack.byType(...KNOWN_BY_ARN).flatMap(subject => {
        const arn = subject.resource.outputs["arn"];
        if (subject.resource.external || typeof arn !== "string" || parseArn(arn) === undefined) return [];
        return [identityAt(subject, "arn", { kind: "name", pattern: arn })];
    });
}
