import { parseRange, within } from "../aws/address-range";
import { identitiesOf } from "./belongings";
import { patternCovers } from "../aws/patterns";
import { commonOf } from "./commons";
import type { Connection, Fragment, Identity, Reference } from "./connection";
import type { Common, IsolationSettings } from "./settings";
import { Gateways } from "./gateways";
import { emptyGraph, environmentKey, type GraphEdge, type GraphNode, MEMBERSHIP, type WayGraph } from "./graph";
import { sharedIdentities, sharedTokens } from "./meeting";
import { type Joined, overlapsOutside } from "./overlaps";
import { labelOf, outsideOf } from "./outside";
import { type Match, Registry } from "./registry";

/** What environments and commons declare of one another, joined. */
export interface Linked {
    readonly graph: WayGraph;
    readonly gateways: Gateways;
    /** What goes against how commons may be used. */
    readonly misuses: readonly Misuse[];
}

/** Something that is read where only writing was declared, or the other way round. */
export interface Misuse {
    readonly stack: string;
    readonly common: string;
    readonly connection: Connection;
}

/** The key of the node of an environment. */
type Owner = string;

/**
 * Joins what each environment says by itself into one graph. What stays inside of an environment is left out, and so is what
 * leads to a front door that is open to everybody. Pure.
 *
 * @param today The day of the judgement as `YYYY-MM-DD`, by which gateways are open or not.
 */
export function link(fragments: readonly Fragment[], settings: IsolationSettings, today: string): Linked {
    return new Linking(fragments, settings, today).result();
}

class Linking {
    private readonly graph: WayGraph = emptyGraph();
    private readonly registry: Registry<Owner>;
    private readonly gateways: Gateways;
    private readonly commons: Readonly<Record<string, Common>>;
    private readonly misuses: Misuse[] = [];
    private readonly outside: Joined[] = [];
    private readonly owners: readonly Owner[];
    /** Environments of which it is not known in which accounts they are: any account may be theirs. */
    private readonly withoutAccount: readonly Owner[];
    private readonly kindsOf: ReadonlyMap<Owner, ReadonlySet<string>>;
    private readonly fragments: readonly Fragment[];

    constructor(fragments: readonly Fragment[], settings: IsolationSettings, today: string) {
        this.fragments = fragments.map(fragment => withBoundary(fragment, settings));
        this.commons = settings.commons;
        this.gateways = new Gateways(settings.gateways, today);
        this.owners = fragments.map(({ stack }) => environmentKey(stack));
        this.kindsOf = new Map(
            fragments.map(({ connections, stack }) => [
                environmentKey(stack),
                new Set(connections.map(({ kind }) => kind)),
            ]),
        );
        const environments = this.fragments.map(
            ({ identities, stack }) => [environmentKey(stack), identities] as const,
        );
        this.registry = new Registry<Owner>(environments);
        this.withoutAccount = environments
            .filter(([, identities]) => !identities.some(({ reference }) => reference.kind === "account"))
            .map(([key]) => key);
        for (const { stack } of fragments)
            this.graph.addNode(environmentKey(stack), { kind: "environment", label: stack });
    }

    result(): Linked {
        for (const fragment of this.fragments)
            for (const connection of fragment.connections) this.connect(fragment.stack, connection);
        for (const [{ connection, own, stack }, key] of overlapsOutside(this.outside))
            this.join(own, key, stack, { ...connection, direction: "out" });
        for (const { issuer, key, trusting } of sharedTokens(this.fragments)) {
            this.node(key, { kind: "tokens", label: `whoever holds a token of ${issuer}` });
            for (const { connection, stack } of trusting)
                this.join(environmentKey(stack), key, stack, { ...connection, direction: "both" });
        }
        for (const { identity, key, stacks } of sharedIdentities(this.fragments)) {
            const label = labelOf(identity.reference);
            this.node(key, { kind: identity.reference.kind, label });
            const edge = { ...MEMBERSHIP, says: `has ${label} as its own`, change: "Give each environment its own." };
            for (const stack of stacks) {
                this.graph.addDirectedEdge(environmentKey(stack), key, { ...edge, target: identity });
                this.graph.addDirectedEdge(key, environmentKey(stack), { ...edge, target: identity });
            }
        }
        return { graph: this.graph, gateways: this.gateways, misuses: this.misuses };
    }

    private connect(stack: string, connection: Connection): void {
        const own = environmentKey(stack);
        const { remote } = connection;
        // Tokens are no place: those of two environments are compared pair by pair.
        if (remote.kind === "tokens") return;
        if (remote.kind === "unknown") {
            const key = `unknown ${connection.at.urn} ${connection.at.property}`;
            this.join(
                own,
                this.node(key, { kind: "unknown", label: "something that cannot be read" }),
                stack,
                connection,
            );
            for (const other of this.others(own)) this.follow(key, other, connection.direction, "undecided");
            return;
        }
        const matches = this.registry.find(remote);
        const common = commonOf(
            remote,
            this.commons,
            matches.map(({ identity }) => identity),
        );
        if (common !== undefined) {
            this.use(common, stack, connection);
            return;
        }
        if (matches.length === 0) {
            this.joinOutside(own, stack, connection);
            return;
        }
        if (staysInside(own, remote, matches)) return;
        const ofOthers = matches.filter(match => match.owner !== own);
        for (const [owner, identity] of firstOfEach(ofOthers, connection))
            this.join(own, owner, stack, connection, identity);
    }

    /** Commons are never a way through: their node has no way on. */
    private use(name: string, stack: string, connection: Connection): void {
        const key = this.node(`commons ${name}`, { kind: "commons", label: name });
        this.join(environmentKey(stack), key, stack, connection);
        const refused = this.commons[name]?.access === "read-only" ? "write" : "read";
        const isRefused = connection.access === refused || takesUnnamedRole(connection, this.commons[name]);
        if (connection.direction !== "in" && isRefused) this.misuses.push({ stack, common: name, connection });
    }

    /** A way to or from what belongs to nobody that is known: two environments may meet there. */
    private joinOutside(own: Owner, stack: string, connection: Connection): void {
        const { remote } = connection;
        const outside = outsideOf(remote);
        if (outside === undefined || (remote.kind === "anyone" && connection.frontDoor)) return;
        const label = connection.fromSecret ? "something that a secret names" : outside.node.label;
        // Who reads there has no part in what others get from there.
        const onlyReads = connection.direction === "out" && connection.access === "read";
        for (const part of onlyReads ? [" (read)"] : partsOf(outside.node.kind, connection)) {
            const key = this.node(`${outside.key}${part}`, { ...outside.node, label });
            this.join(own, key, stack, connection);
            if (!onlyReads && (outside.node.kind === "range" || outside.node.kind === "name"))
                this.outside.push({ own, stack, key, connection });
        }
        if (onlyReads && outside.node.kind !== "account") return;
        const { key } = outside;
        // Everybody is one of anyone; and that both environments are in one organisation is to be expected.
        if (remote.kind === "anyone" || remote.kind === "organisation")
            for (const other of this.others(own)) this.follow(key, other, "in", "declared");
        if (outside.node.kind === "account")
            for (const other of this.withoutAccount.filter(one => one !== own))
                this.follow(key, other, "both", "undecided");
    }

    private join(own: Owner, other: string, stack: string, connection: Connection, target?: Identity): void {
        const half = connection.needsCounterpart && this.lacksCounterpart(connection, other);
        const edge = (direction: "out" | "in"): GraphEdge => ({
            kind: connection.kind,
            certainty: half ? "undecided" : connection.certainty,
            declaredBy: stack,
            at: connection.at,
            access: connection.access,
            says: half ? `${connection.says}, and the other half of it is in no plan` : connection.says,
            change: connection.change,
            target,
            isHalf: connection.needsCounterpart,
            gateways: this.gateways.namesOf(stack, other, direction, connection),
        });
        if (connection.direction !== "in") this.graph.addDirectedEdge(own, other, edge("out"));
        if (connection.direction !== "out") this.graph.addDirectedEdge(other, own, edge("in"));
    }

    /** Whether the environment at the other end declares nothing of the kind. At a meeting point each joins by itself. */
    private lacksCounterpart({ kind }: Connection, other: string): boolean {
        return this.kindsOf.get(other)?.has(kind) === false;
    }

    /** A step that follows from what something is. `in`: from an environment to it; `out`: from it to an environment. */
    private follow(
        key: string,
        owner: Owner,
        direction: Connection["direction"],
        certainty: Connection["certainty"],
    ): void {
        const steps = [
            ...(direction === "out" ? [] : [[owner, key] as const]),
            ...(direction === "in" ? [] : [[key, owner] as const]),
        ];
        for (const [from, to] of steps) {
            const edges = this.graph.outEdges(from, to);
            if (edges.some(edge => this.graph.getEdgeAttribute(edge, "kind") === "membership")) continue;
            this.graph.addDirectedEdge(from, to, { ...MEMBERSHIP, certainty });
        }
    }

    private node(key: string, node: GraphNode): string {
        if (!this.graph.hasNode(key)) this.graph.addNode(key, node);
        return key;
    }

    private others(own: Owner): readonly Owner[] {
        return this.owners.filter(key => key !== own);
    }
}

/** Whether a reference means something of the own environment, and of no other. */
function staysInside<Owner>(own: Owner, remote: Reference, matches: readonly Match<Owner>[]): boolean {
    const ofOwn = matches.filter(({ owner }) => owner === own);
    if (ofOwn.length === matches.length) return true;
    switch (remote.kind) {
        case "range": {
            // Where two environments have the same addresses, those in the own network are meant.
            const range = parseRange(remote.range);
            return ofOwn.some(
                ({ identity: { reference } }) =>
                    range !== undefined && reference.kind === "range" && within(range, parseRange(reference.range)),
            );
        }
        case "host":
            return ofOwn.length > 0 && !remote.host.startsWith("*.");
        case "name":
            // What has just this name here is meant, though a pattern of another's names takes it in as well.
            return ofOwn.some(
                ({ identity: { reference } }) => reference.kind === "name" && reference.pattern === remote.pattern,
            );
        case "account":
        case "thing":
        case "organisation":
        case "anyone":
        case "tokens":
        case "unknown":
            return false;
    }
}

/** What lies at a place, beside the place itself. */
const CONTENT = " (content)";

/** Who only gets to a place has no part in what others take from there: that asks for the right to write. */
function partsOf(kind: GraphNode["kind"], { access, direction }: Connection): readonly string[] {
    if (access !== "write" || (kind !== "host" && kind !== "name")) return [""];
    return direction === "in" ? [CONTENT] : ["", CONTENT];
}

/** Whether a role is taken that is not named among the commons: nobody knows what it may do there. */
function takesUnnamedRole({ access, remote }: Connection, common: Common | undefined): boolean {
    if (access !== "use" || remote.kind !== "name" || !remote.pattern.includes(":role/")) return false;
    return common?.names?.some(pattern => patternCovers(pattern, remote.pattern)) !== true;
}

/**
 * What of each owner is reached. To come to what everybody may come to is no way in, but a pattern takes in what is not public,
 * too; of one host that has a public and a private answer, the public one is meant.
 */
function firstOfEach(matches: readonly Match<Owner>[], { access, remote }: Connection): ReadonlyMap<Owner, Identity> {
    const isOneHost = remote.kind === "host" && !remote.host.startsWith("*.");
    const open = new Set(matches.filter(({ identity }) => identity.isPublic).map(({ owner }) => owner));
    const reached = matches.filter(
        ({ identity, owner }) => access === "write" || !(identity.isPublic || (isOneHost && open.has(owner))),
    );
    // The last of equal keys stays: in reverse that is the first.
    return new Map([...reached].reverse().map(({ identity, owner }) => [owner, identity]));
}

/** What an environment says of itself, with what was declared to belong to it. */
function withBoundary(fragment: Fragment, { boundaries }: IsolationSettings): Fragment {
    const { identities, stack } = fragment;
    const declared = identitiesOf(boundaries[stack] ?? {}, `isolation.boundaries.${stack}`);
    return { ...fragment, identities: [...identities, ...declared] };
}
