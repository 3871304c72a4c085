import { declaredState } from "../../policy-pack/rules/secrets/state-not-shared";
import type { Settings } from "../../policy-pack/settings";
import type { Concealed } from "../../secrets/concealed";
import type { RunKey } from "../../secrets/run-key";
import type { DeclaredStorage } from "../../secrets/storage";
import { isStrong } from "../../secrets/strength";

/** The variable by which the Pulumi CLI is told of another backend than it is logged in to. */
const BACKEND_VARIABLE = "PULUMI_BACKEND_URL";

/** What is known of a stack's storage beside the files of its project. */
export interface StorageSources {
    readonly settings: Settings;
    readonly stack: string;
    readonly passphrase: Concealed | undefined;
    readonly key: RunKey;
    readonly environment: NodeJS.ProcessEnv;
}

/** What the settings and the job itself say of how the state of a stack is kept. */
export function declaredStorage({ environment, key, passphrase, settings, stack }: StorageSources): DeclaredStorage {
    const backend = environment[BACKEND_VARIABLE];
    // A weak passphrase has no digest, as no weak credential has.
    const isComparable = passphrase !== undefined && isStrong(passphrase.reveal());
    return {
        ...declaredState(stack, settings),
        ...(backend !== undefined && backend !== "" && { backend }),
        ...(isComparable && { passphrase: key.digest(passphrase) }),
    };
}
