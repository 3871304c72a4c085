import { parsedJson } from "../../plan/plain";
import { Secret } from "../../plan/value";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection, Reference } from "../connection";
import type { EdgeKind } from "../edge-kinds";
import { labelOf } from "../outside";
import { referredBy } from "../referred";
import type { Naming } from "./namings";

/** What follows from naming something: in which direction, and what can be done. */
export interface Consequence {
    readonly direction: Connection["direction"];
    readonly access: Connection["access"];
    /** A clause that begins with the verb; what is named follows it. */
    readonly says: string;
}

/** Inputs that name something, and what follows from it. */
export interface Pointing {
    readonly kind: EdgeKind;
    readonly consequences: readonly Consequence[];
    /** What to change, as a sentence. */
    readonly change: string;
    /** @default false */
    readonly needsCounterpart?: boolean;
    /**
     * Whether what cannot be read is left out, because most of it is looked up in the own account or among what is public.
     * @default false
     */
    readonly isLookedUp?: boolean;
    /** Which resources are meant. @default all */
    readonly only?: (subject: Subject) => boolean;
    /** Inputs that hold JSON as one text. */
    readonly json?: readonly string[];
    /** By type, and by path; `[]` stands for the items of a list. */
    readonly places: Readonly<Record<string, Readonly<Record<string, Naming>>>>;
}

/** What the inputs of a stack's resources name. */
export function pointedAt(stack: Stack, pointing: Pointing): readonly Connection[] {
    return Object.entries(pointing.places).flatMap(([type, paths]) =>
        stack.byType(type).flatMap(subject => {
            // What is only looked up declares nothing.
            if (subject.resource.external) return [];
            const opened = withJson(subject, pointing.json ?? []);
            return Object.entries(paths).flatMap(([path, naming]) =>
                opened.readAll(path).flatMap(reading => connectionsOf(opened, reading, naming, pointing)),
            );
        }),
    );
}

function withJson(subject: Subject, inputs: readonly string[]): Subject {
    const texts = inputs.flatMap(input => {
        const value = subject.resource.inputs[input];
        if (value === undefined) return [];
        const opened = parsedJson(value);
        return [[input, value instanceof Secret ? new Secret(opened) : opened] as const];
    });
    return texts.length === 0
        ? subject
        : subject.withInputs({ ...subject.resource.inputs, ...Object.fromEntries(texts) });
}

function connectionsOf(
    subject: Subject,
    reading: SubjectReading,
    naming: Naming,
    pointing: Pointing,
): readonly Connection[] {
    const remote = namedBy(subject, reading, naming);
    const { change, consequences, isLookedUp, kind, needsCounterpart, only } = pointing;
    if (remote === undefined || only?.(subject) === false) return [];
    if (isLookedUp === true && remote.kind === "unknown" && reading.state === "unknown") return [];
    return consequences.map(({ access, direction, says }) =>
        connectionAt(subject, reading.path, kind, {
            remote,
            direction,
            access,
            change,
            says: `${says} ${shown(remote)}`,
            ...(needsCounterpart === undefined ? {} : { needsCounterpart }),
        }),
    );
}

/** What a reading names; a secret is never looked into. */
export function namedBy(subject: Subject, reading: SubjectReading, naming: Naming): Reference | undefined {
    if (reading.state === "known" && reading.secret) return { kind: "unknown", why: `${reading.path} is secret` };
    return referredBy(subject, reading, text => naming(text, subject));
}

/** What is named, for people to read. */
export function shown(remote: Reference): string {
    return remote.kind === "unknown" ? "something of which it cannot be told whose it is" : labelOf(remote);
}
