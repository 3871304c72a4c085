import type { Element } from "domhandler";
import { element, text } from "./element";
import type { Labels, Mark, Picture } from "./model";

/** A part of a drawing as a part of a page. */
export function partOf(part: Picture | Labels): Element {
    return part.kind === "picture" ? pictureOf(part) : labelsOf(part);
}

/** Where a picture says nothing of its own, those who do not see it are not told of it. */
export function pictureOf({ across, down, heightPixels, look, marks, says }: Picture): Element {
    const attributes = {
        class: look,
        height: String(heightPixels),
        viewBox: `0 0 ${across} ${down}`,
        preserveAspectRatio: "none",
    };
    if (says === undefined) return element("svg", { ...attributes, "aria-hidden": "true" }, marks.map(markOf));
    return element("svg", { ...attributes, role: "img" }, [
        element("title", {}, [text(says.title)]),
        element("desc", {}, [text(says.description)]),
        ...marks.map(markOf),
    ]);
}

function markOf({ look, path }: Mark): Element {
    // Lines are not stretched with the picture.
    return element("path", { class: look, d: path, "vector-effect": "non-scaling-stroke" });
}

function labelsOf({ isScale, labels, look }: Labels): Element {
    const attributes: Readonly<Record<string, string>> = isScale ? { "aria-hidden": "true" } : {};
    return element(
        "ul",
        { class: `labels ${look}`, ...attributes },
        labels.map(one => element("li", labelAttributes(one.text, one.look), [text(one.text)])),
    );
}

/** A place without a text keeps its room, and is no item of the list. */
function labelAttributes(content: string, look: string | undefined): Readonly<Record<string, string>> {
    if (content === "") return { "aria-hidden": "true" };
    return look === undefined ? {} : { class: look };
}
