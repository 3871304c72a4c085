import { readValue } from "../../../plan/read";
import type { Subject } from "../../kernel";
import type { Certainty } from "../../../schedule/stoppable";

/**
 * Whether an input of one resource names another: by what it is made from, which the plan says even where it does not
 * say the value, else by the id of a resource that exists already.
 */
export function refersTo(subject: Subject, input: string, target: Subject): Certainty {
    const reading = subject.read(input);
    if (reading.state === "absent") return "no";
    if (reading.state === "known") {
        const id = readValue(target.resource.outputs, "id");
        if (id.state === "known" && id.value === reading.value) return "yes";
    }
    const alike = subject.comesFrom(input).filter(({ type }) => type === target.type);
    if (alike.includes(target)) return alike.length === 1 ? "yes" : "maybe";
    // Of another resource of the type, or an id that was there before the program.
    return alike.length > 0 || reading.state === "known" ? "no" : "maybe";
}
