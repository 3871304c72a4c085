import { listed, parsedJson } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { isPropertyMap, type PropertyValue, Unknown } from "../../plan/value";
import { connectionAt } from "../area";
import type { Connection } from "../connection";
import { namedAt, sharedBy, shown } from "./naming";

/** A provider of AWS, as the plan shows it: by itself, or only with what it makes. */
export interface AwsProvider {
    /** The provider, or the first resource that it makes. */
    readonly subject: Subject;
    /** What to put before the name of one of its inputs: empty for the provider itself. */
    readonly property: "" | "provider.";
    /** Reads one of its inputs. */
    readonly read: (path: string) => SubjectReading;
}

/** The type of providers of AWS. */
const PROVIDER = "pulumi:providers:aws";

/** Every provider of AWS that a stack makes something with, and those that it makes nothing with. */
export function awsProviders(stack: Stack): readonly AwsProvider[] {
    const found = new Map<string, AwsProvider>(
        stack
            .byType(PROVIDER)
            .map(subject => [subject.urn, { subject, property: "", read: path => subject.read(path) }]),
    );
    for (const subject of stack.subjects) {
        const { custom, external, provider } = subject.resource;
        if (!custom || external || provider === undefined || !subject.type.startsWith("aws:")) continue;
        if (found.has(provider.urn)) continue;
        found.set(provider.urn, { subject, property: "provider.", read: path => subject.readProvider(path) });
    }
    return [...found.values()];
}

const ASSUMING = ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity"] as const;

const CHANGE = "Deploy with a role of this environment's account, which no other environment's pipeline may take.";

/** The roles that the program takes to deploy. */
export function providerRoles(stack: Stack): readonly Connection[] {
    return awsProviders(stack).flatMap(({ read, subject }) =>
        ASSUMING.flatMap(input => rolesIn(read(input))).flatMap(reading => deploying(subject, reading)),
    );
}

function deploying(subject: Subject, reading: SubjectReading): readonly Connection[] {
    const remote = namedAt(subject, reading);
    if (remote === undefined) return [];
    const facts = {
        remote,
        direction: "out",
        access: "write",
        says: `deploys with ${shown(remote)}`,
        change: CHANGE,
    } as const;
    return [
        connectionAt(subject, reading.path, "provider-role", facts),
        ...sharedBy(subject, reading.path, "provider-role", facts),
    ];
}

/** What deploys by itself, with a role of its own for a step. */
const PIPELINE = "aws:codepipeline/pipeline:Pipeline";

/** The roles that pipelines of a stack take to deploy. */
export function pipelineRoles(stack: Stack): readonly Connection[] {
    return stack
        .byType(PIPELINE)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject =>
            subject.readAll("stages[].actions[].roleArn").flatMap(reading => deploying(subject, reading)),
        );
}

function rolesIn(reading: SubjectReading): readonly SubjectReading[] {
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return [reading];
    return listed(parsedJson(reading.value)).flatMap(entry => {
        const arn = isPropertyMap(entry) ? entry["roleArn"] : entry instanceof Unknown ? entry : undefined;
        return arn === undefined ? [] : [readingOf(reading, arn)];
    });
}

function readingOf(
    { path, secret }: SubjectReading & { readonly state: "known" },
    value: PropertyValue,
): SubjectReading {
    return value instanceof Unknown
        ? { state: "unknown", path, secret, why: value.why, from: [] }
        : { state: "known", path, secret, value };
}
