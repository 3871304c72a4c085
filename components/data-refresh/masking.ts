import { type ArgumentFaults, nonEmptyText, oneOf, textMatching } from "../arguments";
import { type GreenmaskConfiguration, greenmaskYaml } from "./greenmask";
import { checkGreenmask } from "./greenmask-faults";
import { checkKnown } from "../known-arguments";
import type { Fields } from "../object-arguments";

/** Masks with Greenmask, which dumps and masks in one go and never writes to the clone. */
export interface GreenmaskMasking {
    readonly tool: "greenmask";
    /** Image of Greenmask, by digest. */
    readonly image: string;
    readonly configuration: GreenmaskConfiguration;
}

/** Masks with any other tool. */
export interface CommandMasking {
    readonly tool: "command";
    /** Image that holds the tool, `sh` and `timeout`, by digest. */
    readonly image: string;
    /**
     * What `sh` runs: the first command that fails ends it. In its environment are `PGHOST`, `PGPORT`, `PGUSER`,
     * `PGPASSWORD`, `PGDATABASE` and `PGSSLMODE` of the clone, `MASKING_FILE`, which holds {@link configuration}, and
     * `WORK_FOLDER`.
     */
    readonly command: string;
    /** What the file holds that the tool is configured with. */
    readonly configuration: string;
    /**
     * What the command leaves: a masked `database`, which the job then dumps itself, or a `dump`, as `pg_dump --format=directory`
     * writes it, below `$WORK_FOLDER/dump`.
     */
    readonly leaves: "database" | "dump";
}

/** How data is masked. A change of any of it makes staging refuse what was masked before. */
export type Masking = GreenmaskMasking | CommandMasking;

/** Masking as the job runs it. */
export interface MaskingPlan {
    readonly image: string;
    readonly command: string;
    readonly configuration: string;
    readonly leaves: "database" | "dump";
}

/** Where the containers of a job share files. */
export const WORK_FOLDER = "/refresh";

const IMAGE_BY_DIGEST = /^[a-z0-9][a-z0-9._:/-]*@sha256:[0-9a-f]{64}$/;
/** An image that is always the same one. */
export const IMAGE = textMatching(IMAGE_BY_DIGEST, "an image by digest: repository@sha256:...");
/** A task definition is 64 KiB at most (Amazon ECS service quotas), of which our scripts take a part. */
const CONFIGURATION_MAX_BYTES = 32 * 1024;

const GREENMASK: Fields<GreenmaskMasking> = { tool: true, image: true, configuration: true };
const COMMAND: Fields<CommandMasking> = { tool: true, image: true, command: true, configuration: true, leaves: true };

/** Compiles masking to an image, a command and a file. */
export function maskingPlan(masking: Masking): MaskingPlan {
    if (masking.tool === "command") {
        const { image, command, configuration, leaves } = masking;
        return { image, command, configuration, leaves };
    }
    return {
        image: masking.image,
        command: 'greenmask --config "$MASKING_FILE" dump',
        configuration: greenmaskYaml(masking.configuration, {
            dump: `${WORK_FOLDER}/dump`,
            temporary: `${WORK_FOLDER}/temporary`,
        }),
        leaves: "dump",
    };
}

/** Records everything that is wrong with masking. */
export function checkMasking(faults: ArgumentFaults, path: string, masking: Masking): void {
    const before = faults.all.length;
    if (masking.tool === "greenmask") checkKnown(faults, masking, GREENMASK, `${path}.`);
    if (masking.tool === "command") checkKnown(faults, masking, COMMAND, `${path}.`);
    faults.check(`${path}.tool`, masking.tool, oneOf(["greenmask", "command"]));
    faults.check(`${path}.image`, masking.image, IMAGE);
    if (masking.tool === "greenmask") checkGreenmask(faults, `${path}.configuration`, masking.configuration);
    if (masking.tool === "command") {
        faults.check(`${path}.command`, masking.command, nonEmptyText);
        faults.check(`${path}.configuration`, masking.configuration, nonEmptyText);
        faults.check(`${path}.leaves`, masking.leaves, oneOf(["database", "dump"]));
    }
    if (faults.all.length > before) return;
    const bytes = Buffer.byteLength(maskingPlan(masking).configuration);
    if (bytes > CONFIGURATION_MAX_BYTES) {
        faults.add(`${path}.configuration`, `at most ${CONFIGURATION_MAX_BYTES} bytes of configuration`, bytes);
    }
}
