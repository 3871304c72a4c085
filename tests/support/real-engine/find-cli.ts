import { findGoTool, type GoTool, pinnedVersion as versionOf } from "../go-tool";

const PULUMI_CLI: GoTool = {
    title: "the Pulumi CLI",
    command: "pulumi",
    module: "pulumi-cli",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    versionOf: "github.com/pulumi/pulumi/pkg/v3",
    linkerFlags: version => `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`,
};

/** Finds the Pulumi CLI, or builds it: see {@link findGoTool}. */
export function findCli(say: (line: string) => void, environment: NodeJS.ProcessEnv = process.env): Promise<string> {
    return findGoTool(PULUMI_CLI, say, environment);
}

/** The version of the CLI that the tool module asks for. */
export function pinnedVersion(): string {
    return versionOf(PULUMI_CLI);
}
