import type { PackReport, PackVerdict } from "../engine/packs/index";
import type { Plan } from "../plan/plan";
import { fingerprintOf, withDistinctFingerprints } from "../policy-pack/kernel/fingerprint";
import { sortFindings } from "../policy-pack/kernel/findings";
import type { Counts, Finding, Judgement } from "../policy-pack/kernel/judgement";
import { redactionOf, type Redact } from "../policy-pack/kernel/redact";
import { Stack } from "../plan/stack";
import { FAMILIES, type Family, type Severity } from "../policy-pack/kernel/verdict";
import { RULE_TAG } from "../policy-pack/pulumi/metadata";
import { environmentFacts, type Settings } from "../policy-pack/settings";

/** The family that plain policies are counted in: they do not say which question they answer. */
const FAMILY = "hygiene";

/** How serious a violation is where its policy does not say so. */
const DEFAULT_SEVERITY: Readonly<Record<PackVerdict["level"], Severity>> = { advisory: "low", mandatory: "high" };

/** What a pack says of one plan. */
export interface PlanPackReport {
    readonly plan: Plan;
    readonly report: PackReport;
}

/**
 * Adds what a pack of somebody else's says to a judgement of our own rules.
 *
 * What an advisory policy finds is listed as waived, by the pack itself: the Pulumi CLI shows it and goes on, so a check
 * shows it and goes on, too. What a policy cannot decide is undecided whatever its level: nobody knows what it would find.
 */
export function withForeignPack(
    judgement: Judgement,
    reports: readonly PlanPackReport[],
    settings: Settings,
): Judgement {
    const stacks = reports.map(({ plan }) => new Stack(plan, environmentFacts(plan.stack, settings)));
    const redact = redactionOf(stacks);
    const findings = withDistinctFingerprints(reports.flatMap(one => findingsOf(one, redact)));
    const said = reports.flatMap(judgementsOf);
    const judgements = judgement.coverage.judgements + said.length;
    const undecided = said.filter(({ outcome }) => outcome === "undecided").length;
    const decided = judgement.coverage.decided * judgement.coverage.judgements + said.length - undecided;
    return {
        ...judgement,
        findings: sortFindings([...judgement.findings, ...findings]),
        families: Object.fromEntries(
            FAMILIES.map(family => [family, withMore(judgement.families[family], family, said)]),
        ) as Record<Family, Counts>,
        coverage: { ...judgement.coverage, judgements, decided: judgements === 0 ? 1 : decided / judgements },
    };
}

function withMore(counts: Counts, family: Family, said: readonly PackJudgement[]): Counts {
    const more = (outcome: keyof Counts) =>
        counts[outcome] + said.filter(one => one.family === family && one.outcome === outcome).length;
    return { holds: more("holds"), violated: more("violated"), undecided: more("undecided"), waived: more("waived") };
}

function findingsOf({ plan, report }: PlanPackReport, redact: Redact): readonly Finding[] {
    const resources = new Map(plan.resources.map(resource => [resource.urn, resource]));
    const doubt = plan.gaps.find(gap => gap.mayChangeShape);
    const reported = report.verdicts.map(verdict => {
        const resource = verdict.urn === undefined ? undefined : resources.get(verdict.urn);
        const publicText = () => [verdict.policy, verdict.remediation, verdict.urn ?? ""].join("\n");
        return finding(report, plan, {
            ...verdict,
            message: redact(verdict.message, publicText),
            ...(resource !== undefined && { path: resource.path, type: resource.type }),
            ...(resource?.source !== undefined && { source: resource.source }),
        });
    });
    if (doubt === undefined) return reported;
    const shaken = [...report.holds.keys()].map(policy =>
        finding(report, plan, {
            policy,
            outcome: "undecided",
            level: "mandatory",
            severity: undefined,
            urn: undefined,
            message: `holds for what was planned, but the plan may lack resources: ${doubt.message}`,
            remediation: `Answer ${doubt.subject} in stagewright.yaml.`,
        }),
    );
    return [...reported, ...shaken];
}

function finding(
    report: PackReport,
    plan: Plan,
    verdict: PackVerdict & Pick<Finding, "path" | "source"> & { readonly type?: string },
): Finding {
    const rule = `${report.pack}/${verdict.policy}`;
    return {
        rule,
        family: familyOf(report, verdict.policy),
        verdict: verdictOf(verdict),
        severity: verdict.severity ?? DEFAULT_SEVERITY[verdict.level],
        stacks: [plan.stack],
        ...(verdict.urn !== undefined && { urn: verdict.urn }),
        ...(verdict.path !== undefined && { path: verdict.path }),
        message: verdict.message,
        remediation: verdict.remediation,
        evidence: verdict.level === "advisory" ? ["the pack calls this policy advisory"] : [],
        ...(verdict.source !== undefined && { source: verdict.source }),
        fingerprint: fingerprintOf([rule, plan.stack, verdict.path ?? "", verdict.type ?? "", ""]),
    };
}

function verdictOf({ level, outcome }: PackVerdict): Finding["verdict"] {
    return outcome === "violated" && level === "advisory" ? "waived" : outcome;
}

/** A rule of this package's kind says its family among its tags. */
function familyOf({ tags }: PackReport, policy: string): Family {
    const own = tags.get(policy) ?? [];
    const family = own.includes(RULE_TAG) ? FAMILIES.find(one => own.includes(one)) : undefined;
    return family ?? FAMILY;
}

/** What one policy says of one thing. */
interface PackJudgement {
    readonly family: Family;
    readonly outcome: keyof Counts;
}

/** The outcomes of a judgement, the worst first. */
const WORST_FIRST = ["violated", "undecided", "waived", "holds"] as const;

/** Every judgement: a policy and a resource count once, however much was reported, and by the worst. */
function judgementsOf({ plan, report }: PlanPackReport): readonly PackJudgement[] {
    const worst = new Map<string, PackJudgement>();
    for (const verdict of report.verdicts) {
        const key = `${verdict.policy}\n${verdict.urn ?? ""}`;
        const outcome = verdictOf(verdict);
        const known = worst.get(key);
        if (known === undefined || WORST_FIRST.indexOf(outcome) < WORST_FIRST.indexOf(known.outcome)) {
            worst.set(key, { family: familyOf(report, verdict.policy), outcome });
        }
    }
    // What holds over a plan that may lack resources cannot be relied on.
    const quiet = plan.gaps.some(gap => gap.mayChangeShape) ? "undecided" : "holds";
    const held = [...report.holds].flatMap(([policy, times]) =>
        Array.from({ length: times }, (): PackJudgement => ({ family: familyOf(report, policy), outcome: quiet })),
    );
    return [...worst.values(), ...held];
}
