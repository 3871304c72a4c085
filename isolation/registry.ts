import { overlap, parseRange, type AddressRange } from "../aws/address-range";
import { arnsMeet, parseArn } from "../aws/arn";
import { isPattern } from "../aws/patterns";
import { bareHost } from "./bare-host";
import type { Identity, NameReference, RangeReference, Reference, ThingReference } from "./connection";

/** Whose something is: the key of its owner, and what of the owner's it is. */
export interface Match<Owner> {
    readonly owner: Owner;
    readonly identity: Identity;
}

/**
 * Everything that belongs to somebody, found by what refers to it. A look-up costs the same however much there is, but for
 * ranges and patterns, which are looked through kind by kind.
 */
export class Registry<Owner> {
    private readonly accounts = new Map<string, Match<Owner>[]>();
    private readonly things = new Map<string, Match<Owner>[]>();
    private readonly hosts = new Map<string, Match<Owner>[]>();
    private readonly exactNames = new Map<string, Match<Owner>[]>();
    private readonly namesByService = new Map<string, NameEntry<Owner>[]>();
    /** Patterns by what stands before their first wildcard: each object of each bucket is one. */
    private readonly patternsByBeginning = new Map<string, NameEntry<Owner>[]>();
    private readonly namesOfAnyService: NameEntry<Owner>[] = [];
    private readonly ranges: RangeEntry<Owner>[] = [];

    constructor(owners: readonly (readonly [owner: Owner, identities: readonly Identity[]])[]) {
        for (const [owner, identities] of owners) for (const identity of identities) this.add({ owner, identity });
    }

    private add(match: Match<Owner>): void {
        const { reference } = match.identity;
        switch (reference.kind) {
            case "account":
                push(this.accounts, reference.account, match);
                return;
            case "thing":
                push(this.things, thingKey(reference), match);
                return;
            case "host":
                push(this.hosts, bareHost(reference.host), match);
                return;
            case "range": {
                const range = parseRange(reference.range);
                if (range !== undefined) this.ranges.push({ range, match });
                return;
            }
            case "name": {
                const { pattern } = reference;
                const entry = { pattern, match };
                const service = serviceOf(pattern);
                if (isPattern(service)) {
                    this.namesOfAnyService.push(entry);
                    return;
                }
                push(this.namesByService, service, entry);
                if (isPattern(pattern)) push(this.patternsByBeginning, beginningOf(pattern), entry);
                else push(this.exactNames, pattern, match);
                return;
            }
        }
    }

    /** Whatever a reference may mean. None for what is nobody's, and for what cannot be somebody's alone. */
    find(reference: Reference): readonly Match<Owner>[] {
        switch (reference.kind) {
            case "account":
                return this.accounts.get(reference.account) ?? [];
            case "thing":
                return this.findThing(reference);
            case "host":
                return this.findHost(reference.host.toLowerCase());
            case "range":
                return this.findRange(reference);
            case "name":
                return this.findName(reference);
            case "organisation":
            case "anyone":
            case "tokens":
            case "unknown":
                return [];
        }
    }

    private findThing(reference: ThingReference): readonly Match<Owner>[] {
        const found = this.things.get(thingKey(reference));
        if (found !== undefined || reference.thing !== "stack") return found ?? [];
        // A stack is named with as much of its organisation and project as the reader needs.
        return [...this.things.entries()].flatMap(([key, matches]) =>
            key.startsWith("stack ") && isSameStack(key.slice("stack ".length), reference.id) ? matches : [],
        );
    }

    /** The owner of the longest domain that a name lies in; of a wildcard, also whatever lies below it. */
    private findHost(host: string): readonly Match<Owner>[] {
        const labels = bareHost(host).split(".");
        const domains = labels.map((_, place) => labels.slice(place).join("."));
        const closest = domains.find(domain => this.hosts.has(domain));
        const above = closest === undefined ? [] : (this.hosts.get(closest) ?? []);
        if (!host.startsWith("*.")) return above;
        const suffix = `.${bareHost(host)}`;
        const below = [...this.hosts.entries()].flatMap(([domain, matches]) =>
            domain.endsWith(suffix) ? matches : [],
        );
        return [...above, ...below];
    }

    private findRange({ range: text }: RangeReference): readonly Match<Owner>[] {
        const range = parseRange(text);
        if (range === undefined) return [];
        return this.ranges.filter(entry => overlap(entry.range, range)).map(({ match }) => match);
    }

    /** Every pattern whose beginning a text has: the only ones that can take it in. */
    private patternsThatBegin(text: string): readonly NameEntry<Owner>[] {
        const found: NameEntry<Owner>[] = [];
        for (let end = 0; end <= text.length; end += 1)
            found.push(...(this.patternsByBeginning.get(text.slice(0, end)) ?? []));
        return found;
    }

    private findName({ pattern }: NameReference): readonly Match<Owner>[] {
        const account = parseArn(pattern)?.account ?? "";
        const ofAccount = isPattern(account) ? [] : (this.accounts.get(account) ?? []);
        if (ofAccount.length > 0) {
            // A part of one environment's account may be declared another's.
            const exact = (this.exactNames.get(pattern) ?? []).filter(({ owner }) =>
                ofAccount.every(match => match.owner !== owner),
            );
            return [...ofAccount, ...exact];
        }
        const service = serviceOf(pattern);
        const patterns = isPattern(service)
            ? [...this.namesByService.values()].flat()
            : isPattern(pattern)
              ? (this.namesByService.get(service) ?? [])
              : this.patternsThatBegin(pattern);
        const met = [...patterns, ...this.namesOfAnyService]
            .filter(entry => arnsMeet(entry.pattern, pattern))
            .map(({ match }) => match);
        return [...new Set([...(this.exactNames.get(pattern) ?? []), ...met])];
    }
}

/** What stands before the first wildcard of a pattern. */
function beginningOf(pattern: string): string {
    return pattern.split(/[*?]/, 1)[0] ?? "";
}

interface NameEntry<Owner> {
    readonly pattern: string;
    readonly match: Match<Owner>;
}

interface RangeEntry<Owner> {
    readonly range: AddressRange;
    readonly match: Match<Owner>;
}

function push<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
}

function thingKey({ id, thing }: ThingReference): string {
    return `${thing} ${id}`;
}

function isSameStack(one: string, other: string): boolean {
    return one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}

function serviceOf(pattern: string): string {
    return parseArn(pattern)?.service ?? "";
}
