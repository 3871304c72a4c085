import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, nonEmptyText } from "../../components/arguments";
import { faultsOf } from "./support";

describe("a collection of argument faults", () => {
    it("given none, throws nothing", () => {
        assert.deepEqual(
            faultsOf(() => {
                new ArgumentFaults().throwIfAny("Network");
            }),
            [],
        );
    });

    it("given some, throws one error that says each of them in its message too", () => {
        const faults = new ArgumentFaults();
        faults.check("owner", "", nonEmptyText);
        faults.add("zones", "two zones", ["a"]);
        assert.throws(
            () => {
                faults.throwIfAny("Network");
            },
            {
                message: [
                    "invalid Network arguments",
                    '  owner: expected a text that is not empty, got ""',
                    '  zones: expected two zones, got ["a"]',
                ].join("\n"),
            },
        );
    });

    it("given an output or a secret, shows nothing of it", () => {
        const faults = new ArgumentFaults();
        faults.check("owner", pulumi.secret("hunter2"), nonEmptyText);
        assert.deepEqual(faults.all, [
            {
                propertyPath: "owner",
                reason: "expected a text that is not empty, got an output, whose value is not known while planning",
            },
        ]);
    });
});
