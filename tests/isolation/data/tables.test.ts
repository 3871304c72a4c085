import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { before, describe, it } from "mocha";
import * as ts from "typescript";

import { RESOURCE_POLICIES } from "../../../aws/resource-policies";
import { REFERENCE_POINTINGS } from "../../../isolation/references/area";
import { POINTINGS } from "../../../isolation/data/area";
import { FURTHER_RESOURCE_POLICIES } from "../../../isolation/data/further-policies";
import { KNOWN_BY_ARN, LAST_COPIES, LAST_COPY, OWNED, THINGS_BY_ID } from "../../../isolation/data/owned-types";

const SDK = path.dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));

/** Inputs that the installed SDK declares, by type and by nested interface. */
class Declared {
    private readonly nested = new Map<string, ts.InterfaceDeclaration>();

    constructor() {
        const file = this.parse("types/input.d.ts");
        for (const statement of file.statements) {
            if (!ts.isModuleDeclaration(statement) || statement.body === undefined || !ts.isModuleBlock(statement.body))
                continue;
            for (const inner of statement.body.statements) {
                if (ts.isInterfaceDeclaration(inner))
                    this.nested.set(`${statement.name.text}.${inner.name.text}`, inner);
            }
        }
    }

    /** What is wrong with a path of a type; nothing where the SDK declares it. */
    fault(token: string, property: string): string | undefined {
        const [, place = ""] = token.split(":");
        let declaration: ts.InterfaceDeclaration | undefined;
        try {
            declaration = this.parse(`${place}.d.ts`).statements.find(
                (one): one is ts.InterfaceDeclaration =>
                    ts.isInterfaceDeclaration(one) && one.name.text.endsWith("Args"),
            );
        } catch {
            return `${token} is no type`;
        }
        for (const step of property.split(".")) {
            const isList = step.endsWith("[]");
            const name = step.replace("[]", "");
            const member = declaration?.members.find(one => one.name?.getText() === name);
            if (member === undefined || !ts.isPropertySignature(member)) return `${token} has no ${property}: ${name}`;
            const text = member.type?.getText() ?? "";
            if (isList !== text.includes("[]")) return `${token} ${property}: ${name} is ${text}`;
            const inner = /inputs\.(\w+\.\w+)/.exec(text)?.[1];
            declaration = inner === undefined ? undefined : this.nested.get(inner);
        }
        return undefined;
    }

    private parse(file: string): ts.SourceFile {
        const folder = path.join(SDK, path.dirname(file));
        // Some files are called in small letters where the token is not.
        const wanted = path.basename(file).toLowerCase();
        const written = readdirSync(folder).find(one => one.toLowerCase() === wanted);
        const text = readFileSync(path.join(folder, written ?? path.basename(file)), "utf8");
        return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    }
}

/** Inputs that hold JSON: the provider's types end at the text. */
function isJson(property: string): boolean {
    return /^(?:redrivePolicy|containerDefinitions|containerProperties|policyDocument)/.test(property);
}

describe("the tables of what inputs name", () => {
    let declared: Declared;

    before(() => {
        declared = new Declared();
    });

    const ofAws = (types: Readonly<Record<string, readonly string[]>>) =>
        Object.entries(types)
            .filter(([type]) => type.startsWith("aws:"))
            .flatMap(([type, properties]) => properties.map(property => [type, property] as const));

    for (const { kind, places } of [...POINTINGS, ...REFERENCE_POINTINGS]) {
        it(`given ${kind}, names types and inputs that the provider has`, () => {
            const all = Object.fromEntries(Object.entries(places).map(([type, paths]) => [type, Object.keys(paths)]));
            const faults = ofAws(all)
                .filter(([, property]) => !isJson(property))
                .flatMap(([type, property]) => declared.fault(type, property) ?? []);
            assert.deepEqual(faults, []);
        });
    }

    it("given the policies of resources, names types and inputs that the provider has", () => {
        const all = { ...RESOURCE_POLICIES, ...FURTHER_RESOURCE_POLICIES };
        const faults = Object.entries(all).flatMap(([type, { property }]) => declared.fault(type, property) ?? []);
        assert.deepEqual(faults, []);
    });

    it("given what is owned, names types and inputs that the provider has", () => {
        const faults = [
            ...Object.entries(OWNED).flatMap(([type, { name, prefix }]) =>
                [name, ...(prefix === undefined ? [] : [prefix])].flatMap(input => declared.fault(type, input) ?? []),
            ),
            ...Object.keys(LAST_COPIES).flatMap(type => declared.fault(type, LAST_COPY) ?? []),
            ...[...Object.keys(THINGS_BY_ID), ...KNOWN_BY_ARN].flatMap(type => declared.fault(type, "region") ?? []),
        ];
        assert.deepEqual(faults, []);
    });
});
