import { groupBy } from "../plan/group-by";
import type { StateStorage } from "../plan/plan";

/*
 * Whether two stacks keep their states and the secrets in them apart. Addresses of backends may hold credentials, and a salt
 * lets a passphrase be guessed, so what is compared are digests.
 */

/** What a team says of the storage of one stack, where no file of the project does. */
export interface DeclaredStorage {
    /** Address of the backend. */
    readonly backend?: string | undefined;
    /** Address of the key that encrypts secrets. */
    readonly secretsProvider?: string | undefined;
    /** Where the passphrase is kept: the ARN of a secret, the path of a file. Not the passphrase. */
    readonly passphraseFrom?: string | undefined;
    /** The digest of the passphrase, where it is at hand. */
    readonly passphrase?: string | undefined;
}

/** How a stack keeps its state, as it may be written to a file: no address, no salt. */
export interface StorageFacts {
    readonly backend?: {
        /** Digest of the whole address. */
        readonly address: string;
        /** Digest of the bucket or host: below it, permissions decide. */
        readonly place: string;
        /** Whether a service keeps it, with permissions of its own for each stack. */
        readonly service: boolean;
    };
    readonly secretsProvider?: {
        readonly kind: "passphrase" | "key" | "service";
        /** Digest of the key's address. */
        readonly address?: string;
        /** Whether the address is the same key wherever it is used, as an ARN is and an alias is not. */
        readonly exact: boolean;
        /** Digest of salt or data key. */
        readonly token?: string;
        /** Digest of the passphrase, where it was at hand and is strong. */
        readonly passphrase?: string;
        /** Digest of where the passphrase is kept. */
        readonly passphraseFrom?: string;
    };
}

/** Makes the digest of a text; `kind` keeps equal texts of different meaning apart. */
export type DigestText = (kind: string, text: string) => string;

/** What may be written of how a stack keeps its state. What a file of the project says goes before what is declared. */
export function storageFactsOf(
    found: StateStorage | undefined,
    declared: DeclaredStorage | undefined,
    digest: DigestText,
): StorageFacts {
    const backend = found?.backend ?? declared?.backend;
    const provider =
        found?.secretsProvider ??
        (declared?.secretsProvider === undefined
            ? undefined
            : ({ kind: "key", address: declared.secretsProvider, token: undefined } as const));
    const optional = (name: string, text: string | undefined) =>
        text === undefined ? {} : { [name]: digest(name, text) };
    const kind = provider?.kind ?? (declared?.passphraseFrom === undefined ? undefined : "passphrase");
    return {
        ...(backend !== undefined && { backend: backendFacts(backend, digest) }),
        ...(kind !== undefined && {
            secretsProvider: {
                kind,
                exact: provider?.address !== undefined && isExact(provider.address),
                ...optional("address", provider?.address),
                ...optional("token", provider?.token),
                ...(declared?.passphrase !== undefined && { passphrase: declared.passphrase }),
                ...optional("passphraseFrom", declared?.passphraseFrom),
            },
        }),
    };
}

/** Scheme and bucket or host, without credentials before them. */
const PLACE = /^([a-z][a-z0-9+.-]{0,30}):\/\/(?:[^/@]*@)?([^/?#]*)/i;

function backendFacts(address: string, digest: DigestText): NonNullable<StorageFacts["backend"]> {
    const normal = address.trim().replace(/\/+$/, "");
    const [, scheme = "", host = ""] = PLACE.exec(normal) ?? [];
    // A folder of this machine is a place by itself.
    const place = host === "" ? normal : `${scheme.toLowerCase()}://${host.toLowerCase()}`;
    return { address: digest("backend", normal), place: digest("place", place), service: /^https?$/i.test(scheme) };
}

/** ARNs, and the addresses of the other clouds, which name project or vault. Aliases and ids are said within an account. */
function isExact(address: string): boolean {
    return address.includes("arn:") || !address.startsWith("awskms:");
}

/** One thing that two environments or more keep together, or of which that cannot be told. */
export interface StorageFinding {
    readonly verdict: "violated" | "undecided";
    readonly aspect: "backend" | "secrets provider" | "passphrase";
    /** Names of the environments. */
    readonly environments: readonly string[];
    /** The predicate: "keep their states at one address". */
    readonly says: string;
}

/** The storage of one environment, by its name. */
export interface NamedStorage {
    readonly environment: string;
    readonly storage: StorageFacts;
}

/** Judges how some environments keep their states apart. Nothing is said where nothing is known of any of them. */
export function judgeStorage(all: readonly NamedStorage[]): readonly StorageFinding[] {
    if (all.every(({ storage }) => storage.backend === undefined && storage.secretsProvider === undefined)) return [];
    return [...judgeBackends(all), ...judgeProviders(all)];
}

type KeyOf = (storage: StorageFacts) => string | undefined;

/** The environments that have one thing in common, for each thing that several have. */
function together(all: readonly NamedStorage[], keyOf: KeyOf): readonly (readonly string[])[] {
    const keyed = all.flatMap(({ environment, storage }) => {
        const key = keyOf(storage);
        return key === undefined ? [] : [{ environment, key }];
    });
    return [...groupBy(keyed, ({ key }) => key).values()]
        .map(group => group.map(({ environment }) => environment))
        .filter(({ length }) => length > 1);
}

function judgeBackends(all: readonly NamedStorage[]): readonly StorageFinding[] {
    const aspect = "backend";
    const say = (verdict: StorageFinding["verdict"], says: string) => (environments: readonly string[]) =>
        ({ verdict, aspect, environments, says }) as const;
    const addresses = together(all, ({ backend }) => (backend?.service === false ? backend.address : undefined));
    const same = new Set(addresses.flat());
    const places = together(
        all.filter(({ environment }) => !same.has(environment)),
        ({ backend }) => (backend?.service === false ? backend.place : undefined),
    );
    const services = together(all, ({ backend }) => (backend?.service === true ? backend.address : undefined));
    const missing = all.filter(({ storage }) => storage.backend === undefined).map(({ environment }) => environment);
    return [
        ...addresses.map(
            say(
                "violated",
                "keep their states in one backend: whoever previews one reads and writes the state of the other",
            ),
        ),
        ...places.map(
            say(
                "undecided",
                "keep their states in one bucket: whether permissions keep the folders apart stands in no plan",
            ),
        ),
        ...services.map(
            say("undecided", "keep their states with one service: who may read which stack is said there alone"),
        ),
        ...(missing.length === 0
            ? []
            : [missing].map(say("undecided", "must say which backend keeps the state, and no file does"))),
    ];
}

function judgeProviders(all: readonly NamedStorage[]): readonly StorageFinding[] {
    const aspect = "secrets provider";
    const say = (verdict: StorageFinding["verdict"], says: string) => (environments: readonly string[]) =>
        ({ verdict, aspect, environments, says }) as const;
    const tokens = together(all, ({ secretsProvider }) => secretsProvider?.token);
    const rest = (taken: readonly (readonly string[])[]) =>
        all.filter(({ environment }) => !taken.flat().includes(environment));
    const keys = together(rest(tokens), ({ secretsProvider }) =>
        secretsProvider?.exact === true ? secretsProvider.address : undefined,
    );
    const aliases = together(rest([...tokens, ...keys]), ({ secretsProvider }) =>
        secretsProvider?.kind === "key" && !secretsProvider.exact ? secretsProvider.address : undefined,
    );
    const missing = all
        .filter(({ storage }) => storage.secretsProvider === undefined)
        .map(({ environment }) => environment);
    return [
        ...tokens.map(
            say("violated", "encrypt their secrets with one data key or salt: what opens one opens the other"),
        ),
        ...keys.map(say("violated", "encrypt their secrets with one key: who may use it for one decrypts the other")),
        ...aliases.map(
            say("undecided", "name their key alike, and an alias does not say whose it is; write the ARN of the key"),
        ),
        ...judgePassphrases(rest(tokens)),
        ...(missing.length === 0
            ? []
            : [missing].map(say("undecided", "must say what encrypts the secrets, and no file does"))),
    ];
}

/** Different salts may be made from one passphrase: only the passphrases, or where each comes from, say that there are two. */
function judgePassphrases(all: readonly NamedStorage[]): readonly StorageFinding[] {
    const aspect = "passphrase";
    const users = all.filter(({ storage }) => storage.secretsProvider?.kind === "passphrase");
    const shared = [
        ...together(users, ({ secretsProvider }) => secretsProvider?.passphrase),
        ...together(users, ({ secretsProvider }) => secretsProvider?.passphraseFrom),
    ];
    const isSaid = (["passphrase", "passphraseFrom"] as const).some(field =>
        users.every(({ storage }) => storage.secretsProvider?.[field] !== undefined),
    );
    const environments = users.map(({ environment }) => environment);
    const doubt = "encrypt their secrets with passphrases, and different salts do not say that the passphrases differ";
    if (shared.length > 0) {
        const says = "have one passphrase: what opens one opens the other";
        return shared.map(found => ({ verdict: "violated", aspect, environments: found, says }));
    }
    return users.length < 2 || isSaid ? [] : [{ verdict: "undecided", aspect, environments, says: doubt }];
}
