import assert from "node:assert/strict";
import { defectText, usageText } from "../../cli/errors";
import { FaultCollector } from "../../cli/faults";
import { Progress, REWRITE_INTERVAL_MS } from "../../cli/progress";
import { terminalColumns, usesColor } from "../../cli/terminal";
import { UsageError } from "../../plan/faults";

/** A stream that keeps what is written to it. */
function stream(isTTY: boolean, columns = 80) {
    const written: string[] = [];
    return { written, isTTY, columns, write: (text: unknown) => written.push(String(text)) > 0 };
}

describe("progress", () => {
    it("given a terminal, rewrites one line and takes it away at the end", () => {
        const terminal = stream(true);
        let time = 0;
        const progress = new Progress(terminal, () => time);
        progress.update("staging", 1);
        time += REWRITE_INTERVAL_MS;
        progress.update("prod", 90);
        progress.clear();
        assert.deepEqual(terminal.written, [
            "\r\u001b[2Kplanning staging 1 resource",
            "\r\u001b[2Kplanning staging 1 resource, prod 90 resources",
            "\r\u001b[2K",
        ]);
    });

    it("given news faster than anybody reads, waits with it", () => {
        const terminal = stream(true);
        let time = 0;
        const progress = new Progress(terminal, () => time);
        progress.update("staging", 1);
        time += REWRITE_INTERVAL_MS - 1;
        progress.update("staging", 2);
        assert.equal(terminal.written.length, 1);
        time += 1;
        progress.update("staging", 3);
        assert.equal(terminal.written.at(-1), "\r\u001b[2Kplanning staging 3 resources");
    });

    it("given a narrow terminal, stays short of the last column", () => {
        const terminal = stream(true, 20);
        new Progress(terminal).update("staging", 84);
        assert.equal(terminal.written[0], "\r\u001b[2Kplanning staging 84");
    });

    it("given no terminal, is silent", () => {
        const pipe = stream(false);
        const progress = new Progress(pipe);
        progress.update("staging", 84);
        progress.clear();
        assert.deepEqual(pipe.written, []);
    });

    it("given nothing to show, clears nothing", () => {
        const terminal = stream(true);
        new Progress(terminal).clear();
        assert.deepEqual(terminal.written, []);
    });
});

describe("usesColor", () => {
    const unset = { color: undefined, output: undefined };

    it("given a terminal, colours; given a pipe or a file, does not", () => {
        assert.equal(usesColor(unset, {}, true), true);
        assert.equal(usesColor(unset, {}, false), false);
        assert.equal(usesColor({ color: undefined, output: "report.txt" }, {}, true), false);
    });

    it("given NO_COLOR or a terminal without colours, does not; an empty NO_COLOR counts for nothing", () => {
        assert.equal(usesColor(unset, { NO_COLOR: "1" }, true), false);
        assert.equal(usesColor(unset, { NO_COLOR: "" }, true), true);
        assert.equal(usesColor(unset, { TERM: "dumb" }, true), false);
    });

    it("given a flag, does as it says", () => {
        assert.equal(usesColor({ color: true, output: "report.txt" }, { NO_COLOR: "1" }, false), true);
        assert.equal(usesColor({ color: false, output: undefined }, {}, true), false);
    });
});

describe("terminalColumns", () => {
    it("given a terminal, knows its width; given a pipe or a file, does not", () => {
        assert.equal(terminalColumns({ output: undefined }, { isTTY: true, columns: 40 }), 40);
        assert.equal(terminalColumns({ output: undefined }, { isTTY: false, columns: 40 }), undefined);
        assert.equal(terminalColumns({ output: "report.txt" }, { isTTY: true, columns: 40 }), undefined);
    });
});

describe("errors", () => {
    it("given faults and details, lists them below the summary", () => {
        const error = new UsageError(
            "it cannot be done",
            [{ at: "a.yaml:1", message: "got 1\n\n  ^\n" }],
            "\n  its own words\n",
        );
        assert.equal(usageText(error), "it cannot be done\n  a.yaml:1: got 1\n    ^\n\nits own words");
    });

    it("given a summary alone, says no more", () => {
        assert.equal(usageText(new UsageError("it cannot be done")), "it cannot be done");
    });

    it("given a defect, says whose it is, what to report and where it came from", () => {
        const text = defectText(new TypeError("x is not a function"), "1.2.3");
        assert.match(text, /^this is a defect of stagewright, not of your program\.\nPlease open an issue/);
        assert.match(
            text,
            /\nstagewright 1\.2\.3, Node \d+\.\d+\.\d+, \w+ \w+\nTypeError: x is not a function\n {4}at /,
        );
    });

    it("given what is no error, shows it", () => {
        assert.match(defectText("odd", "1.2.3"), /\nodd$/);
    });
});

describe("FaultCollector", () => {
    const failing =
        (...at: readonly string[]) =>
        (): string => {
            throw new UsageError(
                `summary of ${at.join()}`,
                at.map(place => ({ at: place, message: "wrong" })),
                `said ${at.join()}`,
            );
        };

    it("given no fault, returns what was read and does not throw", () => {
        const faults = new FaultCollector();
        assert.equal(
            faults.read(() => 1),
            1,
        );
        faults.throwIfAny("together");
    });

    it("given one reader at fault, throws its own error", () => {
        const faults = new FaultCollector();
        assert.equal(faults.read(failing("a", "b")), undefined);
        assert.throws(
            () => {
                faults.throwIfAny("together");
            },
            { summary: "summary of a,b", details: "said a,b" },
        );
    });

    it("given several, throws one with the faults and words of all", () => {
        const faults = new FaultCollector();
        faults.read(failing("a"));
        faults.read(failing("b", "c"));
        faults.read(failing());
        assert.throws(
            () => {
                faults.throwIfAny("together");
            },
            (error: unknown) => {
                assert(error instanceof UsageError);
                assert.equal(error.summary, "together");
                assert.deepEqual(
                    error.faults.map(({ at }) => at),
                    ["a", "b", "c", "settings"],
                );
                assert.equal(error.details, "said a\n\nsaid b,c\n\nsaid ");
                return true;
            },
        );
    });

    it("given a defect, lets it through", () => {
        assert.throws(() => {
            new FaultCollector().read(() => {
                throw new TypeError("ours");
            });
        }, TypeError);
    });
});
