import type { AnalyzeDiagnostic, AnalyzeResponse, AnalyzerInfo, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";

import type { Analyzer, AnalyzerProtocol } from "./analyzer";

/** What a pack says of one plan. */
export interface PackReport {
    readonly pack: string;
    readonly verdicts: readonly PackVerdict[];
    /**
     * How often each policy was asked and found nothing wrong, by name. A policy that does not apply is not asked. Rules of
     * this package's kind are not counted: they do not say of what they found nothing wrong.
     */
    readonly holds: ReadonlyMap<string, number>;
    /** What each policy that was asked is tagged with, by name. */
    readonly tags: ReadonlyMap<string, readonly string[]>;
}

/** One thing that a policy reported. */
export interface PackVerdict {
    readonly policy: string;
    /** Violated as well where the policy threw; undecided where it met a value that is not known yet. */
    readonly outcome: "violated" | "undecided";
    readonly level: "advisory" | "mandatory";
    readonly severity: "low" | "medium" | "high" | "critical" | undefined;
    /** The resource, or the one that the policy named; nothing for the stack as a whole. */
    readonly urn: string | undefined;
    readonly message: string;
    readonly remediation: string;
}

/** How the policy SDK says that a policy met an unknown value. */
const CANNOT_RUN = /^can't run policy '.*' from policy pack '.*' during preview: /s;

/** How a rule that says of itself that it is one of `stagewright/policy-pack` says that it cannot decide. */
const RULE_UNDECIDED = "undecided: ";

/** The tag by which such a rule is known. */
export const RULE_TAG = "stagewright";

/** How the policy SDK says which policy threw. */
const POLICY_THREW = /policy '(?<policy>[^']*)' from policy pack '[^']*':\n(?<error>[^\n]*)/;

/** Gathers what the policies of one pack say, and goes on where one of them throws. */
export class PackRun {
    private readonly verdicts: PackVerdict[] = [];
    private readonly holds = new Map<string, number>();
    private readonly thrown = new Set<string>();
    private readonly policies: readonly PolicyInfo[];

    /** @param unasked Policies that are switched off. */
    constructor(
        private readonly protocol: AnalyzerProtocol,
        private readonly analyzer: Analyzer,
        private readonly info: AnalyzerInfo,
        private readonly unasked: ReadonlySet<string>,
    ) {
        const { DISABLED } = protocol.messages.EnforcementLevel;
        this.policies = info
            .getPoliciesList()
            .filter(policy => policy.getEnforcementlevel() !== DISABLED && !unasked.has(policy.getName()));
    }

    async ask(
        kind: "resource" | "stack",
        urn: string | undefined,
        call: () => Promise<AnalyzeResponse>,
    ): Promise<void> {
        for (;;) {
            try {
                this.take(kind, urn, await call());
                return;
            } catch (error) {
                // A policy that throws ends the call for all others; without it they can still be asked.
                await this.withoutThrown(error, urn);
            }
        }
    }

    report(): PackReport {
        const tags = new Map(this.policies.map(policy => [policy.getName(), policy.getTagsList()]));
        return { pack: this.info.getName(), verdicts: this.verdicts, holds: this.holds, tags };
    }

    private take(kind: "resource" | "stack", urn: string | undefined, response: AnalyzeResponse): void {
        const reported = response.getDiagnosticsList().map(diagnostic => this.verdictOf(diagnostic, urn));
        this.verdicts.push(...reported);
        const silent = new Set([
            ...response.getNotApplicableList().map(policy => policy.getPolicyName()),
            ...reported.map(({ policy }) => policy),
            ...this.thrown,
        ]);
        for (const policy of this.policies) {
            const name = policy.getName();
            if (this.kindOf(policy) === kind && !silent.has(name) && !this.isRule(name))
                this.holds.set(name, (this.holds.get(name) ?? 0) + 1);
        }
    }

    private async withoutThrown(error: unknown, urn: string | undefined): Promise<void> {
        const { policy, error: what } = POLICY_THREW.exec(error instanceof Error ? error.message : "")?.groups ?? {};
        if (policy === undefined || this.thrown.has(policy)) throw error;
        this.thrown.add(policy);
        this.verdicts.push({
            ...this.factsOf(policy),
            outcome: "violated",
            urn,
            message: `the policy threw, so nothing after this is judged by it: ${what ?? "no reason given"}`,
            remediation: "Correct the policy in its pack.",
        });
        await this.analyzer.disable([...this.unasked, ...this.thrown]);
    }

    private verdictOf(diagnostic: AnalyzeDiagnostic, urn: string | undefined): PackVerdict {
        const { ADVISORY } = this.protocol.messages.EnforcementLevel;
        const policy = diagnostic.getPolicyname();
        const message = withoutDescription(diagnostic.getMessage(), diagnostic.getDescription());
        const cannotRun = CANNOT_RUN.test(message) || (this.isRule(policy) && message.startsWith(RULE_UNDECIDED));
        const named = diagnostic.getUrn();
        const facts = this.factsOf(policy);
        return {
            ...facts,
            outcome: cannotRun ? "undecided" : "violated",
            // What could not run is reported as advisory, whatever the policy is.
            level: cannotRun ? facts.level : diagnostic.getEnforcementlevel() === ADVISORY ? "advisory" : "mandatory",
            severity: this.severityOf(diagnostic.getSeverity()) ?? facts.severity,
            urn: named === "" ? urn : named,
            message: cannotRun ? message.replace(CANNOT_RUN, "").replace(RULE_UNDECIDED, "") : message,
        };
    }

    private factsOf(policy: string): Pick<PackVerdict, "policy" | "level" | "severity" | "remediation"> {
        const info = this.policies.find(candidate => candidate.getName() === policy);
        const isAdvisory = info?.getEnforcementlevel() === this.protocol.messages.EnforcementLevel.ADVISORY;
        const steps = info?.getRemediationSteps() ?? "";
        return {
            policy,
            level: isAdvisory ? "advisory" : "mandatory",
            severity: info === undefined ? undefined : this.severityOf(info.getSeverity()),
            remediation: steps === "" ? (info?.getDescription() ?? "") : steps,
        };
    }

    private isRule(name: string): boolean {
        return this.policies.some(policy => policy.getName() === name && policy.getTagsList().includes(RULE_TAG));
    }

    private kindOf(policy: PolicyInfo): "resource" | "stack" {
        return policy.getPolicyType() === this.protocol.messages.PolicyType.POLICY_TYPE_STACK ? "stack" : "resource";
    }

    private severityOf(severity: ReturnType<AnalyzeDiagnostic["getSeverity"]>): PackVerdict["severity"] {
        const { PolicySeverity } = this.protocol.messages;
        switch (severity) {
            case PolicySeverity.POLICY_SEVERITY_LOW:
                return "low";
            case PolicySeverity.POLICY_SEVERITY_MEDIUM:
                return "medium";
            case PolicySeverity.POLICY_SEVERITY_HIGH:
                return "high";
            case PolicySeverity.POLICY_SEVERITY_CRITICAL:
                return "critical";
            case PolicySeverity.POLICY_SEVERITY_UNSPECIFIED:
                return undefined;
        }
    }
}

/** The policy SDK puts the description of the policy in front of every message. */
function withoutDescription(message: string, description: string): string {
    return message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
}
