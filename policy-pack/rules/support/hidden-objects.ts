import { HIDING_TYPES } from "../../../plan/hiding-types";
import type { Stack } from "../../kernel";

const KUBERNETES = "kubernetes:";
const HIDING = HIDING_TYPES.filter(type => type.startsWith(KUBERNETES));

/**
 * What may make Kubernetes objects that a plan does not show, for a message; nothing where all are shown. A chart or
 * folder of the older modules is shown by its children, unless the function that renders it had no answer.
 */
export function hiddenObjects(stack: Stack): string | undefined {
    const [hidden] = [...stack.opaque, ...stack.byType(...HIDING)];
    if (hidden !== undefined) return `a plan does not show what is inside ${hidden.name}`;
    const gap = stack.plan.gaps.find(({ mayChangeShape, subject }) => mayChangeShape && subject.startsWith(KUBERNETES));
    return gap === undefined ? undefined : `${gap.subject} had no answer, which would say what else is made`;
}
