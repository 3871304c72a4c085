import * as assert from "node:assert/strict";
import Module from "node:module";
import { HolidaysMissingError, workingHoursFaults } from "../../hours";
import { holidaysOf } from "../../hours/holidays";
import { OFFICE } from "./samples";

/** How Node loads a module, one that it has loaded before as well; its types leave it out. */
const LOAD = "_load";

/** Does something where one package cannot be loaded. */
function without(error: Error, act: () => void): void {
    const original: unknown = Reflect.get(Module, LOAD);
    assert.ok(typeof original === "function");
    Reflect.set(Module, LOAD, function (this: unknown, ...given: readonly unknown[]): unknown {
        if (given[0] === "date-holidays") throw error;
        return Reflect.apply(original, this, given) as unknown;
    });
    try {
        act();
    } finally {
        Reflect.set(Module, LOAD, original);
    }
}

describe("holidays, where their package", () => {
    const missing = Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });

    it("is not installed, are refused with what to install", () => {
        without(missing, () => {
            assert.throws(() => holidaysOf({ country: "DE", years: [2051] }), {
                name: "HolidaysMissingError",
                message: "holidays of a country need the package date-holidays: npm install date-holidays",
            });
        });
    });

    it("is not installed, are a fault of the hours that ask for them, and of no others", () => {
        without(missing, () => {
            const holidays = { country: "DE", years: [2052] };
            assert.deepEqual(workingHoursFaults({ ...OFFICE, holidays }), [
                {
                    path: "holidays",
                    expected: `no country, or else its holidays: ${new HolidaysMissingError().message}`,
                    got: holidays,
                },
            ]);
            assert.deepEqual(workingHoursFaults({ ...OFFICE }), []);
        });
    });

    for (const [given, error] of [
        ["is broken", new SyntaxError("Unexpected token")],
        ["may not be read", Object.assign(new Error("no"), { code: "EACCES" })],
    ] as const) {
        it(`${given}, say so in its own words`, () => {
            without(error, () => {
                assert.throws(() => holidaysOf({ country: "DE", years: [2053] }), error);
                const holidays = { country: "DE", years: [2054] };
                assert.throws(() => workingHoursFaults({ ...OFFICE, holidays }), error);
            });
        });
    }
});
