import type { Connection } from "./connection";
import type { Gateway } from "./settings";
import { environmentKey } from "./graph";

/** Ways that are meant. Each is open in one direction, at the places that it names, until its last day. */
export class Gateways {
    private readonly usedNames = new Set<string>();

    constructor(
        private readonly declared: Readonly<Record<string, Gateway>>,
        private readonly today: string,
    ) {}

    /**
     * The names of the open gateways that one end of a connection is part of: where several environments meet, one place may
     * lead to each of them.
     *
     * @param stack The environment that declares the connection.
     * @param other The key of the node that it leads to, or comes from.
     */
    namesOf(
        stack: string,
        other: string,
        direction: "out" | "in",
        { access, at }: Pick<Connection, "access" | "at">,
    ): readonly string[] {
        const found = Object.entries(this.declared).filter(([, gateway]) => {
            const [own, far] = direction === "out" ? [gateway.from, gateway.to] : [gateway.to, gateway.from];
            const isFar = !other.startsWith(environmentKey("")) || other === environmentKey(far);
            return (
                own === stack &&
                isFar &&
                (gateway.access ?? access) === access &&
                gateway.at.some(place => isAt(place, at))
            );
        });
        for (const [name] of found) this.usedNames.add(name);
        return found.filter(([, { expires }]) => expires >= this.today).map(([name]) => name);
    }

    /** Whether one of some gateways lets through what goes from one environment to another. */
    opens(names: readonly string[], from: string, to: string): boolean {
        return names.some(name => this.declared[name]?.from === from && this.declared[name].to === to);
    }

    /** Gateways whose last day is over, and those that are at no place where anything crosses. */
    faults(stacks: readonly string[]): readonly GatewayFault[] {
        return Object.entries(this.declared)
            .filter(([, { from, to }]) => stacks.includes(from) && stacks.includes(to))
            .flatMap(([name, gateway]): readonly GatewayFault[] => [
                ...(gateway.expires < this.today ? [{ name, gateway, fault: "expired" } as const] : []),
                ...(this.usedNames.has(name) ? [] : [{ name, gateway, fault: "unused" } as const]),
            ]);
    }
}

/** What is wrong with a gateway. */
export interface GatewayFault {
    readonly name: string;
    readonly gateway: Gateway;
    readonly fault: "expired" | "unused";
}

/** Whether a declared place, `<path>` or `<path>#<property>`, takes in where a connection is. */
function isAt(declared: string, { path, property }: Connection["at"]): boolean {
    const [declaredPath, declaredProperty] = splitPlace(declared);
    if (declaredPath !== path) return false;
    return (
        declaredProperty === undefined ||
        property === declaredProperty ||
        (property.startsWith(declaredProperty) && /^[.[:]/.test(property.slice(declaredProperty.length)))
    );
}

function splitPlace(place: string): readonly [path: string, property: string | undefined] {
    const at = place.indexOf("#");
    return at < 0 ? [place, undefined] : [place.slice(0, at), place.slice(at + 1)];
}
