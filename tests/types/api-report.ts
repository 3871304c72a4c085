import * as path from "node:path";
import ts from "typescript";
import { ROOT } from "./compiler";
import { acceptedOutputs } from "./outputs";

/** Whole, with the names that the declaration uses. */
const AS_WRITTEN: ts.TypeFormatFlags =
    ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** As above, with what an alias stands for in its place. */
const RESOLVED: ts.TypeFormatFlags = AS_WRITTEN | ts.TypeFormatFlags.InTypeAlias;

/**
 * What an entry point offers, as text: each export with its kind, its members and their types, then each type of ours that
 * these speak of without being exported, then the arguments that may be outputs. A change of it is a change of the API.
 */
export function apiReport(program: ts.Program, name: string, entry: string): string {
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(path.join(ROOT, entry));
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${entry} exports nothing`);
    const exported = checker
        .getExportsOfModule(module)
        .map(symbol => ({ name: symbol.name, symbol: resolved(checker, symbol) }))
        .sort(byName);
    const outputs = exported.flatMap(({ symbol }) => acceptedOutputs(checker, symbol));
    return [
        `# ${name}`,
        ...exported.map(one => described(checker, one.name, one.symbol)),
        "# Types that these speak of and that are not exported",
        ...unexported(
            checker,
            exported.map(({ symbol }) => symbol),
        ).map(symbol => described(checker, symbol.name, symbol)),
        ...(outputs.length > 0
            ? ["# Arguments that may be outputs; every other one is a plain value", outputs.join("\n")]
            : []),
        "",
    ].join("\n\n");
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
    return one.name < other.name ? -1 : 1;
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

function described(checker: ts.TypeChecker, name: string, symbol: ts.Symbol): string {
    const declaration = symbol.declarations?.[0];
    if (declaration === undefined) throw new Error(`${name} is declared nowhere`);
    const parts = [];
    if ((symbol.flags & ts.SymbolFlags.Class) !== 0) parts.push(classText(checker, name, symbol));
    else if ((symbol.flags & ts.SymbolFlags.Value) !== 0) parts.push(valueText(checker, name, symbol, declaration));
    if ((symbol.flags & ts.SymbolFlags.Interface) !== 0) {
        const type = checker.getDeclaredTypeOfSymbol(symbol);
        parts.push(block(`interface ${name}`, membersText(checker, checker.getPropertiesOfType(type))));
    }
    if ((symbol.flags & ts.SymbolFlags.TypeAlias) !== 0) {
        parts.push(aliasText(checker, name, symbol));
    }
    return parts.join("\n");
}

function aliasText(checker: ts.TypeChecker, name: string, symbol: ts.Symbol): string {
    const node = symbol.declarations?.find(ts.isTypeAliasDeclaration);
    if (node === undefined) throw new Error(`${name} is declared nowhere`);
    const parameters = node.typeParameters?.map(parameter => oneLine(parameter.getText())).join(", ");
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    const words = type.isUnion() && type.types.every(part => part.isStringLiteral());
    // Words that a list gives are part of the API, and the name of the list is not.
    const text = words ? type.types.map(part => checker.typeToString(part)).join(" | ") : oneLine(node.type.getText());
    return `type ${name}${parameters === undefined ? "" : `<${parameters}>`} = ${text}`;
}

function valueText(checker: ts.TypeChecker, name: string, symbol: ts.Symbol, declaration: ts.Declaration): string {
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
    const signatures = type.getCallSignatures();
    if (ts.isFunctionDeclaration(declaration) && signatures.length > 0) {
        return signatures.map(signature => `function ${name}${signatureText(checker, signature)}`).join("\n");
    }
    return `const ${name}: ${oneLine(checker.typeToString(type, declaration, AS_WRITTEN))}`;
}

/** What a class declares itself, for everybody; what it inherits is its parent's. */
function classText(checker: ts.TypeChecker, name: string, symbol: ts.Symbol): string {
    const declaration = symbol.declarations?.find(ts.isClassDeclaration);
    if (declaration === undefined) throw new Error(`${name} is declared nowhere`);
    const parents = declaration.heritageClauses?.map(clause => ` ${oneLine(clause.getText())}`).join("") ?? "";
    const constructors = checker
        .getTypeOfSymbolAtLocation(symbol, declaration)
        .getConstructSignatures()
        .filter(
            signature =>
                (signature.declaration && ts.getCombinedModifierFlags(signature.declaration)) !==
                ts.ModifierFlags.Private,
        )
        .map(signature => `constructor${signatureText(checker, signature)}`);
    const statics = [...(symbol.exports?.values() ?? [])].filter(
        member => member.name !== "prototype" && isOpen(member),
    );
    const own = [...(symbol.members?.values() ?? [])].filter(
        member =>
            (member.flags & (ts.SymbolFlags.Property | ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0 &&
            isOpen(member),
    );
    return block(`class ${name}${parents}`, [
        ...constructors,
        ...membersText(checker, statics).map(text => `static ${text}`),
        ...membersText(checker, own),
    ]);
}

function membersText(checker: ts.TypeChecker, members: readonly ts.Symbol[]): readonly string[] {
    return members.map(member => memberText(checker, member)).sort();
}

function memberText(checker: ts.TypeChecker, member: ts.Symbol): string {
    const declaration = member.declarations?.[0];
    if (declaration === undefined) throw new Error(`${member.name} is declared nowhere`);
    const type = checker.getTypeOfSymbolAtLocation(member, declaration);
    if (ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration)) {
        return type
            .getCallSignatures()
            .map(signature => `${member.name}${signatureText(checker, signature)}`)
            .join("\n    ");
    }
    const written =
        ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration) ? declaration.type : undefined;
    const optional = (member.flags & ts.SymbolFlags.Optional) === 0 ? "" : "?";
    const readOnly = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) === 0 ? "" : "readonly ";
    // A list of words is no part of the API, and the words are.
    const text =
        written === undefined || /\btypeof\b/.test(written.getText())
            ? checker.typeToString(type, declaration, RESOLVED)
            : written.getText();
    return `${readOnly}${member.name}${optional}: ${oneLine(text)}`;
}

function signatureText(checker: ts.TypeChecker, signature: ts.Signature): string {
    return oneLine(checker.signatureToString(signature, signature.declaration, AS_WRITTEN));
}

function block(head: string, lines: readonly string[]): string {
    return lines.length === 0 ? `${head} {}` : `${head} {\n${lines.map(line => `    ${line}`).join("\n")}\n}`;
}

function oneLine(text: string): string {
    return text
        .replace(/\/\*[^]*?\*\/|\/\/.*$/gm, " ")
        .replace(/\s+/g, " ")
        .trim();
}

/** Whether a member of a class is there for everybody. */
function isOpen({ valueDeclaration: declaration }: ts.Symbol): boolean {
    if (declaration === undefined) return false;
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    const name = ts.getNameOfDeclaration(declaration);
    return (ts.getCombinedModifierFlags(declaration) & hidden) === 0 && !(name && ts.isPrivateIdentifier(name));
}

/** The types of this repository that exports speak of, directly or through each other, without being exported. */
function unexported(checker: ts.TypeChecker, exported: readonly ts.Symbol[]): readonly ts.Symbol[] {
    const seen = new Set(exported);
    const found: ts.Symbol[] = [];
    const queue = [...exported];
    for (let symbol = queue.shift(); symbol !== undefined; symbol = queue.shift()) {
        for (const mentioned of mentionedTypes(checker, symbol)) {
            if (seen.has(mentioned)) continue;
            seen.add(mentioned);
            found.push(mentioned);
            queue.push(mentioned);
        }
    }
    return found.sort(byName);
}

/** The types of this repository that the visible part of a declaration names. */
function mentionedTypes(checker: ts.TypeChecker, symbol: ts.Symbol): readonly ts.Symbol[] {
    const mentioned: ts.Symbol[] = [];
    const visit = (node: ts.Node): void => {
        if (ts.isBlock(node) || (ts.canHaveModifiers(node) && isHidden(node))) return;
        if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
            const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
            const target = checker.getSymbolAtLocation(name);
            if (target !== undefined) mentioned.push(resolved(checker, target));
        }
        ts.forEachChild(node, visit);
    };
    for (const declaration of symbol.declarations ?? []) visit(declaration);
    return mentioned.filter(isOurs);
}

function isHidden(node: ts.HasModifiers): boolean {
    return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true;
}

function isOurs(symbol: ts.Symbol): boolean {
    const kinds = ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class;
    const file = symbol.declarations?.[0]?.getSourceFile().fileName;
    return (symbol.flags & kinds) !== 0 && file !== undefined && !file.includes("/node_modules/");
}
