import { z } from "zod";

import {
    expectAtLeast,
    holds,
    type Stack,
    stackRule,
    type Subject,
    type SubjectReading,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { CREDENTIAL_TYPES, credentialInputsOf } from "../../../secrets/credential-inputs";

const PASSWORD = "random:index/randomPassword:RandomPassword";

/** Makers whose results are no secrets: they stand in clear in the state and in every preview. */
const NO_SECRETS = [
    "random:index/randomString:RandomString",
    "random:index/randomId:RandomId",
    "random:index/randomUuid:RandomUuid",
    "random:index/randomPet:RandomPet",
    "random:index/randomInteger:RandomInteger",
];

/** With twenty letters and digits there are more passwords than anyone can try; NIST SP 800-63B asks for at least 15. */
const DEFAULT_LENGTH = 20;
const LENGTH = { min: 16, max: 128 };

export const generatedPasswordStrong = stackRule({
    name: "generated-password-strong",
    family: "secrets",
    severity: "medium",
    description: "A password that a program has made at random is long, of many kinds of characters, and a secret.",
    remediation:
        "Let AWS make it (`manageMasterUserPassword`). Otherwise use `random.RandomPassword` with a `length` of 20 or more and at most one of `lower`, `upper`, `numeric` and `special` switched off.",
    appliesTo: [PASSWORD, ...NO_SECRETS],
    settings: z.object({
        minLength: z
            .number()
            .int()
            .min(LENGTH.min)
            .max(LENGTH.max)
            .default(DEFAULT_LENGTH)
            .describe("Characters that a generated password has at least."),
    }),
    check(stack, { settings }) {
        return [
            ...stack.byType(PASSWORD).flatMap(subject => [
                {
                    subject,
                    verdict: expectAtLeast(subject, "length", settings.minLength, {
                        because: "a shorter one is tried out offline",
                    }),
                },
                { subject, verdict: judgeKinds(subject) },
            ]),
            ...stack
                .byType(...NO_SECRETS)
                .flatMap(subject => judgeUse(stack, subject).map(verdict => ({ subject, verdict }))),
        ];
    },
});

/** Kinds of characters, all of which are in use where nothing else is said. `number` is the older name of `numeric`. */
const KINDS = ["lower", "upper", "numeric", "special"] as const;
const MIN_KINDS = 3;

function judgeKinds(subject: Subject): Verdict {
    const kinds = KINDS.map(kind => ({ kind, reading: readKind(subject, kind) }));
    const isOff = (value: unknown) => value === false || value === "false";
    const on = kinds.filter(({ reading }) => reading.state === "known" && !isOff(reading.value));
    if (on.length >= MIN_KINDS) return holds();
    const unknown = kinds.map(({ reading }) => reading).find(reading => reading.state === "unknown");
    if (unknown?.state === "unknown") return undecidedBecauseUnknown(unknown);
    const names = on.map(({ kind }) => kind).join(" and ");
    return violated({
        message: `is made of ${names === "" ? "nothing" : names} characters only, expected at least ${MIN_KINDS} of ${KINDS.join(", ")}: there are too few of that length`,
    });
}

function readKind(subject: Subject, kind: (typeof KINDS)[number]): SubjectReading {
    const older = subject.read("number");
    const isOlder = kind === "numeric" && older.state !== "absent" && subject.read(kind).state === "absent";
    return isOlder ? older : subject.read(kind, { default: true });
}

/** A credential that is made of nothing but what such a maker makes. */
function judgeUse(stack: Stack, maker: Subject): readonly Verdict[] {
    return stack
        .dependents(maker)
        .filter(({ type }) => CREDENTIAL_TYPES.includes(type))
        .flatMap(user =>
            credentialInputsOf(user).flatMap(input => {
                const origins = user.comesFrom(input);
                const isOnlySource = origins.length > 0 && origins.every(({ type }) => NO_SECRETS.includes(type));
                if (!isOnlySource || !origins.includes(maker)) return [];
                return [
                    violated({
                        message: `is the ${input} of ${user.name}, expected a RandomPassword: what this makes is no secret, and stands in clear in the state and in every preview`,
                    }),
                ];
            }),
        );
}
