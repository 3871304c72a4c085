import { isDeepStrictEqual } from "node:util";

import type { WireProperties } from "../../plan/capture-events";
import type { Gap } from "../../plan/plan";
import { UNKNOWN_MARKER } from "../../plan/wire";
import type { Answers } from "../monitor/settings";
import type { FunctionAnswerer, FunctionCall } from "./answer";
import { AWS_FUNCTIONS } from "./aws";
import { KUBERNETES_FUNCTIONS } from "./kubernetes";
import { IAM_FUNCTIONS } from "./policy-document";

/**
 * How the program asks. A *plain* call is awaited, so what comes back may decide which resources exist; the *output*
 * form cannot. Where a program cannot be observed the form is unknown, and the worst is assumed.
 */
export type CallForm = "plain" | "output" | "unknown";

/** Stands in an answer for "nothing of this is known". The program's side turns it into the SDK's own unknown value. */
export const UNANSWERED_KEY = "__stagewrightUnanswered";

/** The token by which the program's side says that it awaits an output of another stack. No provider has it. */
export const AWAITED_REFERENCE = "stagewright:index/awaitStackReference:awaitStackReference";

const ANSWERERS: Readonly<Record<string, FunctionAnswerer>> = {
    ...AWS_FUNCTIONS,
    ...IAM_FUNCTIONS,
    ...KUBERNETES_FUNCTIONS,
};

/** Answers a provider function: as the user says, else from the stack's configuration, else as unknown. */
export function answerFunction(
    call: FunctionCall,
    form: CallForm,
    answers: Answers,
): { readonly result: WireProperties; readonly gap: Gap | undefined } {
    const supplied = answers.functions?.[call.token]?.find(({ args }) => agrees(args ?? {}, call.args));
    if (supplied !== undefined) {
        const message = `${call.token} was answered with what the settings supply`;
        return {
            result: supplied.result,
            gap: { kind: "supplied-answer", subject: call.token, message, mayChangeShape: false },
        };
    }
    const result = ANSWERERS[call.token]?.(call);
    if (result !== undefined) return { result, gap: undefined };
    return { result: { [UNANSWERED_KEY]: UNKNOWN_MARKER }, gap: unansweredGap(call.token, form) };
}

function unansweredGap(token: string, form: CallForm): Gap {
    if (form === "output") {
        const message = `${token} has no answer without a provider; what it would give is unknown`;
        return { kind: "unanswered-function", subject: token, message, mayChangeShape: false };
    }
    const message = `${token} is awaited and has no answer without a provider; which resources there are may depend on it`;
    return { kind: "unanswered-plain-function", subject: token, message, mayChangeShape: true };
}

function agrees(wanted: WireProperties, given: WireProperties): boolean {
    return Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(value, given[name]));
}
