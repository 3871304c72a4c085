import type { PackReport, PackVerdict } from "../engine/packs/index";
import type { Plan } from "../plan/plan";
import { fingerprintOf, withDistinctFingerprints } from "../policy-pack/kernel/fingerprint";
import { sortFindings } from "../policy-pack/kernel/findings";
import type { Finding, Judgement } from "../policy-pack/kernel/judgement";
import { redactionOf, type Redact } from "../policy-pack/kernel/redact";
import { Stack } from "../policy-pack/kernel/stack";
import type { Severity } from "../policy-pack/kernel/verdict";
import { environmentFacts, type Settings } from "../policy-pack/settings";

/** The family that policies of another pack are counted in: they do not say which question they answer. */
const FAMILY = "hygiene";

/** How serious a violation is where its policy does not say so. */
const DEFAULT_SEVERITY: Readonly<Record<PackVerdict["level"], Severity>> = { advisory: "low", mandatory: "high" };

/** What a pack says of one plan. */
export interface PlanPackReport {
    readonly plan: Plan;
    readonly report: PackReport;
}

/** Adds what a pack of somebody else's says to a judgement of our own rules. */
export function withForeignPack(
    judgement: Judgement,
    reports: readonly PlanPackReport[],
    settings: Settings,
): Judgement {
    const stacks = reports.map(({ plan }) => new Stack(plan, environmentFacts(plan.stack, settings)));
    const redact = redactionOf(stacks);
    const findings = withDistinctFingerprints(reports.flatMap(one => findingsOf(one, redact)));
    const own = judgement.families[FAMILY];
    const violated = judgementsOf(reports, "violated");
    const undecided = judgementsOf(reports, "undecided") + sum(reports.map(shakenHolds));
    const holds = sum(reports.map(({ report }) => sum([...report.holds.values()]))) - sum(reports.map(shakenHolds));
    const judgements = judgement.coverage.judgements + holds + violated + undecided;
    const decided = judgement.coverage.decided * judgement.coverage.judgements + holds + violated;
    return {
        ...judgement,
        findings: sortFindings([...judgement.findings, ...findings]),
        families: {
            ...judgement.families,
            [FAMILY]: {
                holds: own.holds + holds,
                violated: own.violated + violated,
                undecided: own.undecided + undecided,
                waived: own.waived,
            },
        },
        coverage: { ...judgement.coverage, judgements, decided: judgements === 0 ? 1 : decided / judgements },
    };
}

function findingsOf({ plan, report }: PlanPackReport, redact: Redact): readonly Finding[] {
    const resources = new Map(plan.resources.map(resource => [resource.urn, resource]));
    const doubt = plan.gaps.find(gap => gap.mayChangeShape);
    const reported = report.verdicts.map(verdict => {
        const resource = verdict.urn === undefined ? undefined : resources.get(verdict.urn);
        const publicText = [verdict.policy, verdict.remediation, verdict.urn ?? ""].join("\n");
        return finding(report.pack, plan, {
            ...verdict,
            message: redact(verdict.message, publicText),
            ...(resource !== undefined && { path: resource.path, type: resource.type }),
            ...(resource?.source !== undefined && { source: resource.source }),
        });
    });
    if (doubt === undefined) return reported;
    const shaken = [...report.holds.keys()].map(policy =>
        finding(report.pack, plan, {
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
    pack: string,
    plan: Plan,
    verdict: PackVerdict & Pick<Finding, "path" | "source"> & { readonly type?: string },
): Finding {
    const rule = `${pack}/${verdict.policy}`;
    return {
        rule,
        family: FAMILY,
        verdict: verdict.outcome,
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

/** Judgements of one outcome: a policy and a resource count once, however much was reported, and by the worst. */
function judgementsOf(reports: readonly PlanPackReport[], outcome: PackVerdict["outcome"]): number {
    return sum(
        reports.map(({ report }) => {
            const worst = new Map<string, PackVerdict["outcome"]>();
            for (const { policy, urn, outcome: found } of report.verdicts) {
                const key = `${policy}\n${urn ?? ""}`;
                if (worst.get(key) !== "violated") worst.set(key, found);
            }
            return [...worst.values()].filter(found => found === outcome).length;
        }),
    );
}

/** How much of what holds over a plan cannot be relied on, since resources may be missing from it. */
function shakenHolds({ plan, report }: PlanPackReport): number {
    return plan.gaps.some(gap => gap.mayChangeShape) ? sum([...report.holds.values()]) : 0;
}

function sum(numbers: readonly number[]): number {
    return numbers.reduce((total, one) => total + one, 0);
}
