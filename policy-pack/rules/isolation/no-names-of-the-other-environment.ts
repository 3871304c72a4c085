import {
    environmentsRule,
    type EnvironmentsVerdict,
    holds,
    type Stack,
    type Subject,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { Unknown } from "../../../plan/value";
import { foreignIdentities, type Identity, identitiesOf, mentions } from "../support/environment-identities";
import { pairsAcrossProduction } from "../support/environment-pairs";
import { READABLE_TYPES, type ReadableEntry, readableEntries } from "../support/readable-places";

const SERVICE = "kubernetes:core/v1:Service";
const STACK_REFERENCE = "pulumi:pulumi:StackReference";

export const noNamesOfTheOtherEnvironment = environmentsRule({
    name: "no-names-of-the-other-environment",
    family: "isolation",
    severity: "critical",
    description: "No environment variable, script or external name speaks of what belongs to the other environment.",
    remediation:
        "Take the value from the environment's own resource (`database.endpoint`, `bucket.bucket`) or from its own stack's configuration, and not from a text that was copied.",
    appliesTo: [...READABLE_TYPES, SERVICE],
    check(stacks) {
        const identities = new Map(stacks.map(stack => [stack, identitiesOf(stack)]));
        return pairsAcrossProduction(stacks).flatMap(([production, other]) => [
            ...judgeStack(other, production, identities),
            ...judgeStack(production, other, identities),
        ]);
    },
});

function judgeStack(
    here: Stack,
    there: Stack,
    identities: ReadonlyMap<Stack, readonly Identity[]>,
): readonly EnvironmentsVerdict[] {
    const foreign = foreignIdentities(identities.get(here) ?? [], identities.get(there) ?? []);
    return here
        .byType(...READABLE_TYPES, SERVICE)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject => {
            const verdicts = entriesOf(subject).map(entry => judgeEntry(subject, entry, foreign, there));
            return verdicts.map(verdict => ({ stacks: [here, there], subject, verdict }));
        });
}

function entriesOf(subject: Subject): readonly ReadableEntry[] {
    if (subject.type !== SERVICE) return readableEntries(subject);
    const path = "spec.externalName";
    const reading = subject.read(path);
    if (reading.state === "absent") return [];
    const value =
        reading.state === "known" && typeof reading.value === "string"
            ? reading.value
            : new Unknown(reading.state === "unknown" ? reading.why : "not a text");
    return [{ path, name: undefined, value, secret: reading.secret }];
}

/** Never shows the value: environment variables hold passwords within addresses. */
function judgeEntry(subject: Subject, entry: ReadableEntry, foreign: readonly Identity[], there: Stack): Verdict {
    const { path: property, value } = entry;
    if (value instanceof Unknown) {
        const origins = subject.comesFrom(property);
        // What a stack makes itself is its own; what another stack exports may be anything.
        if (origins.length > 0 && origins.every(({ type }) => type !== STACK_REFERENCE)) return holds();
        if (foreign.length === 0) return holds();
        return undecided({ property, message: `${property} cannot be read: ${value.why}` });
    }
    const text = value.toLowerCase();
    const found = foreign.find(({ name }) => mentions(text, name));
    if (found === undefined) return holds();
    const message = `${property} speaks of ${found.from} in ${there.name}, expected a name of its own environment: one reads, writes or calls the other as soon as a route or a credential allows it`;
    return violated({ property, message });
}
