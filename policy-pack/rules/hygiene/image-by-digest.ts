import { type PropertyValue, Unknown } from "../../../plan/value";
import {
    expectOneOf,
    holds,
    resourceRule,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { containersOf, type PlannedContainer, within, WORKLOAD_TYPES } from "../support/containers";
import { ECS_TASK_TYPE, taskContainersOf } from "../support/containers-of-tasks";

const LAMBDA = "aws:lambda/function:Function";
const REPOSITORY = "aws:ecr/repository:Repository";
const REPOSITORY_TEMPLATE = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";

/** A reference to an image that ends in the digest of its content. */
const BY_DIGEST = /@sha256:[0-9a-f]{64}$/;

const BECAUSE = "what a tag stands for changes, so that what was tested is not what runs";

export const imageByDigest = resourceRule({
    name: "image-by-digest",
    family: "hygiene",
    severity: "medium",
    description: "Containers and functions run images named by digest, and no tag of a repository can be moved.",
    remediation:
        'Name the image as `repository@sha256:...` (the build hands the digest over); set `imageTagMutability: "IMMUTABLE"` on the repository.',
    appliesTo: [...WORKLOAD_TYPES, ECS_TASK_TYPE, LAMBDA, REPOSITORY, REPOSITORY_TEMPLATE],
    check(subject) {
        switch (subject.type) {
            case REPOSITORY:
            case REPOSITORY_TEMPLATE:
                return expectOneOf(subject, "imageTagMutability", ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"], {
                    because: BECAUSE,
                    default: "MUTABLE",
                });
            case LAMBDA:
                return judgeFunction(subject);
            case ECS_TASK_TYPE:
                return taskContainersOf(subject).map(judgeContainer);
            default:
                return containersOf(subject).map(judgeContainer);
        }
    },
});

function judgeContainer({ path, container }: PlannedContainer): Verdict {
    return judgeImage(`${path}.image`, container instanceof Unknown ? container : within(container, "image"));
}

/** A function from an archive has no image. */
function judgeFunction(subject: Subject): readonly Verdict[] {
    const reading = subject.read("imageUri");
    if (reading.state === "absent") return [];
    return [reading.state === "unknown" ? undecidedBecauseUnknown(reading) : judgeImage("imageUri", reading.value)];
}

/** Never shows the image: its registry may hold a password. */
function judgeImage(property: string, image: PropertyValue | undefined): Verdict {
    if (typeof image === "string") {
        if (BY_DIGEST.test(image)) return holds();
        return violated({
            property,
            message: `${property} ends in no digest, expected ...@sha256:<64 digits>: ${BECAUSE}`,
        });
    }
    const why = image instanceof Unknown ? image.why : "not set";
    return undecided({ property, message: `${property} cannot be read: ${why}` });
}
