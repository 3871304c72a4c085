import { z } from "zod";
import { expectTrue, holds, type Stack, stackRule, type Subject, undecided, type Verdict } from "../../kernel";

const REPOSITORY = "aws:ecr/repository:Repository";
const REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

const settings = z.object({
    scannedByRegistry: z
        .boolean()
        .default(false)
        .describe("Whether the registry of every account scans all images by itself, as set up outside this program."),
});

export const repositoryScansImages = stackRule({
    name: "repository-scans-images",
    family: "hygiene",
    severity: "medium",
    description: "Every image is searched for known flaws when it is pushed.",
    remediation:
        "Set `imageScanningConfiguration.scanOnPush: true` of the repository, or have the registry scan all of them with a `RegistryScanningConfiguration` whose filter is `*`.",
    appliesTo: [REPOSITORY],
    alsoReads: [REGISTRY],
    settings,
    check(stack, { settings: { scannedByRegistry } }) {
        const registry = scannedByRegistry ? "yes" : registryScans(stack);
        return stack
            .byType(REPOSITORY)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, verdict: registry === "yes" ? holds() : judge(subject, registry) }));
    },
});

function judge(subject: Subject, registry: "no" | "maybe"): Verdict {
    const own = expectTrue(subject, "imageScanningConfiguration.scanOnPush", {
        because: "nobody is told that an image in use has a flaw which everybody knows",
        default: false,
    });
    if (own.outcome !== "violated" || registry === "no") return own;
    const message =
        "whether the registry scans this repository cannot be told: its rules are not known, or name some only";
    return undecided({ message });
}

/** Whether a registry of this plan scans every repository. */
function registryScans(stack: Stack): "yes" | "no" | "maybe" {
    const rules = stack
        .byType(REGISTRY)
        .flatMap(registry => registry.readAll("rules[]").map(rule => ({ registry, rule })));
    let answer: "no" | "maybe" = "no";
    for (const { registry, rule } of rules) {
        const frequency = registry.read(`${rule.path}.scanFrequency`);
        if (frequency.state === "known" && frequency.value === "MANUAL") continue;
        const filters = registry.readAll(`${rule.path}.repositoryFilters[].filter`);
        if (frequency.state === "known" && filters.some(one => one.state === "known" && one.value === "*"))
            return "yes";
        answer = "maybe";
    }
    return answer;
}
