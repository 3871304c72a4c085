import { type ArgumentFaults, type Expectation, textMatching, wholeNumber } from "../arguments";
import { checkObject, type Fields } from "../object-arguments";

/** An instance that serves reads, beside those that stand in for the writer. */
export interface DatabaseReader {
    /** Of its resource: lower-case letters, digits and dashes, at most 20; each name once. Changing it makes another reader. */
    readonly name: string;
    /**
     * When it would take over: after all with lower numbers. Valid: 2 to 15. Of a serverless database, those of 0 and 1 are
     * as large as the writer, and awake with it; from 2 on each grows, shrinks and pauses by itself.
     *
     * @default 15: the last
     */
    readonly promotionTier?: number;
    /**
     * Its size, such as `db.r7g.large`. Refused beside `serverless`.
     *
     * @default - as large as the others
     */
    readonly instanceClass?: string;
}

/** A reader of a serverless database, which has no class. */
export type ServerlessReader = Omit<DatabaseReader, "instanceClass"> & { readonly instanceClass?: undefined };

export const DEFAULT_READER_TIER = 15;
/** Aurora has tiers from 0 to 15; the first two follow a serverless writer (Aurora user guide). */
const READER_TIER = wholeNumber(2, DEFAULT_READER_TIER);
/** An Aurora cluster has one writer and at most 15 readers (Aurora user guide); so has it tiers. */
const INSTANCES = { minimum: 1, maximum: 16 };
const READER_NAME = textMatching(
    /^(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last",
);

const READER: Fields<DatabaseReader> = { name: true, promotionTier: true, instanceClass: true };

/** Records what is wrong with the instances of a cluster. */
export function checkInstances(
    faults: ArgumentFaults,
    args: { readonly instances: number; readonly readers?: readonly DatabaseReader[]; readonly serverless?: object },
    instanceClass: Expectation,
): void {
    faults.check("instances", args.instances, wholeNumber(INSTANCES.minimum, INSTANCES.maximum));
    const readers = faults.items("readers", args.readers ?? [], "a list of readers");
    const room = INSTANCES.maximum - args.instances;
    if (room >= 0 && readers.length > room) {
        faults.add("readers", `at most ${room} beside ${args.instances} instances`, readers.length);
    }
    const names = new Set<string>();
    readers.forEach((reader, index) => {
        const path = `readers[${index}]`;
        if (!checkObject(faults, path, reader, READER)) return;
        faults.check(`${path}.name`, reader.name, READER_NAME);
        if (names.has(reader.name)) faults.add(`${path}.name`, "a name that no other reader has", reader.name);
        names.add(reader.name);
        faults.checkOptional(`${path}.promotionTier`, reader.promotionTier, READER_TIER);
        if (reader.instanceClass === undefined) return;
        if (args.serverless === undefined) {
            faults.check(`${path}.instanceClass`, reader.instanceClass, instanceClass);
        } else {
            faults.add(`${path}.instanceClass`, "nothing beside `serverless`", reader.instanceClass);
        }
    });
}
