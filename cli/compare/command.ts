import { type Fault, UsageError } from "../../plan/faults";
import { isStrict } from "../../policy-pack/kernel/strict";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { compareSecrets } from "../../secrets/compare";
import type { CompareOptions } from "../arguments";
import { EXIT_CODES } from "../exit-codes";
import { type FactsDocument, readFacts } from "../facts/document";
import { FaultCollector } from "../faults";
import type { Output } from "../output";
import { renderCompareJson } from "../report/compare-json";
import { renderCompareMarkdown } from "../report/compare-markdown";
import { renderCompareText } from "../report/compare-text";
import { layoutFor } from "../report/layout";
import { terminalColumns, usesColor } from "../terminal";
import { type CompareReport, passes } from "./report";

/**
 * Compares files of facts. Needs no key: digests are equal or not.
 *
 * @returns The exit code.
 * @throws UsageError with every reason for which the files cannot be compared.
 */
export async function compare(files: readonly string[], options: CompareOptions, output: Output): Promise<number> {
    const faults = new FaultCollector();
    const read = files.flatMap(file => {
        const facts = faults.read(() => readFacts(file));
        return facts === undefined ? [] : [{ file, facts }];
    });
    faults.throwIfAny("facts cannot be read");
    const [first] = read;
    if (first === undefined || read.length < 2) {
        throw new UsageError("facts cannot be compared", [
            { at: files.join(" "), message: "expected two files or more, each of another environment" },
        ]);
    }
    const mismatches = mismatchesOf(read);
    if (mismatches.length > 0) throw new UsageError("these facts cannot be compared", mismatches);
    const all = read.map(({ facts }) => facts);
    const report: CompareReport = {
        run: first.facts.run,
        strict: options.strict ?? strictByItself(all),
        comparison: compareSecrets(all),
    };
    await output.write(render(report, options));
    return passes(report) ? EXIT_CODES.holds : EXIT_CODES.fails;
}

/** As every command is strict by itself: on CI, and where production is among what is judged. */
function strictByItself(all: readonly FactsDocument[]): boolean {
    const environments = Object.fromEntries(all.map(facts => [facts.stack, { class: facts.class }]));
    const production = all.filter(facts => facts.class === "production").map(({ stack }) => stack);
    const settings = { ...DEFAULT_SETTINGS, environments };
    return isStrict({ settings, stacks: production, environment: process.env }) || production.length > 0;
}

interface ReadFile {
    readonly file: string;
    readonly facts: FactsDocument;
}

/** What keeps files from being compared: the same environment, another run, another key. */
function mismatchesOf(read: readonly ReadFile[]): readonly Fault[] {
    const [first] = read;
    if (first === undefined) return [];
    const seen = new Map<string, string>();
    return read.flatMap(({ facts, file }): readonly Fault[] => {
        const environment = `${facts.project}/${facts.stack}`;
        const twin = seen.get(environment);
        if (twin !== undefined)
            return [{ at: file, message: `is of ${environment}, as ${twin} is; expected another environment` }];
        seen.set(environment, file);
        if (facts.run !== first.facts.run) {
            return [
                {
                    at: file,
                    message: `is of the run ${facts.run}, and ${first.file} of ${first.facts.run}; digests of different runs never agree, expected one run`,
                },
            ];
        }
        return facts.keyCheck === first.facts.keyCheck
            ? []
            : [
                  {
                      at: file,
                      message: `was made with another key than ${first.file}; digests under different keys never agree, expected one key`,
                  },
              ];
    });
}

function render(report: CompareReport, options: CompareOptions): string {
    switch (options.format) {
        case "json":
            return renderCompareJson(report);
        case "markdown":
            return renderCompareMarkdown(report);
        case "text":
            return renderCompareText(report, layoutFor(terminalColumns(options), usesColor(options)));
    }
}
