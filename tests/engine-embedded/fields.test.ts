import assert from "node:assert/strict";

import { readField, writeField } from "../../engine/monitor/fields";

/** A message of a copy of the SDK that knows one field. */
class Message {
    private name = "first";

    getName(): string {
        return this.name;
    }

    setName(name: string): void {
        this.name = name;
    }
}

describe("fields of messages", () => {
    it("given a field that the message has, reads and writes it", () => {
        const message = new Message();
        writeField(message, "setName", "second");

        assert.equal(readField(message, "getName", "unset"), "second");
    });

    it("given a field that the message does not have, reads it as unset and writes nothing", () => {
        const message = new Message();
        writeField(message, "setAge", 3);

        assert.equal(readField(message, "getAge", 0), 0);
        assert.deepEqual(Object.keys(message), ["name"]);
    });
});
