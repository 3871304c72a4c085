import { NO_OPTIONS, type Gap, type Plan, type PlannedResource } from "../../plan/plan";
import type { Counts, Finding, Judgement } from "../../policy-pack/kernel/judgement";
import type { CheckReport } from "../../cli/report/report";

const NONE: Counts = { holds: 0, violated: 0, undecided: 0, waived: 0 };

/** A finding with everything that a reporter may show, but for what a test says otherwise. */
export function finding(overrides: Partial<Finding> = {}): Finding {
    return {
        rule: "iam-trust-within-environment",
        family: "isolation",
        verdict: "violated",
        severity: "critical",
        stacks: ["staging"],
        urn: "urn:pulumi:staging::shop::aws:iam/role:Role::deploy",
        path: "shop/deploy",
        property: "assumeRolePolicy",
        message: "trusts account 222222222222, expected nobody outside account 111111111111",
        remediation: "Take the principal out of `assumeRolePolicy`, or declare a gateway.",
        evidence: ["the provider of staging works in account 111111111111"],
        source: { file: "program/index.ts", line: 42, column: 5 },
        fingerprint: "5f2d8c1a",
        ...overrides,
    };
}

/** A planned resource at a path. */
export function planned(path: string, overrides: Partial<PlannedResource> = {}): PlannedResource {
    const name = path.split("/").at(-1) ?? path;
    return {
        urn: `urn:pulumi:staging::shop::aws:iam/role:Role::${name}`,
        type: "aws:iam/role:Role",
        name,
        path,
        parent: undefined,
        custom: true,
        external: false,
        opaque: false,
        inputs: {},
        outputs: {},
        dependencies: [],
        propertyDependencies: {},
        provider: undefined,
        options: NO_OPTIONS,
        source: undefined,
        ...overrides,
    };
}

/** A plan of one stack. */
export function planOf(stack: string, resources: readonly PlannedResource[], gaps: readonly Gap[] = []): Plan {
    return { project: "shop", stack, source: "embedded", phase: "declared", config: {}, resources, outputs: {}, gaps };
}

/** A gap, a function without an answer if nothing else is said. */
export function gap(overrides: Partial<Gap> = {}): Gap {
    return {
        kind: "unanswered-function",
        subject: "aws:ec2/getAmi:getAmi",
        message: "no answer without the cloud",
        mayChangeShape: false,
        ...overrides,
    };
}

/** A report of two stacks: with these findings, each of which is one judgement. */
export function report(findings: readonly Finding[], overrides: Partial<CheckReport> = {}): CheckReport {
    return {
        project: "shop",
        stacks: ["staging", "prod"],
        preset: "standard",
        strict: true,
        minimumCoverage: 0,
        judgement: judgement(findings),
        plans: [
            planOf("staging", [planned("shop/deploy")]),
            planOf("prod", [planned("shop/deploy"), planned("shop/read")]),
        ],
        warnings: [],
        timingsMs: { plan: 904, judge: 12, total: 1402 },
        ...overrides,
    };
}

function judgement(findings: readonly Finding[]): Judgement {
    const HOLDING = 41;
    const of = (family: Finding["family"]): Counts => {
        const count = (verdict: Finding["verdict"]) =>
            findings.filter(candidate => candidate.family === family && candidate.verdict === verdict).length;
        return { holds: 0, violated: count("violated"), undecided: count("undecided"), waived: count("waived") };
    };
    const judgements = HOLDING + findings.length;
    const undecided = findings.filter(({ verdict }) => verdict === "undecided").length;
    return {
        findings,
        families: {
            isolation: { ...of("isolation"), holds: HOLDING },
            tagging: of("tagging"),
            schedule: of("schedule"),
            secrets: of("secrets"),
            parity: NONE,
            hygiene: of("hygiene"),
        },
        coverage: { judgements, decided: 1 - undecided / judgements, unreadTypes: [], generallyReadTypes: [] },
        notRun: [],
    };
}
