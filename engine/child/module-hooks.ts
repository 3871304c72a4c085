import Module from "node:module";
import * as path from "node:path";

/** Parts of Node's module loader that its types leave out. */
interface Loader {
    _load(request: string, parent: NodeJS.Module | undefined, isMain: boolean): unknown;
    readonly prototype: { load: (this: NodeJS.Module, filename: string) => void };
}

const loader = Module as unknown as Loader;
const SDK = `${path.sep}@pulumi${path.sep}pulumi${path.sep}`;

/** Changes the exports of a module of the SDK, once it is loaded. */
export type Patch = (exports: Record<string, unknown>) => void;

/**
 * Patches modules of every copy of `@pulumi/pulumi` as they are loaded: a program's dependencies may bring copies of
 * their own.
 *
 * @param patches By path inside the SDK, such as `runtime/invoke.js`.
 */
export function patchSdkModules(patches: ReadonlyMap<string, Patch>): void {
    // Below this method other hooks may replace how a file is compiled; this one they leave alone.
    const { load } = loader.prototype;
    loader.prototype.load = function (filename) {
        load.call(this, filename);
        const start = filename.lastIndexOf(SDK);
        if (start === -1) return;
        const inside = filename.slice(start + SDK.length).replaceAll(path.sep, "/");
        patches.get(inside)?.(this.exports as Record<string, unknown>);
    };
}

/**
 * Lets modules that the SDK requires be loaded when they are first touched.
 *
 * @param names What the SDK requires them as.
 */
export function deferSdkImports(names: ReadonlySet<string>): void {
    const load = loader._load.bind(loader);
    loader._load = (request, parent, isMain) => {
        const isDeferred = names.has(request) && parent?.filename.includes(SDK) === true;
        return isDeferred ? lazily(() => load(request, parent, isMain)) : load(request, parent, isMain);
    };
}

/** An object that becomes the real one when anything is asked of it. */
function lazily(load: () => unknown): object {
    let loaded: object | undefined;
    const real = () => (loaded ??= load() as object);
    return new Proxy(
        {},
        {
            // Asked by the importing side of compiled TypeScript; a yes lets it take the object as it is, untouched,
            // and look for what it imports as the default by that name.
            get: (_, name) => {
                if (name === "__esModule") return true;
                if (name === "default" && !Reflect.has(real(), name)) return real();
                return Reflect.get(real(), name) as unknown;
            },
            set: (_, name, value) => Reflect.set(real(), name, value),
            has: (_, name) => Reflect.has(real(), name),
            ownKeys: () => Reflect.ownKeys(real()),
            getOwnPropertyDescriptor: (_, name) => {
                const descriptor = Reflect.getOwnPropertyDescriptor(real(), name);
                // A proxy may only show what its own target could hold.
                return descriptor === undefined ? undefined : { ...descriptor, configurable: true };
            },
        },
    );
}
