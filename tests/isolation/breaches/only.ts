import type { Breach, BreachSite } from "./breach";

/** Builds what only one of the environments has. */
export function only(stack: BreachSite["stack"], build: (site: BreachSite) => void): Breach["build"] {
    return site => {
        if (site.stack === stack) build(site);
    };
}
