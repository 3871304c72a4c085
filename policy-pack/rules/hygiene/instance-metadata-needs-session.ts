import { anyOf, expectOneOf, resourceRule, violated } from "../../kernel";
import { leftToTemplate } from "../support/launch-template";

const TOKENS = "metadataOptions.httpTokens";
const ENDPOINT = "metadataOptions.httpEndpoint";
/** Cannot be changed: any other value makes a new one. */
const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";

const BECAUSE = "a request that a server is tricked into then hands out the credentials of the machine";

export const instanceMetadataNeedsSession = resourceRule({
    name: "instance-metadata-needs-session",
    family: "hygiene",
    severity: "high",
    description: "Machines hand out credentials only to callers that hold a session token (IMDSv2).",
    remediation: 'Set `metadataOptions: { httpTokens: "required" }`; the nodes of `Cluster` have it.',
    appliesTo: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate", LAUNCH_CONFIGURATION],
    check(subject) {
        const tokens = expectOneOf(subject, TOKENS, ["required"], { because: BECAUSE, default: "optional" });
        if (tokens.outcome === "holds") return tokens;
        // What an instance does not say, its launch template does.
        const left = subject.read(TOKENS).state === "absent" ? leftToTemplate(subject, TOKENS) : undefined;
        const off = expectOneOf(subject, ENDPOINT, ["disabled"], { because: BECAUSE, default: "enabled" });
        if (left !== undefined && off.outcome !== "holds") return left;
        return anyOf([tokens, off], () =>
            tokens.outcome === "violated" ? tokens : violated({ property: TOKENS, message: BECAUSE }),
        );
    },
    remediate: ({ type }) => (type === LAUNCH_CONFIGURATION ? undefined : { [TOKENS]: "required" }),
});
