import { holds, resourceRule, type Verdict, violated } from "../../kernel";

/** A key that is made here, whose private half is an output of the resource. */
const MAKER = "tls:index/privateKey:PrivateKey";

/** Types that are handed a private key; it is kept among their inputs. */
const IMPORTERS = ["aws:acm/certificate:Certificate", "aws:iam/serverCertificate:ServerCertificate"];

const BECAUSE = "whoever may decrypt the state has it, in every version of the state that was ever kept";

export const noPrivateKeyInState = resourceRule({
    name: "no-private-key-in-state",
    family: "secrets",
    severity: "medium",
    preset: "strict",
    description: "No private key is made by a program or handed through it.",
    remediation:
        'Let the service make the key: `aws.acm.Certificate` with a `domainName` and `validationMethod: "DNS"`, `aws.kms.Key`, cert-manager in a cluster. A key that has to be imported goes in as `privateKeyWo`, which no state keeps.',
    appliesTo: [MAKER, ...IMPORTERS],
    check(subject): readonly Verdict[] {
        if (subject.type === MAKER) {
            return [violated({ message: `makes a private key that stays in the state, expected none: ${BECAUSE}` })];
        }
        const reading = subject.read("privateKey");
        if (reading.state === "absent") return [holds()];
        // The key is reported where it is made.
        if (subject.comesFrom("privateKey").some(({ type }) => type === MAKER)) return [];
        return [
            violated({
                property: "privateKey",
                message: `privateKey is set, so the key stays in the state, expected none: ${BECAUSE}`,
            }),
        ];
    },
});
