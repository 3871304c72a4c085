import { Unknown } from "../../../plan/value";
import { holds, resourceRule, undecided, type Verdict, violated } from "../../kernel";
import { containersOf, type PlannedContainer, within } from "../support/containers";

/** Workloads whose pods stay and answer. Those that end by themselves have nothing to be ready for. */
const STAYING = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet", "kubernetes:apps/v1:DaemonSet"];

export const containersAreProbed = resourceRule({
    name: "containers-are-probed",
    family: "hygiene",
    severity: "low",
    description: "Every container that stays says how it is known to be ready.",
    remediation: "Set `readinessProbe` of the container to a request that it answers once it can work.",
    appliesTo: STAYING,
    preset: "strict",
    check(subject) {
        return containersOf(subject)
            .filter(({ isInitial }) => !isInitial)
            .map(judge);
    },
});

function judge({ path, container }: PlannedContainer): Verdict {
    if (container instanceof Unknown) {
        return undecided({ property: path, message: `${path} cannot be read: ${container.why}` });
    }
    const property = `${path}.readinessProbe`;
    const probe = within(container, "readinessProbe");
    // A probe that is not known yet is one.
    if (probe !== undefined) return holds();
    const message = `${property} is not set, expected a probe: a release goes on, and requests come in, before it can answer`;
    return violated({ property, message });
}
