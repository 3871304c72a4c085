import { UsageError } from "../../plan/faults";
import { RUN } from "./document";

/** The variable that says which run it is, where no flag does. */
const RUN_VARIABLE = "STAGEWRIGHT_RUN";

/**
 * What pipelines call a run, the same in all of its jobs: GitHub Actions, GitLab CI, CircleCI, Buildkite, Jenkins, Azure
 * Pipelines, AWS CodePipeline's builds. A job that is run again keeps it, so that its file goes with those of the others.
 */
const PIPELINE_VARIABLES = [
    "GITHUB_RUN_ID",
    "CI_PIPELINE_ID",
    "CIRCLE_WORKFLOW_ID",
    "BUILDKITE_BUILD_ID",
    "BUILD_TAG",
    "BUILD_BUILDID",
    "CODEBUILD_RESOLVED_SOURCE_VERSION",
] as const;

/**
 * The name of the run that facts are made for.
 *
 * @throws UsageError where nothing says it, or where it is no name.
 */
export function runOf(flag: string | undefined, environment: NodeJS.ProcessEnv): string {
    const variables = [RUN_VARIABLE, ...PIPELINE_VARIABLES];
    const variable = variables.find(name => (environment[name] ?? "") !== "");
    const run = flag ?? (variable === undefined ? undefined : environment[variable]);
    const at = flag === undefined ? (variable ?? "--run") : "--run";
    if (run === undefined) {
        throw refused(
            at,
            `expected the name of the run, the same for every environment that is compared; or ${RUN_VARIABLE}, or a pipeline that names its runs`,
        );
    }
    if (!RUN.test(run)) throw refused(at, "expected 1 to 200 letters, digits and . : / @ # _ -");
    return run;
}

function refused(at: string, message: string): UsageError {
    return new UsageError("it is not known for which run these facts are", [{ at, message }]);
}
