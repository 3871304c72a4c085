import type { Area } from "../area";
import { ownedData } from "../data/owned";
import { answerConnections } from "./answers";
import { nameIdentities } from "./identities";
import { OwnNames } from "./own-names";
import { recordConnections } from "./records";
import { textConnections } from "./texts";
import { zoneConnections } from "./zones";

/** Ways by names: what is known where, who is configured to call whom, and who answers for whom. */
export const NAMES: Area = {
    identities: nameIdentities,
    connections(stack) {
        const own = new OwnNames([...ownedData(stack), ...nameIdentities(stack)]);
        return [zoneConnections, recordConnections, answerConnections, textConnections]
            .flatMap(connections => connections(stack))
            .filter(({ remote }) => !own.has(remote));
    },
};
