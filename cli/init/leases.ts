import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { z } from "zod";
import { UsageError } from "../../plan/faults";
import { isDate } from "../../plan/dates";
import { parseYaml } from "../../plan/yaml-file";

/** Where leases are written down, beside `Pulumi.yaml` unless it is said otherwise. */
export const LEASES_FILE = "stagewright.leases.yaml";

/** Places in the address plan: 0 to 15 (`addressSlot` of an environment). */
export const ADDRESS_SLOTS = 16;

/** A place in the address plan that somebody has for a while. */
export interface Lease {
    readonly slot: number;
    readonly stack: string;
    readonly owner: string;
    /** The last day of it, as `YYYY-MM-DD`. */
    readonly until: string;
}

const LEASES = z.strictObject({
    leases: z.array(
        z.strictObject({
            slot: z
                .int()
                .min(0)
                .max(ADDRESS_SLOTS - 1),
            stack: z.string().min(1),
            owner: z.string().min(1),
            until: z.string().refine(isDate, "expected a date that exists, as YYYY-MM-DD"),
        }),
    ),
});

const HEADER = `# Who has which place in the address plan, and until when. Written by \`stagewright init --ephemeral\`.
# A place is free again when its last day is past, or when its entry is taken out after \`pulumi destroy\`.
`;

/** Reads leases; none where there is no file. */
export function readLeases(file: string): readonly Lease[] {
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOENT") return [];
        throw new UsageError("the leases cannot be read", [{ at: file, message: code ?? String(error) }]);
    }
    return parseYaml(text, file, LEASES, { leases: [] }).value.leases;
}

/** A place that is free, and the leases once it is taken. */
export interface Leased {
    readonly slot: number;
    readonly leases: readonly Lease[];
    /** Leases whose last day is past: their places are free again. */
    readonly returned: readonly Lease[];
}

/**
 * Takes the lowest free place: one that no stack file has and no lease that still lasts. A stack whose lease lasts, and whose
 * file is gone, takes its own again: what it left in AWS is there.
 *
 * @param inFiles Stacks by the place that their files name. A stack that is still there keeps its place past its end.
 * @returns Nothing where no place is free.
 */
export function takeSlot(
    known: readonly Lease[],
    inFiles: ReadonlyMap<number, string>,
    wanted: Omit<Lease, "slot">,
    today: string,
): Leased | undefined {
    const returned = known.filter(({ slot, until }) => until < today && !inFiles.has(slot));
    const kept = known.filter(lease => !returned.includes(lease));
    const own = kept.find(({ slot, stack }) => stack === wanted.stack && !inFiles.has(slot));
    const taken = new Set([...kept.map(({ slot }) => slot), ...inFiles.keys()]);
    const slot =
        own?.slot ?? Array.from({ length: ADDRESS_SLOTS }, (_, place) => place).find(place => !taken.has(place));
    if (slot === undefined) return undefined;
    const leases = [...kept.filter(lease => lease !== own), { slot, ...wanted }].sort(
        (one, other) => one.slot - other.slot,
    );
    return { slot, leases, returned };
}

/**
 * Keeps everybody else from taking a lease, and writes the leases anew, as Git does with its index: a file of its own, which
 * only one can make, is written and takes the place of the old one.
 */
export class LeaseFile {
    readonly #lock: string;

    /** @throws {UsageError} where somebody else has it, or it cannot be written. */
    constructor(private readonly file: string) {
        this.#lock = `${file}.lock`;
        try {
            closeSync(openSync(this.#lock, "wx"));
        } catch (error) {
            const { code } = error as NodeJS.ErrnoException;
            const message =
                code === "EEXIST"
                    ? "somebody is taking a lease at this moment; if nobody is, a run was cut off: delete this file"
                    : `it cannot be written: ${code ?? String(error)}`;
            throw new UsageError("no lease is taken", [{ at: this.#lock, message }]);
        }
    }

    /**
     * Writes the leases and lets others at them.
     *
     * @throws {UsageError} where they cannot be written.
     */
    write(leases: readonly Lease[]): void {
        try {
            writeFileSync(this.#lock, HEADER + stringify({ leases }));
            renameSync(this.#lock, this.file);
        } catch (error) {
            const { code } = error as NodeJS.ErrnoException;
            throw new UsageError("no lease is taken", [
                { at: this.file, message: `it cannot be written: ${code ?? String(error)}` },
            ]);
        }
    }

    /** Lets others at them and leaves them as they are. To be called when {@link write} was not; harmless when it was. */
    release(): void {
        rmSync(this.#lock, { force: true });
    }
}
