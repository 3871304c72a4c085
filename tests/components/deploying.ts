import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";

/** What AWS says in a deployment that a test plays. */
export interface PlayedCloud {
    /** What a function of a provider answers. */
    readonly answer?: (asked: pulumi.runtime.MockCallArgs) => object;
    /** Outputs of a resource beside its inputs, once it is there. */
    readonly made?: (resource: pulumi.runtime.MockResourceArgs) => object;
}

interface LocalState {
    withLocalStorage<Result>(run: () => Promise<Result>): Promise<Result>;
}

/** Runs as in a deployment, where everything becomes known; what else the process runs knows nothing of it. */
export function deploying<Result>(run: () => Promise<Result>, cloud: PlayedCloud): Promise<Result> {
    const state = createRequire(__filename)("@pulumi/pulumi/runtime/state") as LocalState;
    return state.withLocalStorage(async () => {
        const mocks: pulumi.runtime.Mocks = {
            newResource: resource => ({
                id: `${resource.name}-id`,
                state: { ...(resource.inputs as object), ...cloud.made?.(resource) },
            }),
            call: asked => ({ ...cloud.answer?.(asked) }),
        };
        await pulumi.runtime.setMocks(mocks, "project", "stack", false);
        return run();
    });
}

/** What an output holds in a deployment, or the error that it ends with. */
export function valueOf<Value>(output: pulumi.Output<Value>): Promise<Value> {
    return (output as unknown as { promise(): Promise<Value> }).promise();
}
