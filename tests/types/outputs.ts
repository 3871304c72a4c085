import ts from "typescript";

/**
 * The arguments of a component that may be outputs, as `Database.callers[].securityGroupId`. Of every other one the
 * compiler takes plain values only.
 */
export function acceptedOutputs(checker: ts.TypeChecker, symbol: ts.Symbol): readonly string[] {
    if ((symbol.flags & ts.SymbolFlags.Class) === 0) return [];
    return argumentsOf(checker, symbol).flatMap(({ caller, parameter, declaration }) =>
        within(checker, checker.getTypeOfSymbolAtLocation(parameter, declaration), caller, []),
    );
}

export interface Argument {
    readonly caller: string;
    readonly parameter: ts.Symbol;
    readonly declaration: ts.Declaration;
}

/** The parameters called `args` of a component's constructor and static methods. */
export function argumentsOf(checker: ts.TypeChecker, symbol: ts.Symbol): readonly Argument[] {
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined) return [];
    const constructors = checker.getTypeOfSymbolAtLocation(symbol, declaration).getConstructSignatures();
    const statics = [...(symbol.exports?.values() ?? [])].flatMap(member => {
        const place = member.valueDeclaration;
        if (place === undefined) return [];
        const signatures = checker.getTypeOfSymbolAtLocation(member, place).getCallSignatures();
        return signatures.map(signature => ({ caller: `${symbol.name}.${member.name}`, signature }));
    });
    return [...constructors.map(signature => ({ caller: symbol.name, signature })), ...statics].flatMap(
        ({ caller, signature }) =>
            signature.parameters
                .filter(({ name }) => name === "args")
                .map(parameter => ({ caller, parameter, declaration: parameter.valueDeclaration ?? declaration })),
    );
}

/** @param outer The types that this one lies in: one of them again is a type that contains itself. */
function within(checker: ts.TypeChecker, type: ts.Type, path: string, outer: readonly ts.Type[]): readonly string[] {
    if (outer.includes(type)) return [];
    const parts = partsOf(checker, type);
    if (parts.some(part => isOutput(checker, part))) return [path];
    return [...new Set(parts.flatMap(part => members(checker, part, path, [...outer, type])))];
}

/** What a type is made of: a choice is any of them, an intersection all, and a condition one of two. */
export function partsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
    // An output is an intersection itself.
    if (isOutput(checker, type)) return [type];
    if (type.isUnionOrIntersection()) return type.types.flatMap(part => partsOf(checker, part));
    if ((type.flags & ts.TypeFlags.Conditional) === 0) return [type];
    const { trueType, falseType } = (type as ts.ConditionalType).root.node;
    return [trueType, falseType].flatMap(branch => partsOf(checker, checker.getTypeFromTypeNode(branch)));
}

function members(checker: ts.TypeChecker, type: ts.Type, path: string, outer: readonly ts.Type[]): readonly string[] {
    const item = checker.isArrayLikeType(type) ? type.getNumberIndexType() : undefined;
    if (item !== undefined) return within(checker, item, `${path}[]`, outer);
    // A provider, a resource or a function is itself and nothing that would be filled in.
    if ((type.flags & ts.TypeFlags.Object) === 0 || type.isClass() || type.getCallSignatures().length > 0) return [];
    const value = type.getStringIndexType();
    const ofValues = value === undefined ? [] : within(checker, value, `${path}{}`, outer);
    const ofProperties = checker.getPropertiesOfType(type).flatMap(property => {
        const declaration = property.valueDeclaration;
        // A mapped type's property has none of its own.
        const propertyType =
            declaration === undefined
                ? checker.getTypeOfSymbol(property)
                : checker.getTypeOfSymbolAtLocation(property, declaration);
        return within(checker, propertyType, `${path}.${property.name}`, outer);
    });
    return [...ofValues, ...ofProperties];
}

/** Whether a value of this type may be an output; of `any` and `unknown`, anything may be. */
function isOutput(checker: ts.TypeChecker, type: ts.Type): boolean {
    if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return true;
    return /^(?:pulumi\.)?(?:OutputInstance|Output|Promise)</.test(checker.typeToString(type));
}
