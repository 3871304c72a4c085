import { expectFalse, resourceRule, type Subject, undecidedBecauseUnknown, type Verdict } from "../../kernel";

/** The input that gives a machine an address on the internet, by type. All are off where nothing is said. */
const SWITCHES: Readonly<Record<string, string>> = {
    "aws:ec2/instance:Instance": "associatePublicIpAddress",
    "aws:ec2/launchConfiguration:LaunchConfiguration": "associatePublicIpAddress",
    "aws:ec2/launchTemplate:LaunchTemplate": "networkInterfaces[].associatePublicIpAddress",
    "aws:ec2/subnet:Subnet": "mapPublicIpOnLaunch",
    "aws:ecs/service:Service": "networkConfiguration.assignPublicIp",
};

const BECAUSE = "one wrong rule of a security group then opens it to anyone";

export const noPublicAddressOnMachines = resourceRule({
    name: "no-public-address-on-machines",
    family: "hygiene",
    severity: "medium",
    description: "No machine or task has an address on the internet; what is public stands behind a load balancer.",
    remediation:
        "Set `associatePublicIpAddress`, `mapPublicIpOnLaunch` or `assignPublicIp` to `false` and put the machine into a private subnet; those of `Network` never give addresses out.",
    appliesTo: Object.keys(SWITCHES),
    preset: "strict",
    check(subject) {
        const property = SWITCHES[subject.type] ?? "";
        return pathsOf(subject, property).map(path =>
            typeof path === "string" ? expectFalse(subject, path, { because: BECAUSE, default: false }) : path,
        );
    },
});

/** The property itself, or that of each item of the list around it. */
function pathsOf(subject: Subject, property: string): readonly (string | Verdict)[] {
    const [list = "", inner] = property.split("[]");
    if (inner === undefined) return [property];
    return subject
        .readAll(`${list}[]`)
        .map(reading => (reading.state === "unknown" ? undecidedBecauseUnknown(reading) : `${reading.path}${inner}`));
}
