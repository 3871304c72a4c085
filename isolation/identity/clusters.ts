import { authorisedNames, AWS_AUTH_TYPES, isAwsAuth } from "../../aws/aws-auth";
import { parseArn } from "../../aws/arn";
import { groupBy } from "../../plan/group-by";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { connectionAt, type ConnectionFacts } from "../area";
import type { Connection, Reference } from "../connection";
import type { EdgeKind } from "../edge-kinds";
import { arnAt, homeOf } from "../home";
import { namedAt, principalOf, sharedBy, shown } from "./naming";

const ACCESS_ENTRY = "aws:eks/accessEntry:AccessEntry";
/** Types by which a principal of IAM is let into a cluster. */
const ENTRY_TYPES = [ACCESS_ENTRY, "aws:eks/accessPolicyAssociation:AccessPolicyAssociation"] as const;
const POD_IDENTITY = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const SERVICE_ACCOUNTS = ["kubernetes:core/v1:ServiceAccount", "kubernetes:core/v1:ServiceAccountPatch"] as const;
const ROLE_ANNOTATION = 'metadata.annotations["eks.amazonaws.com/role-arn"]';
const PROVIDER = "pulumi:providers:kubernetes";

const CHANGE_ENTRY = "Let roles of this environment's account in, and none that another environment's pipeline takes.";
const CHANGE_ROLE = "Name a role of this environment's account.";
const CHANGE_CLUSTER = "Name the cluster of this environment.";

/** Who enters the clusters of a stack, and which roles what runs there takes. */
export function clusterConnections(stack: Stack): readonly Connection[] {
    return [
        ...stack
            .byType(...ENTRY_TYPES)
            .flatMap(subject => [
                ...entering(subject, subject.read("principalArn")),
                ...leading(subject, subject.read("clusterName"), clusterIn(subject), ENTERED),
            ]),
        ...stack.byType(...AWS_AUTH_TYPES).flatMap(ofMap),
        ...stack
            .byType(POD_IDENTITY)
            .flatMap(subject =>
                ["roleArn", "targetRoleArn"].flatMap(input =>
                    leading(subject, subject.read(input), principalOf, TAKEN_BY_POD),
                ),
            ),
        ...stack
            .byType(...SERVICE_ACCOUNTS)
            .flatMap(subject => leading(subject, subject.read(ROLE_ANNOTATION), principalOf, TAKEN_BY_ACCOUNT)),
        ...stack
            .byType(PROVIDER)
            .flatMap(subject =>
                ["cluster", "context"].flatMap(input => leading(subject, subject.read(input), clusterArn, CONTEXT)),
            ),
    ];
}

function entering(subject: Subject, reading: SubjectReading, doubt?: string): readonly Connection[] {
    const remote = namedAt(subject, reading);
    if (subject.resource.external || remote === undefined) return [];
    const facts: ConnectionFacts = {
        remote,
        direction: "in",
        access: "write",
        certainty: doubt === undefined ? "declared" : "undecided",
        says: `lets ${shown(remote)} into the cluster${doubt === undefined ? "" : `, but ${doubt}`}`,
        change: CHANGE_ENTRY,
    };
    return [
        connectionAt(subject, reading.path, "cluster-access", facts),
        ...sharedBy(subject, reading.path, "cluster-access", facts),
    ];
}

function ofMap(subject: Subject): readonly Connection[] {
    const isMap = isAwsAuth(subject);
    if (isMap === false) return [];
    const doubt = isMap === true ? undefined : "whether it is the map that clusters let people in by is not known";
    const byList = groupBy(authorisedNames(subject), ({ path }) => path);
    return [...byList.values()].flatMap(readings =>
        readings.flatMap((reading, place) =>
            entering(subject, { ...reading, path: `${reading.path}[${place}]` }, doubt),
        ),
    );
}

/** What leads out by a name. */
interface Leading {
    readonly kind: EdgeKind;
    readonly access: Connection["access"];
    readonly says: string;
    readonly change: string;
}

const ENTERED: Leading = {
    kind: "cluster-access",
    access: "write",
    says: "lets a principal into",
    change: CHANGE_CLUSTER,
};
const TAKEN_BY_POD: Leading = { kind: "pod-identity", access: "use", says: "lets pods take", change: CHANGE_ROLE };
const TAKEN_BY_ACCOUNT: Leading = {
    kind: "service-account",
    access: "use",
    says: "lets pods take",
    change: CHANGE_ROLE,
};
const CONTEXT: Leading = { kind: "cluster-context", access: "write", says: "deploys into", change: CHANGE_CLUSTER };

function leading(
    subject: Subject,
    reading: SubjectReading,
    parse: (text: string) => Reference | undefined,
    { access, change, kind, says }: Leading,
): readonly Connection[] {
    const remote = namedAt(subject, reading, parse);
    if (subject.resource.external || remote === undefined) return [];
    return [
        connectionAt(subject, reading.path, kind, {
            remote,
            direction: "out",
            access,
            says: `${says} ${shown(remote)}`,
            change,
        }),
    ];
}

/** A cluster by its name, which is looked up in the account and region of whoever names it. */
function clusterIn(subject: Subject): (name: string) => Reference {
    return name => ({
        kind: "name",
        pattern: arnAt(homeOf(subject), "eks:{region}:{account}:cluster/{name}", name),
    });
}

/** A cluster by its ARN; what else a context is called says nothing. */
function clusterArn(text: string): Reference | undefined {
    return parseArn(text)?.service === "eks" ? { kind: "name", pattern: text } : undefined;
}
