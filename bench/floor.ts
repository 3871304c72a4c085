/*
 * The practical floor: what anybody gets from Pulumi's own test mocks in one process. Both stacks of the reference
 * program are planned in turn, then 31 bare rules look at every resource. No unknowns, no secrets, no parents, no
 * options, no verdict for what could not be read: less than `stagewright check` does, and the reference it is held against.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

const ROOT = path.join(__dirname, "../..");
const PROGRAM = path.join(ROOT, "dist/program/index.js");
const RULES = 31;

/** Outputs that the program reads and that mocks do not invent. */
const COMPUTED = {
    arn: "arn:aws:x:::y",
    endpoint: "a.test",
    certificateAuthority: { data: "" },
    masterUserSecrets: [{ secretArn: "a" }],
};

/** What AWS asks for to prove whose the names of a certificate are. */
function proofs({ domainName, subjectAlternativeNames = [] }: Readonly<Record<string, unknown>>): readonly object[] {
    return [domainName, ...(subjectAlternativeNames as readonly unknown[])].map(name => ({
        domainName: name,
        resourceRecordName: "a.test",
        resourceRecordType: "CNAME",
        resourceRecordValue: "b.test",
    }));
}

interface Planned {
    readonly type: string;
    readonly inputs: Record<string, unknown>;
}

async function plan(stack: string): Promise<Planned[]> {
    const file = parse(readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as {
        config: Record<string, unknown>;
    };
    pulumi.runtime.setAllConfig(
        Object.fromEntries(
            Object.entries(file.config).map(([key, value]) => [
                key,
                typeof value === "string" ? value : JSON.stringify(value),
            ]),
        ),
    );
    const planned: Planned[] = [];
    const resources: pulumi.Resource[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                const given = inputs as Record<string, unknown>;
                planned.push({ type, inputs: given });
                const state = { ...COMPUTED, domainValidationOptions: proofs(given), ...given };
                return { id: `${name}-id`, state };
            },
            call: ({ inputs }) => inputs as Record<string, unknown>,
        },
        "shop",
        stack,
    );
    for (const file of Object.keys(require.cache)) {
        if (file.startsWith(path.join(ROOT, "dist"))) Reflect.deleteProperty(require.cache, file);
    }
    await pulumi.runtime.runInPulumiStack(() => {
        pulumi.runtime.registerStackTransformation(({ resource }) => {
            resources.push(resource);
            return undefined;
        });
        return Promise.resolve(createRequire(__filename)(PROGRAM) as unknown);
    });
    for (const { urn } of resources) await new Promise(resolve => urn.apply(resolve));
    return planned;
}

/** Bare rules: each reads a handful of properties by name and reports a text. */
const rules = Array.from({ length: RULES }, (_, index) => ({ type, inputs }: Planned): string | undefined => {
    if (index % 3 === 0 && !type.startsWith("aws:")) return undefined;
    const tags = inputs["tags"] as Record<string, unknown> | undefined;
    if (inputs["publiclyAccessible"] === true) return "is public";
    if (inputs["storageEncrypted"] === false) return "is not encrypted";
    return tags !== undefined && tags["owner"] === undefined ? "has no owner" : undefined;
});

async function main(): Promise<void> {
    let resources = 0;
    const found: string[] = [];
    for (const stack of ["staging", "prod"]) {
        const planned = await plan(stack);
        resources += planned.length;
        for (const resource of planned) {
            for (const rule of rules) {
                const message = rule(resource);
                if (message !== undefined) found.push(message);
            }
        }
    }
    console.log(`${resources} resources, ${found.length} messages`);
}

void main();
