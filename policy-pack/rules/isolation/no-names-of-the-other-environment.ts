import {
    environmentsRule,
    type EnvironmentsVerdict,
    holds,
    type RuleContext,
    type Stack,
    type Subject,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { Unknown } from "../../../plan/value";
import { foreignIdentities, type Identity, identitiesOf, mentions } from "../support/environment-identities";
import { pairsAcrossProduction } from "../support/environment-pairs";
import { isMadeOfOwn } from "../support/own-origins";
import { READABLE_TYPES, type ReadableEntry, readableEntries } from "../../../aws/readable-places";

const SERVICE = "kubernetes:core/v1:Service";

export const noNamesOfTheOtherEnvironment = environmentsRule({
    name: "no-names-of-the-other-environment",
    family: "isolation",
    severity: "critical",
    description: "No environment variable, script or external name speaks of what belongs to the other environment.",
    remediation:
        "Take the value from the environment's own resource (`database.endpoint`, `bucket.bucket`) or from its own stack's configuration, and not from a text that was copied.",
    appliesTo: [...READABLE_TYPES, SERVICE],
    check(stacks, { pack }) {
        const identities = new Map(stacks.map(stack => [stack, identitiesOf(stack)]));
        return pairsAcrossProduction(stacks).flatMap(([production, other]) => [
            ...judgeStack(other, production, identities, pack),
            ...judgeStack(production, other, identities, pack),
        ]);
    },
});

function judgeStack(
    here: Stack,
    there: Stack,
    identities: ReadonlyMap<Stack, readonly Identity[]>,
    pack: RuleContext["pack"],
): readonly EnvironmentsVerdict[] {
    const foreign = foreignIdentities(identities.get(here) ?? [], identities.get(there) ?? []);
    return here
        .byType(...READABLE_TYPES, SERVICE)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject => {
            const verdicts = entriesOf(subject).map(entry => judgeEntry(subject, entry, { foreign, there, pack }));
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

/** What an entry is judged with. */
interface Around {
    readonly foreign: readonly Identity[];
    readonly there: Stack;
    readonly pack: RuleContext["pack"];
}

/** Never shows the value: environment variables hold passwords within addresses. */
function judgeEntry(subject: Subject, entry: ReadableEntry, { foreign, there, pack }: Around): Verdict {
    const { path: property, value } = entry;
    if (value instanceof Unknown) {
        if (isMadeOfOwn(subject, property, pack)) return holds();
        if (foreign.length === 0) return holds();
        return undecided({ property, message: `${property} cannot be read: ${value.why}` });
    }
    const text = value.toLowerCase();
    const found = foreign.find(({ name }) => mentions(text, name));
    if (found === undefined) return holds();
    const message = `${property} speaks of ${found.from} in ${there.name}, expected a name of its own environment: one reads, writes or calls the other as soon as a route or a credential allows it`;
    return violated({ property, message });
}
