import ts from "typescript";
import { argumentsOf, partsOf } from "./outputs";

/**
 * Whether an export has an argument, as `Database.serverless.minCapacity`, `Cluster.nodeGroups[].name` or
 * `Network.existing.range`; of an interface, such as `Environment`, whether it has the property.
 */
export function hasArgument(checker: ts.TypeChecker, exports: readonly ts.Symbol[], path: string): boolean {
    const [name = "", ...steps] = path.split(".");
    const symbol = exports.find(one => one.name === name);
    if (symbol === undefined) return false;
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    return startsOf(checker, target, steps).some(({ types, rest }) => reaches(checker, types, rest));
}

interface Start {
    readonly types: readonly ts.Type[];
    readonly rest: readonly string[];
}

/** Where a path may begin: in what the constructor takes, in what a static method takes, or in the interface itself. */
function startsOf(checker: ts.TypeChecker, symbol: ts.Symbol, steps: readonly string[]): readonly Start[] {
    if ((symbol.flags & ts.SymbolFlags.Class) === 0) {
        return [{ types: [checker.getDeclaredTypeOfSymbol(symbol)], rest: steps }];
    }
    return argumentsOf(checker, symbol).flatMap(({ caller, parameter, declaration }) => {
        const before = caller.split(".").slice(1);
        if (before.some((step, index) => steps[index] !== step)) return [];
        const type = checker.getTypeOfSymbolAtLocation(parameter, declaration);
        return [{ types: [type], rest: steps.slice(before.length) }];
    });
}

function reaches(checker: ts.TypeChecker, types: readonly ts.Type[], steps: readonly string[]): boolean {
    const [step, ...rest] = steps;
    if (step === undefined) return true;
    const items = step.endsWith("[]");
    const found = types
        .flatMap(type => partsOf(checker, type))
        .flatMap(part => checker.getPropertyOfType(part, items ? step.slice(0, -"[]".length) : step) ?? [])
        .map(property => checker.getTypeOfSymbol(property));
    const next = items ? found.flatMap(type => itemsOf(checker, type)) : found;
    return next.length > 0 && reaches(checker, next, rest);
}

function itemsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
    return partsOf(checker, type).flatMap(part =>
        checker.isArrayLikeType(part) ? (part.getNumberIndexType() ?? []) : [],
    );
}
