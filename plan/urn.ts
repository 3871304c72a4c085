/** The parts of a URN: `urn:pulumi:<stack>::<project>::<type of each ancestor$...type>::<name>`. */
export interface UrnParts {
    readonly stack: string;
    readonly project: string;
    /** Types of the ancestors from the outermost, then the resource's own. */
    readonly types: readonly string[];
    readonly type: string;
    readonly name: string;
}

const PREFIX = "urn:pulumi:";

/** The type of the root of every stack. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** Takes a URN apart. Returns nothing for a text that is none. A name may itself contain `::`. */
export function parseUrn(urn: string): UrnParts | undefined {
    if (!urn.startsWith(PREFIX)) return undefined;
    const [stack, project, qualifiedType, ...name] = urn.slice(PREFIX.length).split("::");
    if (stack === undefined || project === undefined || qualifiedType === undefined || name.length === 0)
        return undefined;
    const types = qualifiedType.split("$");
    return { stack, project, types, type: types[types.length - 1] ?? "", name: name.join("::") };
}

/** Builds the URN of a resource as the engine does: the root stack's type is not part of a chain of types. */
export function buildUrn(
    stack: string,
    project: string,
    parent: string | undefined,
    type: string,
    name: string,
): string {
    const parentTypes = parent === undefined ? [] : (parseUrn(parent)?.types ?? []);
    const chain = [...parentTypes.filter(ancestor => ancestor !== STACK_TYPE), type];
    return `${PREFIX}${stack}::${project}::${chain.join("$")}::${name}`;
}

/** The part of a provider reference (`<urn>::<id>`) that is the URN. */
export function providerReferenceUrn(reference: string): string {
    return reference.slice(0, Math.max(0, reference.lastIndexOf("::")));
}
