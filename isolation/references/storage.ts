import { parseArn } from "../../aws/arn";
import { buildUrn, STACK_TYPE } from "../../plan/urn";
import type { Stack } from "../../plan/stack";
import type { Connection, Reference } from "../connection";

/** Scheme, credentials before the host, and the rest of an address. */
const ADDRESS = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?(.*)$/i;

/** Where whoever reads one state needs the permissions of a service for each further one; and a folder of one machine. */
const APART: ReadonlySet<string> = new Set(["http", "https", "file"]);

const ARN = /arn:[^?#\s]+/;

/** Where the stack's state is kept, and the key that opens the secrets in it, as far as the plan says. */
export function keptState(stack: Stack): readonly Connection[] {
    const { storage } = stack.plan;
    const provider = storage?.secretsProvider;
    return [...backendOf(stack, storage?.backend), ...(provider?.kind === "key" ? keyOf(stack, provider.address) : [])];
}

function backendOf(stack: Stack, address: string | undefined): readonly Connection[] {
    const [, scheme = "", rest = ""] = ADDRESS.exec(address?.trim() ?? "") ?? [];
    const place = rest.split(/[?#]/)[0]?.replace(/\/+$/, "") ?? "";
    if (place === "" || APART.has(scheme.toLowerCase())) return [];
    const remote: Reference = { kind: "thing", thing: "state-backend", id: `${scheme.toLowerCase()}://${place}` };
    return [
        declared(stack, "backend", {
            kind: "state-backend",
            direction: "both",
            access: "write",
            remote,
            says: `keeps its state in ${remote.id}`,
            change: "Give each environment a backend of its own, and its pipeline credentials for that one alone.",
        }),
    ];
}

function keyOf(stack: Stack, address: string | undefined): readonly Connection[] {
    if (address === undefined) return [];
    const change =
        "Give each environment a key of its own, named by its ARN, with `pulumi stack change-secrets-provider`.";
    const named = ARN.exec(address)?.[0];
    const facts = { kind: "secrets-provider", access: "read", change } as const;
    if (named !== undefined && parseArn(named) !== undefined) {
        const remote = { kind: "name", pattern: named } as const;
        const says = `encrypts its secrets with ${named}`;
        const id = { kind: "thing", thing: "secrets-provider", id: named } as const;
        return [
            declared(stack, "secretsprovider", { ...facts, direction: "out", remote, says }),
            declared(stack, "secretsprovider", { ...facts, direction: "both", remote: id, says }),
        ];
    }
    const [, scheme = "", rest = ""] = ADDRESS.exec(address) ?? [];
    const id = `${scheme}://${rest}`;
    if (scheme === "") return [];
    const remote = { kind: "thing", thing: "secrets-provider", id } as const;
    const connection = declared(stack, "secretsprovider", {
        ...facts,
        direction: "both",
        remote,
        says: `encrypts its secrets with ${id}`,
    });
    // An alias or an id is looked up in the account of whoever asks: alike, and perhaps another key.
    return [scheme === "awskms" ? { ...connection, certainty: "undecided" } : connection];
}

type Said = Pick<Connection, "kind" | "direction" | "access" | "remote" | "says" | "change">;

/** What a file of the project says of the whole stack. */
function declared({ plan: { project, stack } }: Stack, property: string, said: Said): Connection {
    const urn = buildUrn(stack, project, undefined, STACK_TYPE, `${project}-${stack}`);
    const at = { urn, path: `Pulumi.${stack}.yaml`, property };
    return { ...said, at, certainty: "declared", needsCounterpart: false, frontDoor: false, fromSecret: false };
}
