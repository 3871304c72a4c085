import { parseArn } from "../../../aws/arn";
import { arnAt, homeOf } from "../../../isolation/home";
import { textOf } from "../../../plan/plain";
import { subjectsByName } from "../../../schedule/action-targets";
import { referring } from "../../../schedule/referring";
import type { NeededArn } from "../../../schedule/target-arns";
import type { Stack, Subject } from "../../kernel";
import { nameAt } from "./call-context";
import type { Doubt, Need } from "./schedule-needs";

const QUEUE = "aws:sqs/queue:Queue";
const KEY = "aws:kms/key:Key";
const PROPERTY = "target.deadLetterConfig.arn";

/** Keys that AWS keeps for the account: whoever may use the service may use them. */
const KEY_OF_AWS = /(?:^|\/)alias\/aws\/|^aws\//;

/** What keeping a call that failed for good takes: its role writes it to the queue, and has the key of the queue encrypt it. */
export function needsOfFailures(schedule: Subject, stack: Stack): readonly (Need | Doubt)[] {
    const given = schedule.read(PROPERTY);
    if (given.state === "absent") return [];
    const around = schedule.read("target.deadLetterConfig");
    if (around.state === "unknown")
        return [{ property: around.path, doubt: "whether it keeps what failed is not known" }];
    const arn = given.state === "known" ? textOf(given.value) : "";
    const queue = arn === "" ? queueBehind(schedule) : queueCalled(arn, stack);
    const name = queue === undefined ? "*" : nameAt(queue, "name");
    const home = homeOf(queue ?? schedule);
    const region = home.region === "*" ? "" : home.region;
    const needed: NeededArn =
        arn === ""
            ? { pattern: arnAt(home, "sqs:{region}:{account}:{name}", name), known: name !== "*" }
            : { pattern: arn, known: true };
    const sending: Need = {
        property: PROPERTY,
        action: "sqs:SendMessage",
        shown: "sqs:SendMessage",
        why: "its dead-letter queue takes",
        arns: [needed],
        on: queue,
        byResource: true,
        otherwise: "what failed is lost, and nobody hears of it",
        keys: {},
    };
    if (queue !== undefined) return [sending, ...needsOfKey(queue, sending, region, stack)];
    const mayBe = stack.byType(QUEUE).some(one => one.read("name").state === "unknown");
    return mayBe ? [sending, { property: PROPERTY, doubt: "the name of a queue is not known" }] : [sending];
}

/** The one queue that the target is made from; nothing where several are, one of which may be the target itself. */
function queueBehind(schedule: Subject): Subject | undefined {
    const [queue, ...others] = schedule.comesFrom("target").filter(({ type }) => type === QUEUE);
    return others.length === 0 ? queue : undefined;
}

/** The planned queue of an ARN. */
export function queueCalled(arn: string, stack: Stack): Subject | undefined {
    return subjectsByName(stack, QUEUE, "name").get(parseArn(arn)?.resource)?.[0];
}

function needsOfKey(queue: Subject, sending: Need, region: string, stack: Stack): readonly Need[] {
    const given = queue.read("kmsMasterKeyId");
    const id = given.state === "known" ? textOf(given.value) : "";
    if (given.state === "absent" || (given.state === "known" && id === "") || KEY_OF_AWS.test(id)) return [];
    const key = queue.comesFrom("kmsMasterKeyId").find(({ type }) => type === KEY) ?? keyOf(queue, stack);
    const arns = [arnOfKey(id, queue)];
    const keys: Need["keys"] = { "kms:viaservice": region === "" ? "*" : `sqs.${region}.amazonaws.com` };
    return ["kms:GenerateDataKey", "kms:Decrypt"].map(action => ({
        ...sending,
        action,
        shown: action,
        why: "the key of its dead-letter queue takes",
        arns,
        on: key,
        keys,
    }));
}

/** The key that a queue names by its id. */
function keyOf(queue: Subject, stack: Stack): Subject | undefined {
    return stack.byType(KEY).find(key => referring(stack, [QUEUE], "kmsMasterKeyId").to(key, "keyId").includes(queue));
}

function arnOfKey(id: string, queue: Subject): NeededArn {
    if (parseArn(id) !== undefined && !id.includes(":alias/")) return { pattern: id, known: true };
    const isId = id !== "" && !id.includes("alias/");
    return { pattern: arnAt(homeOf(queue), "kms:{region}:{account}:key/{name}", isId ? id : "*"), known: isId };
}
