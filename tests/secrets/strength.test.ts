import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { isStrong, MIN_BITS, strengthOf } from "../../secrets/strength";

const bits = (text: string) => strengthOf(Buffer.from(text, "utf8"));

describe("the strength of a value", () => {
    it("given sixteen hexadecimal digits, is at the floor; given fifteen, below it", () => {
        assert.equal(bits("3f9a1c7e2b5d8064"), MIN_BITS);
        assert.ok(isStrong(Buffer.from("3f9a1c7e2b5d8064")));
        assert.ok(!isStrong(Buffer.from("3f9a1c7e2b5d806")));
    });

    it("given eleven random letters and digits, is above the floor; given ten, below it", () => {
        assert.ok(isStrong(Buffer.from("k9Xw2Qm7Tz4")));
        assert.ok(!isStrong(Buffer.from("k9Xw2Qm7Tz")));
    });

    for (const weak of [
        ...["", "x", "hunter2", "Pass1234!", "changeme-please-2024", "staging-password-2024", "S3cr3t-P4ssw0rd-2026"],
        ...["correct-horse-battery-staple", "a".repeat(100), "0123456789abcdef", "12345678901234567890"],
        ...["abcdefghijklmnopqrstuvwxyz", "Admin-Admin-Admin-Admin", "postgres", "k9Xk9Xk9Xk9Xk9Xk9X"],
    ]) {
        it(`given ${JSON.stringify(weak)}, is below the floor`, () => {
            assert.ok(bits(weak) < MIN_BITS, String(bits(weak)));
        });
    }

    it("given what generators make, is above the floor", () => {
        for (let round = 0; round < 500; round++) {
            for (const text of [randomBytes(16).toString("hex"), randomBytes(15).toString("base64")]) {
                assert.ok(bits(text) >= MIN_BITS, text);
            }
        }
    });

    it("given bytes that are no text, goes by how many there are and how they differ", () => {
        assert.equal(strengthOf(Buffer.alloc(64, 0xff)), 0);
        assert.ok(strengthOf(Buffer.from([0xff, 0xfe, 0xff, 0xfe])) === 4);
        assert.ok(isStrong(Buffer.from("ff00fe01fd02fc03fb04fa05f906f807", "hex")));
    });

    it("given more of the same, never falls", () => {
        const text = "k9Xw2Qm7Tz4bR8vN";
        for (let length = 1; length < text.length; length++)
            assert.ok(bits(text.slice(0, length)) <= bits(text.slice(0, length + 1)));
    });
});
