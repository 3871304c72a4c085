import * as assert from "node:assert/strict";

import { protocol } from "../../../../policy-pack/analyzer/protocol";
import { sentAlone } from "../../../../policy-pack/analyzer/shown-resources";

describe("the options that the engine sends along", () => {
    const { messages } = protocol;
    const ignoredOf = (request = new messages.AnalyzeRequest()) => sentAlone(request).options.ignoreChanges;

    it("given none at all, does not know what is ignored", () => {
        assert.equal(ignoredOf(), undefined);
    });

    it("given some, knows what is ignored, and that nothing is", () => {
        const options = new messages.AnalyzerResourceOptions();
        assert.deepEqual(ignoredOf(new messages.AnalyzeRequest().setOptions(options)), []);
        options.setIgnorechangesList(["size"]);
        assert.deepEqual(ignoredOf(new messages.AnalyzeRequest().setOptions(options)), ["size"]);
    });
});
