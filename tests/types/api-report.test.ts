import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import type ts from "typescript";
import { apiReport } from "./api-report";
import { apiReports, REPORTS } from "./api-reports";
import { ENTRY_POINTS, programOf, ROOT } from "./compiler";

/** Longest time in milliseconds to compile everything that the package offers. */
const COMPILE_LIMIT_MS = 120_000;

/** An API of its own, to see what a report notices. */
const DECLARED = `
import * as pulumi from "@pulumi/pulumi";
const SIZES = ["small", "large"] as const;
interface Hidden { readonly depth: number }
export interface ShopArgs {
    readonly name: string;
    readonly size?: (typeof SIZES)[number];
    readonly keyArn: pulumi.Input<string>;
    readonly parts: readonly { readonly id: pulumi.Input<string>; readonly inside: Hidden }[];
}
export class Shop extends pulumi.ComponentResource {
    readonly url: pulumi.Output<string> = pulumi.output("");
    private readonly secret = 1;
    #more = 2;
    constructor(name: string, args: ShopArgs) { super("shop", name, args); }
    static existing(args: { readonly id: pulumi.Input<string>; readonly count: number }): Shop { throw new Error(String(args)); }
}
export const LIMIT = 5;
export function open(shop: Shop): boolean { return true; }
`;

describe("the public API", function () {
    this.timeout(COMPILE_LIMIT_MS);
    let program: ts.Program;
    let reports: ReadonlyMap<string, string>;
    before(() => {
        program = programOf();
        reports = apiReports(program);
    });

    it("has a way in for each that package.json declares", () => {
        const { exports } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
            exports: Readonly<Record<string, string | { readonly types: string }>>;
        };
        const declared = Object.entries(exports).flatMap(([name, target]) =>
            typeof target === "string"
                ? []
                : [[path.posix.join("stagewright", name), target.types.replace("./dist/", "").replace(".d.ts", ".ts")]],
        );
        assert.deepEqual(Object.fromEntries(declared), ENTRY_POINTS);
    });

    for (const name of Object.keys(ENTRY_POINTS)) {
        it(`given ${name}, is what was reviewed; \`npm run api-report\` writes a change down`, () => {
            const file = path.join(REPORTS, `${name.replaceAll("/", "-")}.txt`);
            const reviewed = existsSync(file) ? readFileSync(file, "utf8") : "";
            assert.deepEqual(reports.get(file)?.split("\n"), reviewed.split("\n"));
        });
    }

    it("has no report of what is no way in", () => {
        assert.deepEqual(
            readdirSync(REPORTS).map(file => path.join(REPORTS, file)),
            [...reports.keys()].sort(),
        );
    });
});

/** The sample, and what it becomes by one change each, by the name of the file. */
const SAMPLES = {
    "sample-api.ts": ["", ""],
    "sample-without-export.ts": ["export const LIMIT", "const LIMIT"],
    "sample-with-output.ts": ["readonly name: string", "readonly name: pulumi.Input<string>"],
    "sample-with-inner-output.ts": ["readonly depth: number", "readonly depth: pulumi.Input<number>"],
    "sample-with-anything.ts": ["readonly name: string", "readonly name: unknown"],
} as const;

describe("a report of an API", function () {
    this.timeout(COMPILE_LIMIT_MS);
    let reports: Readonly<Record<keyof typeof SAMPLES, string>>;
    before(() => {
        const texts = Object.entries(SAMPLES).map(([file, [text, by]]) => {
            assert.ok(DECLARED.includes(text), text);
            return [path.join(ROOT, file), DECLARED.replace(text, by)] as const;
        });
        const program = programOf(new Map(texts));
        const named = Object.keys(SAMPLES).map(file => [file, apiReport(program, "sample", file)]);
        reports = Object.fromEntries(named) as typeof reports;
    });

    it("given classes, interfaces, constants and functions, says what each offers and nothing that is private", () => {
        assert.equal(
            reports["sample-api.ts"],
            [
                "# sample",
                "const LIMIT: 5",
                [
                    "class Shop extends pulumi.ComponentResource {",
                    "    constructor(name: string, args: ShopArgs): Shop",
                    "    static existing(args: { readonly id: pulumi.Input<string>; readonly count: number; }): Shop",
                    "    readonly url: pulumi.Output<string>",
                    "}",
                ].join("\n"),
                [
                    "interface ShopArgs {",
                    "    readonly keyArn: pulumi.Input<string>",
                    "    readonly name: string",
                    "    readonly parts: readonly { readonly id: pulumi.Input<string>; readonly inside: Hidden }[]",
                    `    readonly size?: "small" | "large" | undefined`,
                    "}",
                ].join("\n"),
                "function open(shop: Shop): boolean",
                "# Types that these speak of and that are not exported",
                "interface Hidden {\n    readonly depth: number\n}",
                "# Arguments that may be outputs; every other one is a plain value",
                "Shop.keyArn\nShop.parts[].id\nShop.existing.id",
                "",
            ].join("\n\n"),
        );
    });

    it("given an export that is gone, or a plain argument that takes outputs, is another", () => {
        assert.ok(!reports["sample-without-export.ts"].includes("LIMIT"));
        assert.match(reports["sample-with-output.ts"], /^Shop\.name$/m);
        assert.match(reports["sample-with-inner-output.ts"], /^Shop\.parts\[\]\.inside\.depth$/m);
        assert.match(reports["sample-with-anything.ts"], /^Shop\.name$/m);
    });
});
