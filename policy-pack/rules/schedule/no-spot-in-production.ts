import { isPropertyMap, Unknown } from "../../../plan/value";
import {
    expectAtLeast,
    expectOneOf,
    holds,
    resourceRule,
    show,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { bare, listed } from "../../../plan/plain";

const BECAUSE = "AWS takes spot capacity back at two minutes' notice, of all zones at once when it is scarce";

/** Types that ask for spot capacity by being there. */
const SPOT_TYPES = ["aws:ec2/spotInstanceRequest:SpotInstanceRequest", "aws:ec2/spotFleetRequest:SpotFleetRequest"];

/** How each type says whether it takes spot capacity. Defaults are those of the provider's type documentation. */
const JUDGES: Readonly<Record<string, (subject: Subject) => Verdict>> = {
    "aws:eks/nodeGroup:NodeGroup": subject =>
        expectOneOf(subject, "capacityType", ["ON_DEMAND", "CAPACITY_BLOCK"], {
            because: BECAUSE,
            default: "ON_DEMAND",
        }),
    "aws:ec2/instance:Instance": subject => marketType(subject, "instanceMarketOptions.marketType"),
    "aws:ec2/launchTemplate:LaunchTemplate": subject => marketType(subject, "instanceMarketOptions.marketType"),
    "aws:ec2/launchConfiguration:LaunchConfiguration": noSpotPrice,
    "aws:ec2/fleet:Fleet": subject =>
        expectOneOf(subject, "targetCapacitySpecification.defaultTargetCapacityType", ["on-demand", "capacity-block"], {
            because: BECAUSE,
        }),
    "aws:autoscaling/group:Group": mixedInstances,
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": subject =>
        noSpotProvider(subject, "defaultCapacityProviderStrategies"),
    "aws:ecs/service:Service": subject => noSpotProvider(subject, "capacityProviderStrategies"),
};

export const noSpotInProduction = resourceRule({
    name: "no-spot-in-production",
    family: "schedule",
    severity: "high",
    description: "Production runs on capacity that AWS does not take back.",
    remediation:
        'Set the node group\'s capacity to on-demand (`capacityType: "ON_DEMAND"`), or drop the spot market options from the instance, launch template, group or service.',
    appliesTo: [...SPOT_TYPES, ...Object.keys(JUDGES)],
    check(subject) {
        if (subject.environment.class !== "production") return [];
        const judge = JUDGES[subject.type];
        return judge === undefined
            ? violated({ message: `asks for spot capacity by its type, expected none in production: ${BECAUSE}` })
            : judge(subject);
    },
});

function marketType(subject: Subject, path: string): Verdict {
    const reading = subject.read(path, { default: "none" });
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    if (reading.state === "known" && reading.value !== "spot") return holds();
    return violated({ property: path, message: `${path} is ${show(reading, ["spot"])}, expected none: ${BECAUSE}` });
}

function noSpotPrice(subject: Subject): Verdict {
    const reading = subject.read("spotPrice");
    if (reading.state === "absent" || (reading.state === "known" && reading.value === "")) return holds();
    return violated({ property: "spotPrice", message: `spotPrice is set, expected none: ${BECAUSE}` });
}

/** All of a group is on-demand unless told otherwise: `onDemandPercentageAboveBaseCapacity` is 100 by default. */
function mixedInstances(subject: Subject): Verdict {
    return expectAtLeast(
        subject,
        "mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity",
        100,
        {
            because: BECAUSE,
            default: 100,
        },
    );
}

function noSpotProvider(subject: Subject, property: string): Verdict {
    const reading = subject.read(property);
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    if (reading.state === "absent") return holds();
    let doubt: Verdict | undefined;
    for (const strategy of listed(reading.value)) {
        const name = isPropertyMap(strategy) ? bare(strategy["capacityProvider"] ?? "") : strategy;
        if (name === "FARGATE_SPOT") {
            return violated({ property, message: `${property} names FARGATE_SPOT, expected none: ${BECAUSE}` });
        }
        if (name instanceof Unknown) doubt ??= undecided({ property, message: `a capacity provider is ${name.why}` });
    }
    return doubt ?? holds();
}
