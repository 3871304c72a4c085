import { DEFAULT_SETTINGS, type Rule, type Settings, type Waiver } from "../../../../policy-pack/index";
import { ServingPack } from "../../../support/serving-pack";
import { TODAY } from "../made-up-rules";

const running: ServingPack[] = [];

/** Serves rules, in an environment where nothing else is set, until {@link stopAll}. */
export async function serve(
    rules: readonly Rule[],
    environment: Readonly<Record<string, string>> = {},
    settings: Partial<Settings> = {},
    waivers: readonly Waiver[] = [],
): Promise<ServingPack> {
    const pack = await ServingPack.start({
        name: "pack",
        version: "1.2.3",
        description: "Rules made up for tests.",
        rules,
        today: TODAY,
        environment,
        settings: { ...DEFAULT_SETTINGS, ...settings },
        waivers,
    });
    running.push(pack);
    return pack;
}

/** Ends every pack that was served. */
export function stopAll(): void {
    for (const pack of running.splice(0)) pack.stop();
}
