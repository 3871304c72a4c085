import { AsyncLocalStorage } from "node:async_hooks";

import { type CallForm, UNANSWERED_KEY } from "../functions";

/*
 * On the wire the two forms of calling a provider function look the same, and an answer of which nothing is known cannot
 * be written. Both are settled here, at the SDK's own functions: `invoke` and `invokeSingle` return a promise, all others
 * an output.
 */

/** The parts of `@pulumi/pulumi/runtime/invoke` that are wrapped. */
type InvokeModule = Record<string, unknown>;
type Invocation = (...args: readonly unknown[]) => unknown;

/** The parts of `@pulumi/pulumi/output` that are needed. */
export interface OutputModule {
    readonly unknown: object;
}

interface OutputLike {
    apply(convert: (value: unknown) => unknown, runWithUnknowns: boolean): unknown;
}

const PLAIN_FORMS = ["invoke", "invokeSingle"] as const;
const OUTPUT_FORMS = ["invokeOutput", "invokeSingleOutput", "call", "callSingle"] as const;

const MARKED = Symbol.for("stagewright.callForms");

/** Properties that the language and the SDK ask any value for, to learn what it is. They say nothing of the answer. */
const PROBES = /^(?:__|then$|toJSON$|constructor$)/;

const currentForm = new AsyncLocalStorage<CallForm>();

/** The form of the provider function call that the SDK is making in this asynchronous context. */
export function currentCallForm(): CallForm {
    return currentForm.getStore() ?? "unknown";
}

/**
 * Wraps the functions through which programs call provider functions.
 *
 * @param targets Every object that carries the functions: the module, and those that copied them from it.
 */
export function observeCallForms(targets: readonly InvokeModule[], output: OutputModule): void {
    for (const target of targets) {
        if (Object.hasOwn(target, MARKED)) continue;
        Object.defineProperty(target, MARKED, { value: true });
        for (const name of PLAIN_FORMS) wrap(target, name, original => plainForm(original, output));
        for (const name of OUTPUT_FORMS) wrap(target, name, original => outputForm(original, output));
    }
}

function wrap(target: InvokeModule, name: string, make: (original: Invocation) => Invocation): void {
    const original = target[name];
    if (typeof original === "function") target[name] = make(original as Invocation);
}

function plainForm(original: Invocation, output: OutputModule): Invocation {
    return (...args) =>
        currentForm.run("plain", async () => {
            const result = await original(...args);
            return isUnanswered(result) ? unknownResult(output) : result;
        });
}

function outputForm(original: Invocation, output: OutputModule): Invocation {
    return (...args) => {
        const result = currentForm.run("output", () => original(...args)) as OutputLike;
        return result.apply(value => (isUnanswered(value) ? output.unknown : value), true);
    };
}

function isUnanswered(value: unknown): boolean {
    return typeof value === "object" && value !== null && Object.hasOwn(value, UNANSWERED_KEY);
}

/** An awaited result of which nothing is known: each of its properties is the SDK's unknown value, to be handed on. */
function unknownResult(output: OutputModule): object {
    return new Proxy(
        { [UNANSWERED_KEY]: output.unknown },
        {
            get: (target, name) => {
                if (typeof name === "symbol" || Object.hasOwn(target, name))
                    return Reflect.get(target, name) as unknown;
                return PROBES.test(name) ? undefined : output.unknown;
            },
        },
    );
}
