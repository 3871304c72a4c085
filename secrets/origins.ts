import { MADE_FROM_ENCRYPTED } from "../plan/sentinels";
import type { Plan, PlannedResource } from "../plan/plan";
import { Unknown } from "../plan/value";
import { meansAddress } from "./credentials";
import type { SecretPlace } from "./places";

/*
 * Whose a value is that nobody can read yet: a password that a stack has made at random for itself is its own, whatever it
 * will be.
 */

/** What is known of a value that cannot be read. */
export type Origin =
    /** Made anew for this stack by a resource of its own. */
    | { readonly kind: "own"; readonly by: string }
    /** There is nothing to compare: it is not set, or a setting went into it that is listed by itself. */
    | { readonly kind: "nothing" }
    | { readonly kind: "undecided"; readonly why: UnreadWhy; readonly says: string };

/** Why a value cannot be compared. */
export const UNREAD_WHYS = [
    "encrypted",
    "redacted",
    "unknown",
    "imported",
    "too weak",
    "nested too deep",
    "not shown",
] as const;
export type UnreadWhy = (typeof UNREAD_WHYS)[number];

/** Resources that make a credential at random, or are given one that was made for them, and hand it out. */
const GENERATORS: ReadonlySet<string> = new Set([
    "aws:apigateway/apiKey:ApiKey",
    "aws:cognito/userPoolClient:UserPoolClient",
    "aws:iam/accessKey:AccessKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "random:index/randomBytes:RandomBytes",
    "random:index/randomId:RandomId",
    "random:index/randomInteger:RandomInteger",
    "random:index/randomPassword:RandomPassword",
    "random:index/randomString:RandomString",
    "random:index/randomUuid:RandomUuid",
    "tls:index/privateKey:PrivateKey",
]);

/**
 * Packages whose resources give out what was made for them, where no input says it. Others may hand on what they read
 * elsewhere (`command`, `vault`, dynamic providers).
 */
const CLOUDS: ReadonlySet<string> = new Set(["aws", "aws-native"]);

/** Resources of a cloud that hand on what somebody put in. */
const READERS: ReadonlySet<string> = new Set([
    "aws:lambda/invocation:Invocation",
    "aws:secretsmanager/secretVersion:SecretVersion",
]);

/** Inputs that fix what a maker makes: the same seed gives the same value everywhere. */
const SEED = "seed";

/** Whose a value is that is not known, redacted or encrypted. */
export function originOf(
    place: SecretPlace,
    unknown: Unknown,
    byUrn: ReadonlyMap<string, PlannedResource>,
    plan: Plan,
): Origin {
    if (unknown.why.startsWith(MADE_FROM_ENCRYPTED)) return { kind: "nothing" };
    const { property, resource } = place;
    // What no input says, the resource gives out by itself.
    if (resource !== undefined && !Object.hasOwn(resource.inputs, property)) return givenOut(resource, unknown, plan);
    const made = makersOf(place, unknown, byUrn, plan);
    const doubt = made
        .map(maker => (GENERATORS.has(maker.type) ? fixedElsewhere(maker) : mayHandOn(maker)))
        .find(one => one !== undefined);
    if (made.length > 0 && doubt === undefined) return { kind: "own", by: made.map(({ path }) => path).join(", ") };
    return { kind: "undecided", ...(doubt ?? unread(unknown)) };
}

function givenOut(resource: PlannedResource, unknown: Unknown, { phase }: Plan): Origin {
    const { path, type } = resource;
    const [packageName = ""] = type.split(":");
    const isGenerator = GENERATORS.has(type);
    if (!isGenerator && (!CLOUDS.has(packageName) || READERS.has(type)))
        return { kind: "undecided", ...(unknown.why === Unknown.computed.why ? mayHandOn(resource) : unread(unknown)) };
    const doubt = fixedElsewhere(resource);
    if (doubt !== undefined) return { kind: "undecided", ...doubt };
    // A program declares an input that it does not set no otherwise than an output that it does not know.
    return isGenerator || phase !== "declared" ? { kind: "own", by: path } : { kind: "nothing" };
}

/** The resources that a value is certain to come from alone; none where it may hold something else. */
function makersOf(
    { property, name, resource }: SecretPlace,
    unknown: Unknown,
    byUrn: ReadonlyMap<string, PlannedResource>,
    { source }: Plan,
): readonly PlannedResource[] {
    // Behind what is hidden there may be anything beside what a maker made, and in an address there is.
    if (resource === undefined || unknown.why !== Unknown.computed.why || source !== "embedded") return [];
    if (name !== undefined && meansAddress(name)) return [];
    const { propertyDependencies } = resource;
    const urns = Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
    const makers = urns.map(urn => byUrn.get(urn));
    return makers.every(maker => maker !== undefined) ? makers : [];
}

interface Doubt {
    readonly why: UnreadWhy;
    readonly says: string;
}

function mayHandOn({ path, type }: PlannedResource): Doubt {
    return { why: "unknown", says: `${path} (${type}) may hand on what it reads elsewhere` };
}

function fixedElsewhere({ external, inputs, options, path }: PlannedResource): Doubt | undefined {
    if (external) return { why: "imported", says: `${path} is only read here, so it was made elsewhere` };
    if (options.importId !== undefined)
        return { why: "imported", says: `${path} is imported, so its value was made elsewhere` };
    if (inputs[SEED] === undefined) return undefined;
    return { why: "imported", says: `${path} is fixed by its seed, which gives the same value wherever it stands` };
}

function unread({ why }: Unknown): Doubt {
    if (why === "redacted") return { why: "redacted", says: "the plan shows [secret] in its place" };
    if (why.includes("encrypted")) return { why: "encrypted", says: "it is encrypted, and nothing here opens it" };
    return { why: "unknown", says: why };
}
