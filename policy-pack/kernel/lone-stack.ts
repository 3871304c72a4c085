import { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";

/** Thrown at a rule that looks beyond the one resource that is shown: it is judged again once the whole stack is. */
export class NeedsWholeStack extends Error {
    override readonly name = "NeedsWholeStack";

    constructor() {
        super("only one resource is shown");
    }
}

/** One resource shown alone, before the resources around it are known. */
export class LoneStack extends Stack {
    override byUrn(): Subject | undefined {
        throw new NeedsWholeStack();
    }

    override resolve(): readonly Subject[] {
        throw new NeedsWholeStack();
    }
}
