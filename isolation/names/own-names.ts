import { parseArn } from "../../aws/arn";
import type { Identity, Reference } from "../connection";

/** Names of the own environment, by which a name that does not say whose it is means its own. */
export class OwnNames {
    private readonly keys: ReadonlySet<string>;

    constructor(identities: readonly Identity[]) {
        this.keys = new Set(
            identities.flatMap(({ reference }) => (reference.kind === "name" ? keyOf(reference.pattern) : [])),
        );
    }

    /** Both environments may have called a database `orders`: each means its own. */
    has(reference: Reference): boolean {
        if (reference.kind !== "name" || parseArn(reference.pattern)?.account !== "*") return false;
        return keyOf(reference.pattern).some(key => this.keys.has(key));
    }
}

/** Service and resource of an ARN: what is left of a name when nobody says where it is. */
function keyOf(pattern: string): readonly string[] {
    const arn = parseArn(pattern);
    return arn === undefined ? [] : [`${arn.service} ${arn.resource}`];
}
