import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { renderHtml } from "../../cli/report/document/html";
import { runCli } from "../cli/support";
import { HOSTILE, wholeDueDocument, wholeParityDocument } from "./pages";
import { SCHEDULE_PAGES } from "./schedule-pages";
import { lookAt, NARROW_PIXELS, type OpenedPage, startBrowser, type Viewing, WIDE_PIXELS } from "./support";

const VIEWINGS: readonly Required<Viewing>[] = [NARROW_PIXELS, WIDE_PIXELS].flatMap(width =>
    (["light", "dark"] as const).map(colors => ({ width, colors })),
);

/** What a page of its kind says, to be sure that it is the one that was looked at. */
const PAGES: readonly (readonly [name: string, says: RegExp, html: () => Promise<string>])[] = [
    ["parity", /^How staging differs from prod/, () => Promise.resolve(renderHtml(wholeParityDocument()))],
    ["due", /^Declared differences to be reviewed/, () => Promise.resolve(renderHtml(wholeDueDocument()))],
    ...SCHEDULE_PAGES,
    ["reference", /^How staging differs from prod/, async () => (await runCli(["parity", "--format", "html"])).stdout],
];

describe("pages in a browser", () => {
    let browser: Browser;
    before(async () => {
        browser = await startBrowser();
    });
    after(() => browser.close());

    const opened = <T>(html: string, viewing: Viewing, look: (page: OpenedPage) => Promise<T>) =>
        lookAt(browser, html, viewing, look);

    for (const [name, says, html] of PAGES) {
        describe(`the page ${name}`, () => {
            let page: string;
            before(async () => {
                page = await html();
            });
            for (const viewing of VIEWINGS) {
                it(`given ${viewing.width} px and ${viewing.colors} colours, is whole, quiet, usable and no wider`, async () => {
                    await opened(page, viewing, async one => {
                        assert.match(await one.page.locator("main").innerText(), says);
                        assert.deepEqual(one.complaints, []);
                        assert.deepEqual(one.requests, [one.address]);
                        assert.deepEqual(await one.inaccessible(), []);
                        assert.equal(await one.overflowPixels(), 0);
                        await one.picture(`${name}-${viewing.width}-${viewing.colors}`);
                    });
                });
            }
        });
    }

    const page = renderHtml(wholeParityDocument());

    it("given a value that is markup, shows it as it is", async () => {
        await opened(page, {}, async one => {
            assert.equal(await one.page.locator("img, script").count(), 0);
            assert.ok((await one.page.locator("main").innerText()).includes(HOSTILE.slice(0, 60)));
        });
    });

    it("given day and night, has other colours", async () => {
        const background = (viewing: Viewing) => opened(page, viewing, one => one.styleOf("body", "backgroundColor"));
        assert.equal(await background({ colors: "light" }), "rgb(255, 255, 255)");
        assert.equal(await background({ colors: "dark" }), "rgb(13, 17, 23)");
    });

    it("given a narrow page, names each value where the columns are gone, and tables are tables for all that", async () => {
        const seen = (width: number) =>
            opened(page, { width }, async one => ({
                label: await one.styleOf("td[data-label=staging]", "content", "::before"),
                headPixels: await one.heightPixels("thead"),
                tree: await one.page.locator("table").first().ariaSnapshot(),
            }));
        const narrow = await seen(NARROW_PIXELS);
        const wide = await seen(WIDE_PIXELS);
        assert.equal(narrow.label, '"staging"');
        assert.equal(wide.label, "none");
        assert.ok(narrow.headPixels <= 1);
        assert.ok(wide.headPixels > 10);
        for (const { tree } of [narrow, wide]) assert.match(tree, /^- table .*\n[^]*- columnheader "Where"[^]*- cell /);
    });

    it("given the contents, leads to each part", async () => {
        await opened(page, {}, async one => {
            const links = await one.page.locator("nav a").all();
            assert.ok(links.length >= 4);
            for (const link of links) {
                const target = (await link.getAttribute("href")) ?? "";
                assert.equal(await one.page.locator(target).innerText(), await link.innerText());
            }
        });
    });

    it("given paper, is dark on white though it is night, has no contents, and no row is cut in two", async () => {
        await opened(page, { colors: "dark" }, async one => {
            await one.page.emulateMedia({ media: "print", colorScheme: "dark" });
            assert.equal(await one.styleOf("body", "backgroundColor"), "rgb(255, 255, 255)");
            assert.equal(await one.styleOf("body", "color"), "rgb(28, 33, 40)");
            assert.equal(await one.styleOf("nav", "display"), "none");
            assert.equal(await one.styleOf("tr", "breakInside"), "avoid");
            assert.equal(await one.styleOf("thead", "display"), "table-header-group");
            const paper = await one.page.pdf({ format: "A4" });
            assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
            await one.picture("parity-print");
        });
    });

    it("given a page with a fault of each kind, finds all of them", async () => {
        const broken = `<!doctype html><html><head><title>x</title></head><body><main><h1>x</h1>
            <img src="https://example.com/x.png"><p style="color: #aaa; width: 2000px">pale</p></main></body></html>`;
        await opened(broken, {}, async one => {
            await one.page.waitForLoadState("load");
            const found = await one.inaccessible();
            for (const rule of ["image-alt", "color-contrast", "html-has-lang"])
                assert.ok(
                    found.some(line => line.startsWith(`${rule}: `)),
                    `${rule} not in ${found.join("\n")}`,
                );
            assert.ok((await one.overflowPixels()) > 0);
            assert.deepEqual(one.requests, [one.address, "https://example.com/x.png"]);
            assert.equal(one.complaints.length, 1);
        });
    });
});
