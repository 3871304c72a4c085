import type { AnalyzeRequest, Remediation } from "@pulumi/pulumi/proto/analyzer_pb";
import type { PropertyMap } from "../../plan/value";
import { decodeProperties } from "../../plan/wire";
import { withChanges } from "../kernel/remediate";
import type { Judging } from "../pulumi/judging";
import type { Configuration } from "./configuration";
import type { PackDefinition } from "./pack";
import { protocol } from "./protocol";
import { sentAlone } from "./shown-resources";

const { messages, struct } = protocol;

/**
 * Has the rules that are to mend change a resource, one after the other. They judge decoded values, but what is sent back
 * is what was sent, with single properties set in it: secrets, unknowns, assets and what is the engine's own stay as
 * they came.
 */
export function remediationsOf(
    request: AnalyzeRequest,
    { name: packName, version }: PackDefinition,
    judging: Judging,
    configuration: Configuration,
): readonly Remediation[] {
    const rules = judging.rulesFor(request.getType()).filter(rule => configuration.remediates(rule));
    if (rules.length === 0) return [];
    const shown = sentAlone(request);
    let sent: PropertyMap = request.getProperties()?.toJavaScript() ?? {};
    return rules.flatMap(rule => {
        const properties = decodeProperties(sent);
        const changes = judging.remediation(rule, configuration.contextOf(rule), { ...shown, properties });
        const changed = changes.length === 0 ? undefined : withChanges(sent, changes);
        if (changed === undefined) return [];
        sent = changed;
        return [
            new messages.Remediation()
                .setPolicyname(rule.name)
                .setPolicypackname(packName)
                .setPolicypackversion(version)
                .setDescription(rule.description)
                .setProperties(struct.Struct.fromJavaScript(changed)),
        ];
    });
}
