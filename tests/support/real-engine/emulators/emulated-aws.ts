import { SIGNATURE_KEY, UNKNOWN_MARKER } from "../../../../plan/wire";
import { awsScope } from "./emulated-aws-account";
import { AWS_TYPES } from "./emulated-aws-facts";
import { invokeAws } from "./emulated-aws-functions";
import { madeUpId, madeUpOutput } from "./emulated-aws-identities";
import { refusedWhileStopped } from "./emulated-rest";
import type { Checked, CheckFailure, Emulation, Subject } from "./emulation";
import { sdkType } from "./sdk-types";
import { isWireMap, madeUpHex, type Wire, type WireMap } from "./wire";

/** Hexadecimal digits that the AWS provider appends to a name of its own choice. */
const AUTONAME_DIGITS = 7;

/** Emulates what the AWS provider does to inputs, and makes up what AWS would answer. */
export const emulatedAws: Emulation = {
    packageName: "aws",

    checkConfig(config: WireMap): readonly CheckFailure[] {
        if (config["region"] !== undefined) return [];
        return [
            {
                property: "region",
                reason: "missing required configuration key aws:region (said by the emulated aws provider)",
            },
        ];
    },

    replacesProvider: () => false,

    check(subject: Subject, news: WireMap, olds: WireMap, seed: string): Checked {
        const declared = sdkType(subject.type);
        const facts = AWS_TYPES[subject.type] ?? {};
        const failures = declared.required
            .filter(property => news[property] === undefined)
            .map(property => ({
                property,
                reason: `Missing required argument: ${property} (said by the emulated aws provider)`,
            }));
        const inputs: WireMap = { ...news };
        const filled: string[] = [];
        for (const [property, value] of Object.entries(facts.defaults ?? {})) {
            if (inputs[property] !== undefined) continue;
            inputs[property] = value;
            filled.push(property);
        }
        const nameProperty = autonamedProperty(subject.type);
        if (
            nameProperty !== undefined &&
            inputs[nameProperty] === undefined &&
            inputs[`${nameProperty}Prefix`] === undefined
        ) {
            inputs[nameProperty] = keptName(olds, nameProperty) ?? autoname(subject, seed);
            filled.push(nameProperty);
        }
        if (declared.inputs.has("tags") && declared.always.has("tagsAll")) {
            const tags = allTags(subject.config, inputs["tags"]);
            if (tags !== undefined) inputs["tagsAll"] = tags;
        }
        return { inputs: { ...inputs, __defaults: filled }, failures };
    },

    replaces(subject: Subject, property: string): boolean {
        const { replaceOn = [] } = AWS_TYPES[subject.type] ?? {};
        const nameProperty = autonamedProperty(subject.type);
        return (
            replaceOn.includes(property) ||
            property === nameProperty ||
            property === `${nameProperty ?? ""}Prefix` ||
            property === "region"
        );
    },

    create(subject: Subject, inputs: WireMap) {
        const id = madeUpId(subject, inputs);
        const computed: WireMap = {};
        for (const [property, type] of sdkType(subject.type).always) {
            if (inputs[property] === undefined) computed[property] = madeUpOutput(subject, inputs, id, property, type);
        }
        return { id, computed };
    },

    update(subject: Subject, olds: WireMap): WireMap {
        const { countsVersions } = AWS_TYPES[subject.type] ?? {};
        if (countsVersions === undefined) return {};
        const version = olds[countsVersions];
        return { [countsVersions]: typeof version === "number" ? version + 1 : 1 };
    },

    refuses: refusedWhileStopped,

    invoke: (token, args, config) => invokeAws(token, args, awsScope(config)),
};

/** The provider names a resource by itself where its SDK lets the name be left out and still always returns one. */
function autonamedProperty(type: string): string | undefined {
    const { inputs, required, always } = sdkType(type);
    const property = AWS_TYPES[type]?.nameProperty ?? "name";
    return inputs.has(property) && !required.includes(property) && always.get(property) === "string"
        ? property
        : undefined;
}

function autoname(subject: Subject, seed: string): string {
    const name = `${subject.name}-${madeUpHex(AUTONAME_DIGITS, subject.urn, seed)}`;
    return AWS_TYPES[subject.type]?.lowerCaseName === true ? name.toLowerCase() : name;
}

/** A name that the provider chose stays for as long as the resource lives. */
function keptName(olds: WireMap, property: string): Wire | undefined {
    const defaults = olds["__defaults"];
    return Array.isArray(defaults) && defaults.includes(property) ? olds[property] : undefined;
}

function allTags(config: WireMap, tags: Wire | undefined): Wire | undefined {
    const defaultTags = config["defaultTags"];
    const shared = isWireMap(defaultTags) ? defaultTags["tags"] : undefined;
    if (tags === UNKNOWN_MARKER || (isWireMap(tags) && SIGNATURE_KEY in tags)) return tags;
    const all = { ...(isWireMap(shared) ? shared : {}), ...(isWireMap(tags) ? tags : {}) };
    return Object.keys(all).length > 0 ? all : undefined;
}
