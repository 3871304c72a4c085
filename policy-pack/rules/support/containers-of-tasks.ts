import { isList, isPropertyMap, Unknown } from "../../../plan/value";
import type { Subject } from "../../kernel";
import type { PlannedContainer } from "./containers";
import { bare, parsedJson } from "../../../plan/plain";

/** The type that describes containers of ECS. */
export const ECS_TASK_TYPE = "aws:ecs/taskDefinition:TaskDefinition";

const PROPERTY = "containerDefinitions";

/** Every container of an ECS task, which takes them as JSON in one text. */
export function taskContainersOf(subject: Subject): readonly PlannedContainer[] {
    const reading = subject.read(PROPERTY);
    if (reading.state === "absent") return [];
    const unread = (why: string) => [{ path: PROPERTY, container: new Unknown(why), isInitial: false }];
    if (reading.state === "unknown") return unread(reading.why);
    const containers = parsedJson(reading.value);
    if (!isList(containers)) return unread("not a list of containers");
    return containers.map((item, place) => {
        const container = bare(item);
        const why = container instanceof Unknown ? container : new Unknown("not a container");
        return {
            path: `${PROPERTY}[${place}]`,
            container: isPropertyMap(container) ? container : why,
            isInitial: false,
        };
    });
}
