import type { Checked, CheckFailure, Emulation, Subject } from "./emulation";
import { sdkType } from "./sdk-types";
import { madeUpHex, secret, type Wire, type WireMap } from "./wire";

/** Emulates the random provider. Its values are made up from the URN, so they are not random: never use one. */
export const emulatedRandom: Emulation = {
    packageName: "random",

    checkConfig: (): readonly CheckFailure[] => [],

    replacesProvider: () => false,

    check(subject: Subject, news: WireMap): Checked {
        const failures = sdkType(subject.type)
            .required.filter(property => news[property] === undefined)
            .map(property => ({ property, reason: "required (said by the emulated random provider)" }));
        return { inputs: news, failures };
    },

    replaces: () => true,

    create(subject: Subject, inputs: WireMap) {
        const length = typeof inputs["length"] === "number" ? inputs["length"] : 16;
        const text = madeUpHex(64, subject.urn).repeat(8).slice(0, length);
        const computed: WireMap = {};
        for (const [property, type] of sdkType(subject.type).always) {
            if (inputs[property] === undefined) computed[property] = valueOf(property, type, text);
        }
        return { id: subject.type.endsWith("Password") ? "none" : text, computed };
    },

    update: () => ({}),

    invoke(token: string): WireMap {
        throw new Error(`the emulated random provider has no answer for the function ${token}`);
    },
};

function valueOf(property: string, type: string, text: string): Wire {
    if (type === "number") return 0;
    if (type === "boolean") return false;
    if (type !== "string") return type.endsWith("[]") ? [] : {};
    return property === "result" || property === "bcryptHash" ? secret(text) : text;
}
