import { type ChildNode, Element, Text } from "domhandler";
import { printable } from "../layout";

/** An element of the page. What writes it escapes every text and attribute by where it stands. */
export function element(
    name: string,
    attributes: Readonly<Record<string, string>> = {},
    children: readonly ChildNode[] = [],
): Element {
    const made = new Element(name, { ...attributes }, [...children]);
    // A style is no text to be escaped, and by its parent it is told that it is one.
    for (const child of children) child.parent = made;
    return made;
}

export function text(content: string): Text {
    return new Text(printable(content));
}
