import assert from "node:assert/strict";
import type { Drawing, Labels, Picture } from "../../cli/report/document/model";
import { type DrawnYear, drawnYear } from "../../cli/report/schedule-page/environment";
import type { YearReport } from "../../schedule/simulation/model";

/** Pixels from week to week as the picture's reader measures them. */
export const PITCH = 14;

export interface Rectangle {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

export const drawn = (report: YearReport): DrawnYear => drawnYear({ name: report.stack, report });

export function picture(drawing: Drawing, look: string, row = 0): Picture {
    const found = drawing.rows[row]?.parts.find(part => part.kind === "picture" && part.look === look);
    assert.ok(found?.kind === "picture", `no picture ${look}`);
    return found;
}

export function labels(drawing: Drawing, look: string): Labels["labels"] {
    const found = drawing.rows[0]?.parts.find(part => part.kind === "labels" && part.look === look);
    assert.ok(found?.kind === "labels", `no labels ${look}`);
    return found.labels;
}

/** Reads the rectangles of one look back from a picture. */
export function rectangles({ marks }: Picture, look: string): readonly Rectangle[] {
    const paths = marks.filter(mark => mark.look === look).map(({ path }) => path);
    return [...paths.join("").matchAll(/M(\S+) (\S+?)h(\S+?)v(\S+?)h-\S+?z/g)].map(found => {
        const [x = NaN, y = NaN, width = NaN, height = NaN] = found.slice(1).map(Number);
        return { x, y, width, height };
    });
}

/** Minutes that are drawn across weeks: how wide rectangles of a look are together. */
export function minutesAcross(weeks: Picture, ...looks: readonly string[]): number {
    return looks.flatMap(look => rectangles(weeks, look)).reduce((sum, { width }) => sum + width, 0);
}

/** Minutes that are drawn in a strip: the area of rectangles, of which a day is one wide. */
export function minutesOver(strip: Picture, ...looks: readonly string[]): number {
    return looks.flatMap(look => rectangles(strip, look)).reduce((sum, { height, width }) => sum + width * height, 0);
}

export function textOf(inline: string | { readonly text: string }): string {
    return typeof inline === "string" ? inline : inline.text;
}
