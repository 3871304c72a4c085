import * as assert from "node:assert/strict";

import { type PropertyValue, Unknown } from "../../plan/value";
import { coversAction, speaksOf } from "../../aws/iam-patterns";
import { parsePolicy } from "../../aws/iam-policy";

describe("a pattern of actions", () => {
    for (const [pattern, action, expected] of [
        ["*", "sts:AssumeRole", true],
        ["sts:*", "sts:AssumeRole", true],
        ["STS:assumerole", "sts:AssumeRole", true],
        ["sts:AssumeRol?", "sts:AssumeRole", true],
        ["sts:Assume", "sts:AssumeRole", false],
        ["sts:AssumeRoleWithSAML", "sts:AssumeRole", false],
        ["sts.AssumeRole", "sts:AssumeRole", false],
        ["s+ts:AssumeRole", "sts:AssumeRole", false],
    ] as const) {
        it(`given ${pattern}, ${expected ? "takes in" : "leaves out"} ${action}`, () => {
            assert.equal(coversAction(pattern, action), expected);
        });
    }
});

describe("a statement of a policy", () => {
    const statement = (parts: Readonly<Record<string, PropertyValue>>) => {
        const [first] = parsePolicy({ Statement: { Effect: "Allow", ...parts } }).statements;
        assert.ok(first !== undefined);
        return first;
    };
    for (const [given, parts, expected] of [
        ["the action among others", { Action: ["s3:Get*", "sts:*"] }, true],
        ["other actions", { Action: "s3:*" }, false],
        ["other actions and an unknown one", { Action: ["s3:*", Unknown.computed] }, undefined],
        ["the action and an unknown one", { Action: ["sts:*", Unknown.computed] }, true],
        ["no action", {}, undefined],
        ["all but the action", { NotAction: "sts:*" }, false],
        ["all but others", { NotAction: "s3:*" }, true],
        ["all but others and an unknown one", { NotAction: ["s3:*", Unknown.computed] }, undefined],
        ["all but the action and an unknown one", { NotAction: ["sts:*", Unknown.computed] }, false],
    ] as const) {
        it(`given ${given}, says ${String(expected)}`, () => {
            assert.equal(speaksOf(statement(parts), "sts:AssumeRole"), expected);
        });
    }
});
