import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { hasArgument } from "../types/arguments";
import { programOf, ROOT } from "../types/compiler";
import { AWSX_VPC, EKS_CLUSTER, EKS_MANAGED_NODE_GROUP } from "./compared-arguments";

/** Longest time in milliseconds to compile everything that the package offers. */
const COMPILE_LIMIT_MS = 120_000;

const PAGE = readFileSync(path.join(ROOT, "docs/comparison.md"), "utf8");
const VERDICTS = ["ours", "derived", "refused"] as const;

/** Fewest characters of a reason: a word is none. */
const SHORTEST_REASON = 12;

/** A name of ours in code: an export, and a way into what it takes. */
const OURS = /`([A-Z]\w*(?:\.\w+(?:\[\])?)*)`/g;

/** A row of one of the page's tables, under the heading that it stands below. */
interface Row {
    readonly heading: string;
    readonly theirs: readonly string[];
    readonly verdict: string;
    readonly reason: string;
    readonly text: string;
}

const rows = rowsOf(PAGE);

describe("the comparison with the field's own modules", function () {
    this.timeout(COMPILE_LIMIT_MS);
    let isThere: (name: string) => boolean;
    before(() => {
        const program = programOf();
        const checker = program.getTypeChecker();
        const source = program.getSourceFile(path.join(ROOT, "components/index.ts"));
        const exports = checker.getExportsOfModule(checker.getSymbolAtLocation(source!)!);
        isThere = name => hasArgument(checker, exports, name);
    });

    it("says of each argument what became of it, and why", () => {
        assert.ok(rows.length > 100);
        for (const { theirs, verdict, reason, text } of rows) {
            assert.ok(theirs.length > 0, text);
            assert.ok((VERDICTS as readonly string[]).includes(verdict), text);
            assert.ok(verdict === "ours" || reason.length >= SHORTEST_REASON, text);
        }
    });

    it("names an argument of ours wherever it says that there is one, and none that is not there", () => {
        const named = (reason: string) => [...reason.matchAll(OURS)].map(([, name = ""]) => name);
        for (const { verdict, reason, text } of rows) {
            if (verdict === "ours") assert.ok(named(reason).some(isThere), text);
        }
        const wrong = [...PAGE.matchAll(OURS)]
            .map(([, name = ""]) => name)
            .filter(name => !isKnown(name) && !isThere(name));
        assert.deepEqual(wrong, []);
    });

    it("would notice an argument that is not there", () => {
        for (const name of [
            "Network.zones",
            "Cluster.nodeGroups[].name",
            "Network.existing.range",
            "Environment.roles.path",
        ]) {
            assert.ok(isThere(name), name);
        }
        for (const name of [
            "Network.zone",
            "Cluster.nodeGroups.name",
            "Network.existing.zones",
            "Environment.path",
            "Vpc.cidr",
        ]) {
            assert.ok(!isThere(name), name);
        }
    });

    for (const [heading, known] of [
        ["Beside awsx `Vpc`", AWSX_VPC],
        ["Beside the eks package", [...EKS_CLUSTER, ...EKS_MANAGED_NODE_GROUP]],
    ] as const) {
        it(`leaves out no argument, and says nothing twice: ${heading}`, () => {
            const said = rows.filter(row => row.heading === heading).flatMap(({ theirs }) => theirs);
            assert.deepEqual([...new Set(said)].sort(), [...new Set(known)].sort());
        });
    }

    it("says of nothing two things in one table", () => {
        for (const table of tablesOf(PAGE)) {
            const said = rowsOf(table).flatMap(({ theirs }) => theirs);
            assert.deepEqual(
                said.filter((name, index) => said.indexOf(name) !== index),
                [],
            );
        }
    });
});

/** What stands in the form of our names and is somebody else's. */
function isKnown(name: string): boolean {
    return [
        "API",
        "STANDARD",
        "Legacy",
        "Auto",
        "Exact",
        "Vpc",
        "ConfigMap",
        "ManagedNodeGroup",
        "HTTPS_PROXY",
    ].includes(name);
}

function tablesOf(page: string): readonly string[] {
    return page.split(/\n(?!\|)/).filter(part => part.includes("\n|") || part.startsWith("|"));
}

function rowsOf(page: string): readonly Row[] {
    let heading = "";
    return page.split("\n").flatMap(line => {
        const title = /^#+ (.*)$/.exec(line)?.[1];
        if (title !== undefined) heading = title;
        const cells = /^\| (.*) \|$/.exec(line)?.[1]?.split(" | ");
        if (cells === undefined || cells[0] === "theirs") return [];
        assert.equal(cells.length, 3, line);
        const [theirs = "", verdict = "", reason = ""] = cells;
        const names = [...theirs.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
        return [{ heading, theirs: names.length > 0 ? names : [theirs], verdict, reason, text: line }];
    });
}
