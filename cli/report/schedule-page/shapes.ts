import type { Label, Labels, Mark } from "../document/model";

/** A rectangle, in the units of the picture that it is in. */
export interface Box {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

/** Rectangles of one kind as one mark, a fraction of the size of one for each; none where there are none. */
export function boxes(look: string, all: readonly Box[]): readonly Mark[] {
    return lines(
        look,
        all.map(({ height, width, x, y }) => `M${x} ${y}h${width}v${height}h${-width}z`),
    );
}

/** Lines of one kind as one mark; none where there are none. */
export function lines(look: string, paths: readonly string[]): readonly Mark[] {
    return paths.length === 0 ? [] : [{ look, path: paths.join("") }];
}

/** Crossed boxes around places as one mark; none where there are none. */
export function crosses(look: string, all: readonly Box[]): readonly Mark[] {
    return lines(
        look,
        all.map(
            ({ height, width, x, y }) =>
                `M${x} ${y}h${width}v${height}h${-width}zl${width} ${height}M${x} ${y + height}l${width} ${-height}`,
        ),
    );
}

/** Texts that only say where something is. */
export function scale(look: string, texts: readonly string[]): Labels {
    return { kind: "labels", look, isScale: true, labels: texts.map((text): Label => ({ text })) };
}
