import { OUTPUTS_PLACE, SETTINGS_PLACE } from "../../parity/stacks";

const TITLES = new Map([
    [SETTINGS_PLACE, "settings"],
    [OUTPUTS_PLACE, "outputs"],
]);

/** Says of places that could not be read why: a state holds no settings, and a preview need not hold any. */
export function notCompared(unread: readonly string[]): string {
    const names = unread.map(place => `${TITLES.get(place) ?? place} (${place})`).join(" and ");
    return `${names}: a file that was read holds none`;
}
