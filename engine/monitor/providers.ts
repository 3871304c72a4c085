import type { CaptureEvent, WireProperties } from "../../plan/capture-events";
import { buildUrn, providerReferenceUrn } from "../../plan/urn";
import { UNKNOWN_MARKER } from "../../plan/wire";
import { MonitorError } from "../protocol";
import { type MonitorSettings, packageConfig } from "./settings";
import { secret } from "./values";

/** Which plugin a resource or function asks for. */
export interface ProviderRequest {
    readonly packageName: string;
    /** Empty where the program leaves it to the engine. */
    readonly version: string;
    /** Empty for the plugin's usual place. */
    readonly downloadUrl: string;
}

/** The package of everything that the engine itself is the provider of. It needs no provider and cannot be denied one. */
const ENGINE_PACKAGE = "pulumi";

/** Dynamic providers are given the stack's whole configuration, keys with their namespace. */
const DYNAMIC_PACKAGES: ReadonlySet<string> = new Set(["pulumi-nodejs", "pulumi-python"]);

const PROVIDER_TYPE_PREFIX = "pulumi:providers:";

/** Whether a type token is that of a provider. */
export function isProviderType(type: string): boolean {
    return type.startsWith(PROVIDER_TYPE_PREFIX);
}

/** The package that a type or function token belongs to. */
export function packageOf(token: string): string {
    const end = token.indexOf(":");
    return end === -1 ? token : token.slice(0, end);
}

/** The package that a provider reference is a provider of, or nothing where it is no reference. */
export function packageOfReference(reference: string): string | undefined {
    const type = providerReferenceUrn(reference).split("::")[2]?.split("$").pop();
    return type !== undefined && isProviderType(type) ? type.slice(PROVIDER_TYPE_PREFIX.length) : undefined;
}

/** Knows every provider of one stack: those that the program makes, and those that the engine makes for want of one. */
export class Providers {
    private readonly inputs = new Map<string, WireProperties>();
    private readonly defaults = new Map<string, string>();
    private readonly packages: ProviderRequest[] = [];
    private readonly packageReferences = new Map<string, string>();

    constructor(
        private readonly settings: MonitorSettings,
        private readonly emit: (event: CaptureEvent) => void,
    ) {}

    /** Notes a provider that the program registered. */
    remember(urn: string, inputs: WireProperties): void {
        this.inputs.set(urn, inputs);
    }

    /** The inputs of the provider that a reference names, or nothing where it is not known. */
    inputsOf(reference: string): WireProperties | undefined {
        return this.inputs.get(providerReferenceUrn(reference));
    }

    /** Answers `RegisterPackage`: one reference per package, version, place and parameter. */
    registerPackage(request: ProviderRequest, parameter: string): string {
        const key = [request.packageName, request.version, request.downloadUrl, parameter].join("\0");
        const known = this.packageReferences.get(key);
        if (known !== undefined) return known;
        const reference = `package-${this.packages.length}`;
        this.packages.push(request);
        this.packageReferences.set(key, reference);
        return reference;
    }

    /** What a request asks for: the package registered under its reference, or what the request says itself. */
    request(packageReference: string, otherwise: ProviderRequest): ProviderRequest {
        if (packageReference === "") return otherwise;
        const registered = this.packages[Number(packageReference.slice("package-".length))];
        if (registered === undefined) throw new MonitorError(`unknown provider package '${packageReference}'`);
        return registered;
    }

    /**
     * The reference of the provider to use: the explicit one, else the default one of the package, made when first asked for.
     *
     * @param subject What needs the provider, for the refusal.
     * @returns An empty text for what the engine itself provides.
     * @throws MonitorError where the stack's configuration forbids a default provider of the package.
     */
    reference(request: ProviderRequest, explicit: string, subject: string): string {
        if (explicit !== "") return explicit;
        if (request.packageName === ENGINE_PACKAGE) return "";
        if (this.isDenied(request.packageName)) {
            throw new MonitorError(
                `Default provider for '${request.packageName}' disabled. '${subject}' must use an explicit provider.`,
            );
        }
        const key = `${request.packageName}\0${request.version}\0${request.downloadUrl}`;
        const known = this.defaults.get(key);
        if (known !== undefined) return known;
        const reference = this.makeDefault(request);
        this.defaults.set(key, reference);
        return reference;
    }

    private makeDefault(request: ProviderRequest): string {
        const name = defaultProviderName(request);
        const { stack, project } = this.settings;
        const urn = buildUrn(stack, project, undefined, `${PROVIDER_TYPE_PREFIX}${request.packageName}`, name);
        const inputs = this.defaultInputs(request.packageName);
        this.inputs.set(urn, inputs);
        this.emit({ kind: "default-provider", urn, name, inputs });
        return `${urn}::${UNKNOWN_MARKER}`;
    }

    private defaultInputs(packageName: string): WireProperties {
        const isDynamic = DYNAMIC_PACKAGES.has(packageName);
        const config = isDynamic ? this.settings.config : packageConfig(this.settings, packageName);
        const inputs: Record<string, unknown> = {};
        for (const [key, value] of Object.entries(config)) {
            const isSecret = this.settings.secretKeys.includes(isDynamic ? key : `${packageName}:${key}`);
            inputs[key] = isSecret ? secret(value) : value;
        }
        return inputs;
    }

    private isDenied(packageName: string): boolean {
        const setting = this.settings.config["pulumi:disable-default-providers"];
        if (setting === undefined || setting === "") return false;
        let denied: unknown;
        try {
            denied = JSON.parse(setting);
        } catch {
            throw new MonitorError(`Failed to parse ${setting}: pulumi:disable-default-providers must be a list`);
        }
        if (!Array.isArray(denied)) throw new MonitorError("pulumi:disable-default-providers must be a list");
        return denied.some(entry => {
            if (typeof entry !== "string") {
                throw new MonitorError("pulumi:disable-default-providers must be a list of package names");
            }
            return entry.trim() === "*" || entry.trim() === packageName;
        });
    }
}

/** The name that the engine gives a provider it makes itself: the version's parts and the plugin's place (`DefaultName`). */
export function defaultProviderName({ version, downloadUrl }: ProviderRequest): string {
    const parts = version === "" ? [] : version.split(/[.+-]/);
    const place = downloadUrl === "" ? [] : [downloadUrl.replaceAll("/", "_")];
    return ["default", ...parts, ...place].join("_");
}
