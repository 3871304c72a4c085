import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { delimiter } from "node:path";
import { TestFolder } from "../cli/support";
import { findChromium } from "./find-chromium";

describe("the browser of these tests", () => {
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    function executable(name: string): void {
        folder.write({ [name]: "#!/bin/sh\n" });
        chmodSync(folder.file(name), 0o755);
    }

    it("given one on the search path, is that one", () => {
        executable("second/chromium");
        const folders = ["", folder.file("first"), folder.file("second")].join(delimiter);
        assert.equal(findChromium(folders), folder.file("second/chromium"));
    });

    it("given another name of it, is found too, but Debian's own comes first", () => {
        executable("google-chrome");
        assert.equal(findChromium(folder.path), folder.file("google-chrome"));
        executable("chromium");
        assert.equal(findChromium(folder.path), folder.file("chromium"));
    });

    it("given none, or a file that nobody may run, says what to install", () => {
        const missing =
            /need one of chromium, chromium-browser, google-chrome on PATH; on Debian: apt-get install chromium/;
        assert.throws(() => findChromium(folder.path), missing);
        folder.write({ chromium: "" });
        assert.throws(() => findChromium(folder.path), missing);
        assert.throws(() => findChromium(""), missing);
    });
});
