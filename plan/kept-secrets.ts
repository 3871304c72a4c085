import { z } from "zod";
import type { SecretsProvider, StateStorage } from "./plan";

/** What an exported state says of the provider of its secrets (`SecretsProvidersV1` of `sdk/go/common/apitype/core.go`). */
export const SECRETS_PROVIDERS = z.object({ type: z.string(), state: z.unknown() }).nullish();

/** What encrypts the secrets of an exported state. Nothing where it does not say, as one without secrets. */
export function storageOfState(written: z.infer<typeof SECRETS_PROVIDERS>): StateStorage | undefined {
    const provider = written === null || written === undefined ? undefined : providerOf(written);
    return provider === undefined ? undefined : { backend: provider.backend, secretsProvider: provider.provider };
}

const FIELDS = z.object({
    salt: z.string().nullish(),
    url: z.string().nullish(),
    encryptedkey: z.string().nullish(),
    owner: z.string().nullish(),
    project: z.string().nullish(),
    stack: z.string().nullish(),
});

/** Without its state, no more than its kind is known of a provider. */
const NO_FIELDS: z.infer<typeof FIELDS> = {};

interface FoundProvider {
    readonly provider: SecretsProvider;
    /** The service keeps the state, too. */
    readonly backend: string | undefined;
}

function providerOf({ state, type }: { readonly type: string; readonly state?: unknown }): FoundProvider | undefined {
    const { data = NO_FIELDS } = FIELDS.safeParse(state);
    const address = data.url ?? undefined;
    switch (type) {
        case "passphrase":
            return {
                provider: { kind: "passphrase", address: undefined, token: data.salt ?? undefined },
                backend: undefined,
            };
        case "cloud":
            return { provider: { kind: "key", address, token: data.encryptedkey ?? undefined }, backend: undefined };
        case "service": {
            const stack = [address, data.owner, data.project, data.stack].join("/");
            return { provider: { kind: "service", address: stack, token: undefined }, backend: address };
        }
        default:
            return undefined;
    }
}
