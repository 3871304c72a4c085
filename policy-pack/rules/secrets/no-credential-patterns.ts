import { holds, resourceRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { credentialInputsOf } from "../../../secrets/credential-inputs";
import { type CredentialText, credentialTexts } from "../support/credential-texts";
import { readableEntries } from "../../../aws/readable-places";

/** What a cloud shows to everybody who may list resources, whatever Pulumi thinks of it. */
const SHOWN_TO_ALL: ReadonlySet<string> = new Set([
    "alias",
    "comment",
    "defaultTags",
    "description",
    "metadata",
    "name",
    "tags",
    "tagsAll",
]);

export const noCredentialPatterns = resourceRule({
    name: "no-credential-patterns",
    family: "secrets",
    severity: "critical",
    description: "No text in any property of any resource has the shape of a credential, or its name.",
    remediation:
        "Take the text out, replace the credential (it is in the repository's history), and keep it in Secrets Manager or as `pulumi config set --secret`, read with `config.requireSecret`. No tag, label or `description` holds one at all.",
    appliesTo: { what: "every resource", matches: () => true, everyType: true },
    check(subject) {
        // What a component of the program is given, its children hold; what a plugin's is given, nobody else shows.
        if (!subject.resource.custom && !subject.resource.opaque) return [];
        const texts = credentialTexts(subject.resource.inputs);
        if (texts.length === 0) return holds();
        const elsewhere = judgedElsewhere(subject);
        const verdicts = texts.filter(({ path }) => !elsewhere(path)).flatMap(text => judgeText(subject, text));
        return verdicts.length === 0 ? holds() : verdicts;
    },
});

/**
 * What `no-plaintext-credentials` judges: inputs that have to be a credential, and places whose texts it reads one by one.
 * One fault is one finding.
 */
function judgedElsewhere(subject: Subject): (path: string) => boolean {
    const places = [...credentialInputsOf(subject), ...readableEntries(subject).map(({ path }) => path)];
    return path => places.some(place => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`));
}

function judgeText(subject: Subject, { path, what, secret }: CredentialText): readonly Verdict[] {
    const [first = path] = path.split(/[.[]/);
    if (SHOWN_TO_ALL.has(first)) {
        const message = `${path} ${what}, expected none: everybody who may list resources reads it`;
        return [violated({ property: path, message })];
    }
    if (secret) return [];
    if (subject.plan.source === "policy-sdk") {
        const message = `${path} ${what}, and whether it is marked secret is not shown here: the policy SDK hands values over without their marks`;
        return [undecided({ property: path, message })];
    }
    const message = `${path} ${what}, expected a secret that the program does not hold: it stands in the code and, in clear, in the state`;
    return [violated({ property: path, message })];
}
