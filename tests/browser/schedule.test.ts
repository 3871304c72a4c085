import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { conflictsPage, goodYearPage, wrongYearPage } from "./schedule-pages";
import { lookAt, NARROW_PIXELS, type OpenedPage, startBrowser, type Viewing, WIDE_PIXELS } from "./support";

/** The least contrast of what carries a meaning and is no text (WCAG 2.2, 1.4.11). */
const MARK_CONTRAST = 3;
/** Pixels by which a label may be off the line that it is of. */
const OFF_PIXELS = 4;

/** Luminance of a colour as browsers say it: `rgb(47, 102, 144)` (WCAG 2.2). */
function luminance(color: string): number {
    const [red = 0, green = 0, blue = 0] = [...color.matchAll(/[\d.]+/g)].map(([digits]) => {
        const share = Number(digits) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
}

describe("the page of a year in a browser", () => {
    let browser: Browser;
    before(async () => {
        browser = await startBrowser();
    });
    after(() => browser.close());

    const opened = <T>(html: string, viewing: Viewing, look: (page: OpenedPage) => Promise<T>) =>
        lookAt(browser, html, viewing, look);

    const box = async ({ page }: OpenedPage, selector: string, place = 0) => {
        const found = await page.locator(selector).nth(place).boundingBox();
        assert.ok(found, `${selector} is not shown`);
        return found;
    };

    it("given someone who does not see it, says what each picture shows and has the year as a table", async () => {
        await opened(goodYearPage(), {}, async one => {
            const tree = await one.page.locator("figure.year").first().ariaSnapshot();
            assert.match(tree, /- img "The year 2027 of staging, week by week"/);
            assert.match(tree, /- listitem: Fri 1 Jan New Year's Day/);
            assert.ok(!tree.includes("listitem: Mon\n"));
            await one.page.locator("summary").first().press("Enter");
            const table = one.page.getByRole("table", { name: "The year 2027, week by week, as a table" });
            assert.equal(await table.getByRole("columnheader").count(), 4);
            assert.ok(await table.getByText("4 Jan to 7 Mar").isVisible());
            assert.deepEqual(await one.inaccessible(), []);
        });
    });

    for (const width of [NARROW_PIXELS, 800, WIDE_PIXELS]) {
        it(`given ${width} px, shows each week beside its date, and the year as wide as its place`, async () => {
            await opened(goodYearPage(), { width }, async one => {
                const weeks = await box(one, "svg.weeks");
                const lines = await one.page.locator(".dates li").count();
                assert.equal(lines, 53);
                for (const line of [0, 26, 52]) {
                    const label = await box(one, ".dates li", line);
                    assert.ok(Math.abs(label.y - (weeks.y + (line * weeks.height) / lines)) < OFF_PIXELS);
                    assert.ok(label.x + label.width <= weeks.x);
                }
                const work = await box(one, "svg.weeks .open");
                assert.ok(work.width > weeks.width * 0.6 && work.height > weeks.height * 0.9);
                const sunday = await box(one, ".weekdays li", 6);
                assert.ok(Math.abs(sunday.x + sunday.width - (weeks.x + weeks.width)) < OFF_PIXELS);
                assert.ok(weeks.width > width * 0.45);
                assert.equal(await one.overflowPixels(), 0);
            });
        });

        it(`given ${width} px, has no label of an hour upon another`, async () => {
            await opened(goodYearPage(), { width }, async one => {
                const shown = await one.page.locator(".year .hours li:visible").filter({ hasText: /./ }).all();
                const boxes = await Promise.all(shown.map(label => label.boundingBox()));
                assert.ok(boxes.length >= 7);
                boxes.slice(1).forEach((next, place) => {
                    const before = boxes[place];
                    assert.ok(before && next && before.x + before.width <= next.x);
                });
            });
        });
    }

    it("given a wide page, names holidays beside their weeks; given a narrow one, below", async () => {
        const names = (width: number) =>
            opened(goodYearPage(), { width }, async one => {
                const note = await box(one, ".notes li:not(:empty)", 2);
                return {
                    note,
                    weeks: await box(one, "svg.weeks"),
                    text: await one.page.locator(".notes").first().innerText(),
                };
            });
        const [wide, narrow] = [await names(WIDE_PIXELS), await names(NARROW_PIXELS)];
        assert.ok(wide.note.x > wide.weeks.x + wide.weeks.width && wide.note.y < wide.weeks.y + wide.weeks.height);
        assert.ok(narrow.note.y >= narrow.weeks.y + narrow.weeks.height && narrow.note.x < narrow.weeks.x);
        for (const { text } of [wide, narrow]) assert.match(text, /Fri 26 Mar {1,2}Good Friday/);
    });

    for (const colors of ["light", "dark"] as const) {
        it(`given ${colors} colours, sets what is awake, special and wrong off against the night`, async () => {
            await opened(wrongYearPage(), { colors }, async one => {
                const night = await one.styleOf(".weeks .night", "fill");
                for (const look of ["open", "alone", "missed", "missing", "exception"]) {
                    const ratio = contrast(await one.styleOf(`.weeks .${look}`, "fill"), night);
                    assert.ok(ratio >= MARK_CONTRAST, `${look}: ${ratio.toFixed(1)}`);
                }
                for (const look of ["holiday", "closed", "twice", "wasted", "conflict"]) {
                    const ratio = contrast(await one.styleOf(`.weeks .${look}`, "stroke"), night);
                    assert.ok(ratio >= MARK_CONTRAST, `${look}: ${ratio.toFixed(1)}`);
                }
                // A conflict lies on whatever is there, and brings its own ground.
                const ground = await one.styleOf(".weeks .conflict", "fill");
                assert.ok(contrast(await one.styleOf(".weeks .conflict", "stroke"), ground) >= MARK_CONTRAST);
            });
        });
    }

    for (const width of [NARROW_PIXELS, WIDE_PIXELS]) {
        it(`given ${width} px, shows conflicts by a mark and in words, and breaks no date`, async () => {
            await opened(conflictsPage(), { width }, async one => {
                const [mark, weeks] = [await box(one, ".weeks .conflict"), await box(one, "svg.weeks")];
                assert.ok(mark.x >= weeks.x - OFF_PIXELS && mark.x + mark.width <= weeks.x + weeks.width + OFF_PIXELS);
                assert.ok(mark.height > 8);
                const legend = one.page.locator(".legend li").filter({ hasText: /^conflict$/ });
                assert.ok(await legend.first().isVisible());
                assert.ok(
                    await one.page
                        .getByText(/conflict \(1 of \d+\): /)
                        .first()
                        .isVisible(),
                );
                assert.ok(await one.page.getByText("In conflict, at no single moment:").isVisible());
                assert.ok(await one.page.locator(".strips .row").getByText("in conflict").first().isVisible());
                const broken = "[...document.querySelectorAll('time')].filter(one => one.getClientRects().length > 1)";
                assert.equal(await one.page.evaluate(`${broken}.length`), 0);
                assert.ok((await one.page.locator("time:visible").count()) > 5);
                assert.deepEqual([await one.overflowPixels(), await one.inaccessible()], [0, []]);
                await one.picture(`year-conflicts-${width}`);
            });
        });
    }

    it("given paper, draws the year on white within one sheet and leaves the closed table away", async () => {
        await opened(wrongYearPage(), { colors: "dark", width: 680 }, async one => {
            await one.page.emulateMedia({ media: "print", colorScheme: "dark" });
            assert.equal(await one.styleOf(".weeks .open", "fill"), "rgb(47, 102, 144)");
            assert.equal(await one.styleOf(".year .row", "breakInside"), "avoid");
            assert.equal(await one.styleOf("details", "display"), "none");
            assert.ok((await box(one, ".year .row")).height < 1000);
            const paper = await one.page.pdf({ format: "A4" });
            assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
            await one.picture("year-print");
        });
    });
});
