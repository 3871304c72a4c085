import type { Plan, PlannedResource } from "../plan/plan";
import { bare } from "../plan/plain";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../plan/value";
import { credentialInputsOfResource, isMarkedByHabit } from "./credential-inputs";
import { credentialIn, isLiteralValue, meansAddress, surelyMeansCredential } from "./credentials";
import { fromBase64, shownName } from "./unwrap";

/** A place of a plan at which a credential stands, or may stand. */
export interface SecretPlace {
    /** `<component path>#<property>`; `config#<key>` and `outputs#<name>` for what is the stack's own. Never a value. */
    readonly at: string;
    /** The resource; nothing for the stack's own settings and outputs, and for providers that the engine makes. */
    readonly resource: PlannedResource | undefined;
    /** The input or output that the place lies in. */
    readonly property: string;
    /** What the place is called by whoever wrote it. */
    readonly name: string | undefined;
    /** Whether the whole text is a credential, by its mark, its name or its type. Else only what is inside it may be one. */
    readonly marked: boolean;
    readonly value: string | Unknown;
}

/** The places of plans that were searched before: what is compared is kept out of messages, too. */
const searched = new WeakMap<Plan, readonly SecretPlace[]>();

/** Every place of a plan at which a credential stands or may stand, in the order of the plan. */
export function secretPlacesOf(plan: Plan): readonly SecretPlace[] {
    const known = searched.get(plan);
    if (known !== undefined) return known;
    const places = search(plan);
    searched.set(plan, places);
    return places;
}

function search(plan: Plan): readonly SecretPlace[] {
    const found: SecretPlace[] = [];
    const look = (place: Omit<Around, "found">, map: PropertyMap) => {
        for (const [property, value] of Object.entries(map)) new Walk({ ...place, found }, property).into(value);
    };
    look({ path: "config", resource: undefined, credentials: [], shown: true }, plan.config);
    for (const provider of defaultProvidersOf(plan)) {
        const credentials = credentialInputsOfResource(provider);
        look({ path: provider.path, resource: undefined, credentials, shown: true }, provider.inputs);
    }
    for (const resource of plan.resources) {
        // What a component of the program is given, its children hold; what a plugin's is given, nobody else shows.
        if (!resource.custom && !resource.opaque) continue;
        const around = {
            path: resource.path,
            resource,
            credentials: credentialInputsOfResource(resource),
            shown: false,
        };
        look(around, resource.inputs);
        // A provider gives out what it is given.
        const isProvider = resource.type.startsWith(PROVIDER);
        if (!isProvider && resource.outputs !== resource.inputs) look({ ...around, shown: true }, resource.outputs);
    }
    look({ path: "outputs", resource: undefined, credentials: [], shown: true }, plan.outputs);
    return found;
}

const PROVIDER = "pulumi:providers:";

/** A provider that the engine makes from the configuration: it is no resource of the plan. */
export type DefaultProvider = Pick<PlannedResource, "inputs" | "path" | "type">;

/** The providers that the engine makes, each once, under a path for people. */
export function defaultProvidersOf({ resources }: Plan): readonly DefaultProvider[] {
    const found = new Map(
        resources.flatMap(({ provider, type }) => {
            const name = type.split(":")[0] ?? "";
            return provider?.isDefault === true ? [[name, provider.inputs] as const] : [];
        }),
    );
    return [...found].map(([name, inputs]) => ({
        path: `default provider ${name}`,
        type: `${PROVIDER}${name}`,
        inputs,
    }));
}

interface Around {
    readonly path: string;
    readonly resource: PlannedResource | undefined;
    /** Properties that are credentials by the type of the resource. */
    readonly credentials: readonly string[];
    /**
     * Whether what is not known must be marked secret to count: outputs are not known before a deployment, whatever they
     * are.
     */
    readonly shown: boolean;
    readonly found: SecretPlace[];
}

/** One walk through one property. Nearly all of it finds nothing, so a path is only written out for what is found. */
class Walk {
    private readonly steps: (string | number)[] = [];
    private readonly isCredential: boolean;

    constructor(
        private readonly around: Around,
        private readonly property: string,
    ) {
        this.isCredential = around.credentials.includes(property.split(":").at(-1) ?? property);
    }

    into(value: PropertyValue): void {
        const isHabit = this.around.resource !== undefined && isMarkedByHabit(this.around.resource, this.property);
        this.look(isHabit ? bare(value) : value, this.property, this.isCredential);
    }

    private look(value: PropertyValue, name: string, marked: boolean): void {
        if (typeof value === "string") this.lookAt(value, name, marked);
        else if (value instanceof Secret) this.look(value.value, name, true);
        else if (value instanceof Unknown) this.lookAtUnknown(value, name, marked);
        else if (typeof value === "number" && marked) this.lookAt(String(value), name, marked);
        else if (isList(value)) this.lookThrough(value, name, marked);
        else if (isPropertyMap(value)) this.lookUnder(value, marked);
    }

    private lookThrough(list: readonly PropertyValue[], name: string, marked: boolean): void {
        for (const [place, item] of list.entries()) {
            this.steps.push(place);
            this.look(item, name, marked);
            this.steps.pop();
        }
    }

    private lookUnder(map: PropertyMap, marked: boolean): void {
        const beside = bare(map["name"] ?? map["key"] ?? null);
        for (const key in map) {
            this.steps.push(marked ? shownName(key) : key);
            this.look(map[key] ?? null, key === "value" && typeof beside === "string" ? beside : key, marked);
            this.steps.pop();
        }
    }

    private lookAt(text: string, name: string, marked: boolean): void {
        if (text === "") return;
        const isNamed = surelyMeansCredential(lastWord(name)) && isLiteralValue(text);
        if (marked || isNamed) this.keep(text, name, true);
        else if (mayHold(text)) this.keep(text, name, false);
    }

    private lookAtUnknown(value: Unknown, name: string, marked: boolean): void {
        const word = lastWord(name);
        const isNamed = surelyMeansCredential(word) || (meansAddress(word) && this.isChosen(word));
        if (marked || (isNamed && !this.around.shown)) this.keep(value, name, marked);
    }

    /** Whether the program chose a name: what a provider calls an address (`queueUrl`) holds no password. */
    private isChosen(name: string): boolean {
        return VARIABLE_NAME.test(name) || this.around.resource?.type === "kubernetes:core/v1:ConfigMap";
    }

    private keep(value: string | Unknown, name: string, marked: boolean): void {
        const { path, resource, found } = this.around;
        const { property } = this;
        found.push({ at: `${path}#${property}${stepsText(this.steps)}`, resource, property, name, marked, value });
    }
}

const VARIABLE_NAME = /^[A-Z][A-Z0-9_]*$/;

/** A setting is named after its project. */
function lastWord(name: string): string {
    return name.slice(name.lastIndexOf(":") + 1);
}

/** Words of which one stands wherever something inside a text is named like a credential. */
const MAY_NAME = /pass(?:w|phrase)|pwd|secret|token|key|auth|sig|@|-----BEGIN/i;

/** What gives a name a value, or is one of several values: texts without any of it have no inside. */
const HAS_INSIDE = /[{[\n=]|:\/\/|@(?:tcp|udp|unix)?\(/;

/** Scripts and files travel in base64; what is shorter holds none. */
const MIN_ENCODED_CHARACTERS = 24;

/** Says yes far too often, and never no where there is something to find. */
function mayHold(text: string): boolean {
    if ((HAS_INSIDE.test(text) && MAY_NAME.test(text)) || credentialIn(text) !== undefined) return true;
    const decoded = text.length < MIN_ENCODED_CHARACTERS ? undefined : fromBase64(text);
    return decoded !== undefined && mayHold(decoded);
}

const PLAIN_STEP = /^[A-Za-z_]\w*$/;

function stepsText(steps: readonly (string | number)[]): string {
    return steps
        .map(step => {
            if (typeof step === "number") return `[${step}]`;
            return PLAIN_STEP.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
        })
        .join("");
}
