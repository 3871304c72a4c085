import type { Subject, SubjectReading } from "./subject";

/** Every value that is set under some property paths, in which `[]` stands for the items of a list. */
export function readEach(subject: Subject, paths: readonly string[]): readonly SubjectReading[] {
    return paths.flatMap(path => subject.readAll(path)).filter(({ state }) => state !== "absent");
}
