import { z } from "zod";
import { ENVIRONMENT_CLASSES } from "../plan/stack";
import type { SecretFacts } from "./facts";
import { IDENTITY_KINDS } from "./identities";
import { UNREAD_WHYS } from "./origins";

/*
 * The shape of what an environment says of its credentials, as a file carries it. Unknown keys are faults: a file that says
 * more than this reader understands must not be judged by half.
 */

const TEXT = z.string().min(1);
const DIGEST = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits");
const SOURCES = ["embedded", "preview", "state", "analyzer", "policy-sdk"] as const;

const PLACED_FORM = z.strictObject({
    path: TEXT.describe("Place of the credential: <component path>#<property>."),
    form: TEXT.describe("How it is wrapped there; left out for the text as it stands.").optional(),
});

const STORAGE = z.strictObject({
    backend: z
        .strictObject({
            address: DIGEST.describe("Digest of the backend's whole address."),
            place: DIGEST.describe("Digest of its bucket or host."),
            service: z.boolean().describe("Whether a service keeps the state, with permissions for each stack."),
        })
        .optional(),
    secretsProvider: z
        .strictObject({
            kind: z.enum(["passphrase", "key", "service"]),
            address: DIGEST.describe("Digest of the key's address.").optional(),
            exact: z.boolean().describe("Whether the address names the same key wherever it is used."),
            token: DIGEST.describe("Digest of salt or data key.").optional(),
            passphrase: DIGEST.describe("Digest of the passphrase.").optional(),
            passphraseFrom: DIGEST.describe("Digest of where the passphrase is kept.").optional(),
        })
        .optional(),
});

/** {@link SecretFacts} as JSON, field by field. */
export const SECRET_FACTS_SHAPE = {
    project: TEXT.describe("Name of the project."),
    stack: TEXT.describe("Name of the stack: the environment."),
    class: z.enum(ENVIRONMENT_CLASSES).describe("What the environment is for."),
    source: z.enum(SOURCES).describe("What the plan was read from."),
    credentials: z
        .array(z.strictObject({ digest: DIGEST, at: z.array(PLACED_FORM).min(1) }))
        .describe("Every credential by its digest under the key of the run, with its places. Sorted."),
    identities: z
        .array(
            z.strictObject({
                kind: z.enum(IDENTITY_KINDS),
                scope: z
                    .string()
                    .describe("Account and region, or cluster, that the name is said in; ? for what is not known."),
                name: TEXT,
                made: z.boolean().describe("Whether the stack makes what is named."),
                common: z.boolean().describe("Whether the settings declare it as what several environments may use."),
                at: z.array(TEXT).min(1),
            }),
        )
        .describe("Every name by which the environment gets at a credential. Sorted."),
    own: z
        .array(z.strictObject({ at: TEXT, by: TEXT.describe("Paths of the resources that make it.") }))
        .describe("Places whose value is made anew for this stack. Sorted."),
    unread: z
        .array(z.strictObject({ at: TEXT, why: z.enum(UNREAD_WHYS), says: TEXT }))
        .describe("Places that cannot be compared. Sorted."),
    storage: STORAGE.describe("How state and secrets of the stack are kept, by digests."),
} satisfies Record<keyof SecretFacts, z.ZodType>;
