import type {
    AnalyzeDiagnostic,
    AnalyzeRequest,
    AnalyzeResponse,
    AnalyzerInfo,
    AnalyzerStackConfigureRequest,
    AnalyzeStackRequest,
    ConfigureAnalyzerRequest,
    RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Judging, type Report } from "../pulumi/judging";
import { COVERAGE_METADATA, metadataOf, settingsMetadata } from "../pulumi/metadata";
import { type Configuration, readConfiguration, unconfigured } from "./configuration";
import { infoOf, severityOf } from "./info";
import type { PackDefinition, ServedPolicy } from "./pack";
import { protocol } from "./protocol";
import { remediationsOf } from "./remediation";
import { sentAlone, sentTogether } from "./shown-resources";

const { messages } = protocol;
const { ADVISORY } = messages.EnforcementLevel;

/** One pack, as it answers the calls of Pulumi's `Analyzer` service. */
export class AnalyzerService {
    private readonly judging: Judging;
    private readonly policies: ReadonlyMap<string, ServedPolicy>;
    private configuration: Configuration;

    /**
     * @throws {UsageError} where settings of rules, or `STAGEWRIGHT_STRICT`, are not as expected.
     * @throws {Error} where two rules share a name.
     */
    constructor(private readonly pack: PackDefinition) {
        const judging = new Judging(pack.rules, pack, "analyzer");
        const policies = judging.rules.map((rule): ServedPolicy => {
            return { ...metadataOf(rule, judging.settings), looksAtOne: rule.scope === "resource" };
        });
        policies.push({ ...settingsMetadata(judging.settings), looksAtOne: false });
        if (judging.settings.minimumCoverage > 0) policies.push({ ...COVERAGE_METADATA, looksAtOne: false });
        this.judging = judging;
        this.policies = new Map(policies.map(policy => [policy.name, policy]));
        this.configuration = unconfigured(judging);
    }

    info(): AnalyzerInfo {
        return infoOf(this.pack, [...this.policies.values()]);
    }

    /** @throws {UsageError} that names every unknown rule, unknown setting and value out of bounds. */
    configure(request: ConfigureAnalyzerRequest): void {
        this.configuration = readConfiguration(request, this.pack.rules, this.judging);
    }

    /** Only a host that starts packs without their environment calls this; the official one answers it itself. */
    configureStack(request: AnalyzerStackConfigureRequest): void {
        this.judging.tellDryRun(request.getDryRun());
    }

    /** Has rules mend a resource, before any judges it. Only those do that somebody switched on for it. */
    remediate(request: AnalyzeRequest): RemediateResponse {
        const remediations = remediationsOf(request, this.pack, this.judging, this.configuration);
        return new messages.RemediateResponse().setRemediationsList([...remediations]);
    }

    /** Judges one resource before it is created. */
    analyze(request: AnalyzeRequest): AnalyzeResponse {
        const judged = this.judging.session.resource(sentAlone(request));
        return responseOf(
            this.judging
                .rulesFor(request.getType())
                .flatMap(rule =>
                    this.diagnostics(rule.name, () =>
                        this.judging.alone(rule, this.configuration.contextOf(rule), judged),
                    ),
                ),
        );
    }

    /** Judges the whole stack, once all of it is planned or created. */
    analyzeStack(request: AnalyzeStackRequest): AnalyzeResponse {
        const judged = this.judging.session.stack(request.getResourcesList().map(sentTogether));
        const found = this.judging.rules.flatMap(rule =>
            this.diagnostics(rule.name, () => this.judging.together(rule, this.configuration.contextOf(rule), judged)),
        );
        return responseOf([...found, ...this.diagnostics(COVERAGE_METADATA.name, () => this.judging.coverage(judged))]);
    }

    /** What a policy reports, unless it is switched off. Its level is the user's, or lower. */
    private diagnostics(name: string, judge: () => readonly Report[]): readonly AnalyzeDiagnostic[] {
        const policy = this.policies.get(name);
        const level = this.configuration.levelOf(name);
        if (policy === undefined || level === undefined) return [];
        const { description, severity } = policy;
        return judge().map(({ advisory, text, urn = "" }) =>
            new messages.AnalyzeDiagnostic()
                .setPolicyname(name)
                .setPolicypackname(this.pack.name)
                .setPolicypackversion(this.pack.version)
                .setDescription(description)
                .setMessage(`${description}\n${text}`)
                .setEnforcementlevel(advisory ? ADVISORY : level)
                .setUrn(urn)
                .setSeverity(severityOf(severity)),
        );
    }
}

function responseOf(diagnostics: readonly AnalyzeDiagnostic[]): AnalyzeResponse {
    return new messages.AnalyzeResponse().setDiagnosticsList([...diagnostics]);
}
