import { z } from "zod";
import { COMPARISON_FAULTS, type ComparisonFinding } from "../../secrets/compare";
import { type CompareReport, passes, verdictOf } from "../compare/report";

/** Name and version of the shape; a change that is no mere addition raises the number. */
export const COMPARE_SCHEMA = "stagewright.compare/1";

const text = (meaning: string) => z.string().describe(meaning);
const amount = (meaning: string) => z.int().min(0).describe(meaning);

const FINDING = z.object({
    fault: z.enum(COMPARISON_FAULTS).describe("What is wrong, or cannot be told."),
    verdict: z.enum(["violated", "undecided"]),
    environments: z.array(text("Name of a stack; project/stack where the projects differ.")).min(1),
    message: text("What is shared, or cannot be compared. Never a value."),
    remediation: text("What to change."),
    places: z.array(
        z.object({
            environment: text("Name of the environment."),
            path: text("<component path>#<property>."),
            form: text("How the credential is wrapped there; left out for the text as it stands.").optional(),
        }),
    ),
});

/** What `compare` writes as JSON. Readers ignore what they do not know. */
export const COMPARE_DOCUMENT = z.object({
    schema: z.literal(COMPARE_SCHEMA),
    run: text("The run that the facts were made for."),
    environments: z.array(text("Name of an environment.")).min(2),
    strict: z.boolean().describe("Whether what cannot be compared fails."),
    summary: z.object({
        verdict: z.enum(["holds", "violated", "undecided"]),
        passes: z.boolean(),
        credentials: amount("Different credentials, over all environments."),
        identities: amount("Different names by which environments get at credentials."),
        own: amount("Places whose value each environment makes for itself."),
        unread: amount("Places that cannot be compared."),
        shared: amount("Findings that something is shared."),
        undecided: amount("Findings that something cannot be told."),
    }),
    findings: z.array(FINDING).describe("The worst first."),
});

/** Renders a report as JSON. */
export function renderCompareJson(report: CompareReport): string {
    const { counts, environments, findings } = report.comparison;
    const count = (verdict: ComparisonFinding["verdict"]) =>
        findings.filter(finding => finding.verdict === verdict).length;
    const document: z.input<typeof COMPARE_DOCUMENT> = {
        schema: COMPARE_SCHEMA,
        run: report.run,
        environments: [...environments],
        strict: report.strict,
        summary: {
            verdict: verdictOf(report),
            passes: passes(report),
            ...counts,
            shared: count("violated"),
            undecided: count("undecided"),
        },
        findings: findings.map(findingDocument),
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Field by field, so that nothing reaches other programs by chance. */
function findingDocument({ environments, fault, message, places, remediation, verdict }: ComparisonFinding) {
    const placeDocument = ({ environment, form, path }: ComparisonFinding["places"][number]) => ({
        environment,
        path,
        ...(form !== undefined && { form }),
    });
    return { fault, verdict, environments: [...environments], message, remediation, places: places.map(placeDocument) };
}
