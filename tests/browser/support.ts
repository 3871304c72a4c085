import * as path from "node:path";
import { pathToFileURL } from "node:url";
import axe, { type AxeResults } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { TestFolder } from "../cli/support";
import { findChromium } from "./find-chromium";

/** Starts a headless browser. */
export function startBrowser(): Promise<Browser> {
    const isRoot = process.getuid?.() === 0;
    return chromium.launch({
        executablePath: findChromium(process.env["PATH"] ?? ""),
        // The sandbox of the browser refuses to run as root, as machines of CI do.
        args: isRoot ? ["--no-sandbox"] : [],
    });
}

/** How a page is looked at. */
export interface Viewing {
    /** Pixels. @default 1280 */
    readonly width?: number;
    /** @default "light" */
    readonly colors?: "light" | "dark";
}

/** The least width that a page must be readable at, in pixels: a small telephone. */
export const NARROW_PIXELS = 360;
export const WIDE_PIXELS = 1280;
const HEIGHT_PIXELS = 800;
/** How long to wait for what a page that is whole has at once, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** A page of ours in a browser, and all that went on while it was opened and read. */
export class OpenedPage {
    /** What the page said to the console, and what went wrong in it. */
    readonly complaints: string[] = [];
    /** Addresses that were asked for, the page's own first. */
    readonly requests: string[] = [];

    private constructor(
        private readonly folder: TestFolder,
        private readonly context: BrowserContext,
        readonly page: Page,
        readonly address: string,
    ) {}

    /** Opens a page as a file, as a person does who was sent one. */
    static async open(
        browser: Browser,
        html: string,
        { colors = "light", width = WIDE_PIXELS }: Viewing = {},
    ): Promise<OpenedPage> {
        const folder = new TestFolder().write({ "page.html": html });
        const context = await browser.newContext({
            viewport: { width, height: HEIGHT_PIXELS },
            colorScheme: colors,
            offline: true,
        });
        context.setDefaultTimeout(TIMEOUT_MS);
        const page = await context.newPage();
        const address = pathToFileURL(folder.file("page.html")).href;
        const opened = new OpenedPage(folder, context, page, address);
        page.on("console", message => opened.complaints.push(`${message.type()}: ${message.text()}`));
        page.on("pageerror", error => opened.complaints.push(error.message));
        page.on("request", request => opened.requests.push(request.url()));
        // Before the page: once it is there, its own policy lets no script in.
        await page.addInitScript({ content: axe.source });
        await page.goto(address);
        return opened;
    }

    /** What makes the page hard to use for some people: one line for each rule and place. */
    async inaccessible(): Promise<readonly string[]> {
        const run = "axe.run(document, { resultTypes: ['violations', 'incomplete'] })";
        const { incomplete, violations } = await this.page.evaluate<AxeResults>(run);
        return [...violations, ...incomplete].flatMap(({ help, id, nodes }) =>
            nodes.map(({ html }) => `${id}: ${help}: ${html}`),
        );
    }

    /** By how many pixels the page is wider than what is seen of it. */
    async overflowPixels(): Promise<number> {
        const wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        return Number(await this.page.evaluate(wider));
    }

    /** How the first element of a kind is shown. */
    async styleOf(selector: string, property: string, pseudo = ""): Promise<string> {
        const style = `getComputedStyle(document.querySelector("${selector}"), "${pseudo}").${property}`;
        return String(await this.page.evaluate(style));
    }

    /** How high the first element of a kind is. */
    async heightPixels(selector: string): Promise<number> {
        const height = `document.querySelector("${selector}").getBoundingClientRect().height`;
        return Number(await this.page.evaluate(height));
    }

    /** Keeps a picture of the whole page where `STAGEWRIGHT_SCREENSHOTS` names a folder, for people to look at. */
    async picture(name: string): Promise<void> {
        const folder = process.env["STAGEWRIGHT_SCREENSHOTS"];
        if (folder === undefined) return;
        await this.page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
    }

    async close(): Promise<void> {
        await this.context.close();
        this.folder.remove();
    }
}

/** Opens a page for as long as it is looked at. */
export async function lookAt<T>(
    browser: Browser,
    html: string,
    viewing: Viewing,
    look: (page: OpenedPage) => Promise<T>,
): Promise<T> {
    const page = await OpenedPage.open(browser, html, viewing);
    try {
        return await look(page);
    } finally {
        await page.close();
    }
}
