import type { Fragment } from "../../isolation/connection";
import { readFacts } from "../facts/document";
import { FaultCollector } from "../faults";

/** What a file of facts says of the boundary of its environment. */
export interface FragmentOfFile {
    readonly file: string;
    readonly fragment: Fragment;
}

/**
 * Reads what files of facts say in place of plans.
 *
 * @throws {UsageError} with what is wrong with each of them.
 */
export function readFragments(files: readonly string[]): readonly FragmentOfFile[] {
    const faults = new FaultCollector();
    const read = files.flatMap(file => {
        const facts = faults.read(() => readFacts(file));
        return facts === undefined ? [] : [{ file, fragment: facts.isolation }];
    });
    faults.throwIfAny("the facts cannot be judged");
    return read;
}
