import { parseUrn } from "../../plan/urn";
import { isList, type PropertyValue } from "../../plan/value";
import { show } from "./show";
import type { ReadOptions, Subject, SubjectReading } from "../../plan/subject";
import type { Undecided, Verdict } from "./verdict";
import { holds, undecided, violated } from "./verdicts";

/** What a rule says of each state of a reading that it can judge. */
export interface Cases {
    /** The value is there. Values inside it may still be unknown or secret. */
    known(value: PropertyValue): Verdict;
    /** Nothing is set, and no provider default was named when it was read. */
    absent(): Verdict;
}

/** Turns a reading into a verdict. What is not known is *undecided*, with where it comes from named. */
export function decide(reading: SubjectReading, cases: Cases): Verdict {
    switch (reading.state) {
        case "known":
            return cases.known(reading.value);
        case "absent":
            return cases.absent();
        case "unknown":
            return undecidedBecauseUnknown(reading);
    }
}

/** The verdict on a value that cannot be read. */
export function undecidedBecauseUnknown(reading: SubjectReading & { state: "unknown" }): Undecided {
    const origins = reading.from.map(urn => parseUrn(urn)?.name ?? urn);
    const origin = origins.length === 0 ? "" : `; it comes from ${origins.join(", ")}`;
    return undecided({ property: reading.path, message: `${reading.path} cannot be read: ${reading.why}${origin}` });
}

/** How an expectation reads its property, and why it matters. */
export interface Expectation extends ReadOptions {
    /** What goes wrong otherwise, as half a sentence: `anyone who copies the disk can read it`. */
    readonly because: string;
}

/** The property must be `true`. */
export function expectTrue(subject: Subject, path: string, expectation: Expectation): Verdict {
    return expectBoolean(subject, path, true, expectation);
}

/** The property must be `false`. */
export function expectFalse(subject: Subject, path: string, expectation: Expectation): Verdict {
    return expectBoolean(subject, path, false, expectation);
}

/** The property must be a number of at least `minimum`. Not set is a violation, unless a default is named. */
export function expectAtLeast(subject: Subject, path: string, minimum: number, expectation: Expectation): Verdict {
    return expectValue(subject, path, `at least ${minimum}`, expectation, value => {
        const number = numberOf(value);
        return number === undefined ? undefined : number >= minimum;
    });
}

/** The property must be a number of at most `maximum`. Not set is a violation, unless a default is named. */
export function expectAtMost(subject: Subject, path: string, maximum: number, expectation: Expectation): Verdict {
    return expectValue(subject, path, `at most ${maximum}`, expectation, value => {
        const number = numberOf(value);
        return number === undefined ? undefined : number <= maximum;
    });
}

/** The property must be one of some texts. Not set is a violation, unless a default is named. */
export function expectOneOf(
    subject: Subject,
    path: string,
    allowed: readonly string[],
    expectation: Expectation,
): Verdict {
    const expected = allowed.length === 1 ? String(allowed[0]) : `one of ${allowed.join(", ")}`;
    return expectValue(subject, path, expected, expectation, value =>
        typeof value === "string" ? allowed.includes(value) : undefined,
    );
}

/**
 * The property must be set to something that is not empty. What is set but not known yet is set, unless all of it comes
 * from another stack, which may have no such output.
 */
export function expectSet(subject: Subject, path: string, expectation: Expectation): Verdict {
    if (isSetButUnknown(subject, path)) return holds();
    return judge(
        subject.read(path, expectation),
        "a value",
        expectation,
        value => value !== "" && !(isList(value) && value.length === 0),
    );
}

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** The last step of a property path: `.name`, `["name"]` or `[0]`. */
const LAST_STEP = /(?:\.[^.[\]]+|\["(?:[^"\\]|\\.)*"\]|\[\d+\])$/;

/** Whether the program set a property to a value that is unknown. Among outputs the provider may be the one that will. */
function isSetButUnknown(subject: Subject, path: string): boolean {
    const reading = subject.read(path);
    if (subject.plan.phase === "output" || reading.state !== "unknown") return false;
    if (reading.from.length > 0 && reading.from.every(urn => parseUrn(urn)?.type === STACK_REFERENCE)) return false;
    const around = path.replace(LAST_STEP, "");
    return around === path || subject.read(around).state === "known";
}

function expectBoolean(subject: Subject, path: string, expected: boolean, expectation: Expectation): Verdict {
    return expectValue(subject, path, String(expected), expectation, value => {
        // Providers take the words for the values.
        if (value === true || value === "true") return expected;
        if (value === false || value === "false") return !expected;
        return undefined;
    });
}

/** @param test Whether the value is as expected; nothing if it is of a type that cannot be judged. */
function expectValue(
    subject: Subject,
    path: string,
    expected: string,
    expectation: Expectation,
    test: (value: PropertyValue) => boolean | undefined,
): Verdict {
    return judge(subject.read(path, expectation), expected, expectation, test);
}

function judge(
    reading: SubjectReading,
    expected: string,
    { because }: Expectation,
    test: (value: PropertyValue) => boolean | undefined,
): Verdict {
    const { path } = reading;
    const fault = () =>
        violated({ property: path, message: `${path} is ${show(reading)}, expected ${expected}: ${because}` });
    return decide(reading, {
        absent: fault,
        known: value => {
            const passed = test(value);
            if (passed === undefined)
                return undecided({ property: path, message: `${path} is of an unexpected type, expected ${expected}` });
            return passed ? holds() : fault();
        },
    });
}

function numberOf(value: PropertyValue): number | undefined {
    if (typeof value === "number") return value;
    // Providers take a text of digits for a number.
    if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
    return undefined;
}
