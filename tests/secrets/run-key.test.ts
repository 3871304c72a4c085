import assert from "node:assert/strict";
import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { Concealed } from "../../secrets/concealed";
import { parseKey } from "../../secrets/pipeline-key";
import { runKeyOf } from "../../secrets/run-key";

const KEY = Buffer.from("8f1e0d7c6b5a4938271605f4e3d2c1b0a9988776655443322110ffeeddccbbaa", "hex");
const concealed = (text: string) => new Concealed(Buffer.from(text, "utf8"));

describe("the key of a run", () => {
    it("given key and run, is what HKDF and HMAC of SHA-256 make of them", () => {
        const derived = Buffer.from(hkdfSync("sha256", KEY, "4711", "stagewright.facts/1 digest", 32));
        const expected = createHmac("sha256", derived).update("credential\0secret").digest("hex");
        assert.equal(runKeyOf(new Concealed(KEY), "4711").digest(concealed("secret")), expected);
    });

    it("given the same, makes the same digest; given another run, key or kind, none alike", () => {
        const one = runKeyOf(new Concealed(KEY), "4711");
        const other = runKeyOf(new Concealed(KEY), "4712");
        const third = runKeyOf(new Concealed(randomBytes(32)), "4711");
        const again = runKeyOf(new Concealed(KEY), "4711");
        assert.equal(one.digest(concealed("x")), again.digest(concealed("x")));
        assert.equal(one.check, again.check);
        const all = [one, other, third].flatMap(key => [
            key.check,
            key.digest(concealed("x")),
            key.digestOf("backend", "x"),
        ]);
        assert.equal(new Set(all).size, all.length);
    });

    it("given its check, says nothing of the key that makes digests", () => {
        const { check } = runKeyOf(new Concealed(KEY), "4711");
        const derived = Buffer.from(hkdfSync("sha256", KEY, "4711", "stagewright.facts/1 digest", 32)).toString("hex");
        assert.ok(check !== derived && check !== KEY.toString("hex"));
    });
});

describe("a concealed value", () => {
    it("given to whatever prints, shows nothing", () => {
        const value = concealed("k9Xw2Qm7Tz4");
        const printed = [
            String(value),
            JSON.stringify({ value }),
            inspect(value, { showHidden: true, depth: 9 }),
            inspect({ value }),
        ];
        assert.deepEqual(printed, ["(hidden)", '{"value":"(hidden)"}', "(hidden)", "{ value: (hidden) }"]);
    });
});

describe("the key of a pipeline", () => {
    const fault = (text: string) => {
        const parsed = parseKey(text);
        return "fault" in parsed ? parsed.fault : undefined;
    };
    const read = (text: string) => {
        const parsed = parseKey(text);
        return "key" in parsed ? parsed.key.reveal() : undefined;
    };

    it("given in hexadecimal, base64 or base64 of addresses, with white space around, is read", () => {
        assert.deepEqual(read(KEY.toString("hex")), KEY);
        assert.deepEqual(read(`  ${KEY.toString("hex").toUpperCase()}\n`), KEY);
        assert.deepEqual(read(KEY.toString("base64")), KEY);
        assert.deepEqual(read(KEY.toString("base64").replace(/=+$/, "")), KEY);
        assert.deepEqual(read(KEY.toString("base64url")), KEY);
        const long = randomBytes(64);
        assert.deepEqual(read(long.toString("base64")), long);
    });

    for (const [given, text, expected] of [
        ["nothing", " \n", /^it is empty;/],
        ["31 bytes", KEY.subarray(1).toString("hex"), /^it has 248 bits, and 256 are the least;/],
        ["31 bytes in base64", KEY.subarray(1).toString("base64"), /^it has 248 bits/],
        ["words", "my secret key for the pipeline", /^it is neither hexadecimal nor base64;/],
        ["base64 that was cut off", "A".repeat(45), /^it is neither hexadecimal nor base64;/],
        ["a file by mistake", "ab".repeat(600), /^it is longer than a key;/],
        ["zeros", "00".repeat(32), /^it repeats a few bytes, so it is not random;/],
        ["one byte in base64", Buffer.alloc(32, 7).toString("base64"), /^it repeats a few bytes/],
        [
            "a half twice",
            Buffer.concat([KEY.subarray(0, 16), KEY.subarray(0, 16)]).toString("hex"),
            /^it repeats itself/,
        ],
        [
            "counting up",
            Buffer.from(Array.from({ length: 32 }, (_, place) => place)).toString("hex"),
            /^its bytes count/,
        ],
        [
            "counting down by three",
            Buffer.from(Array.from({ length: 32 }, (_, place) => 255 - place * 3)).toString("hex"),
            /^its bytes count/,
        ],
        [
            "a passphrase in base64",
            Buffer.from("The Quick brown fox jumps! 0123456789").toString("base64"),
            /^it is a text in another writing/,
        ],
        [
            "a key that was encoded twice",
            Buffer.from(KEY.toString("base64")).toString("base64"),
            /^it is a text in another writing/,
        ],
    ] as const) {
        it(`given ${given}, says what is wrong and nothing of the key`, () => {
            const said = fault(text) ?? "";
            assert.match(said, expected);
            assert.match(
                said,
                /expected 32 random bytes or more, in hexadecimal or base64, as `openssl rand -hex 32` prints them$/,
            );
            assert.ok(text.trim() === "" || !said.includes(text.trim().slice(0, 8)));
        });
    }

    it("given random keys, takes every one", () => {
        for (let round = 0; round < 2000; round++) assert.equal(fault(randomBytes(32).toString("hex")), undefined);
    });
});
