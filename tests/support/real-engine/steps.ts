import { z } from "zod";

/** One step of a preview: what the engine means to do with one resource. */
export interface Step {
    /** What is done, such as `create`, `update`, `replace`, `delete`, `same`. */
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    readonly name: string;
}

const PREVIEW = z.object({ steps: z.array(z.object({ op: z.string(), urn: z.string() })) });

/** Reads the steps out of what `pulumi preview --json --show-sames` printed, sorted by URN. */
export function stepsOf(preview: string): readonly Step[] {
    return PREVIEW.parse(JSON.parse(preview))
        .steps.map(({ op, urn }) => ({ op, urn, type: typeOf(urn), name: urn.split("::")[3] ?? "" }))
        .sort((one, other) => (one.urn < other.urn ? -1 : 1));
}

/** Digits at the end of a name that follow from what it names, such as a timer's. */
const DIGEST = /-[0-9a-f]{8}$/;

/** The steps that change something, each as `<op> <type> <name>`, without a digest at the name's end. */
export function changes(steps: readonly Step[]): readonly string[] {
    return steps
        .filter(({ op }) => op !== "same")
        .map(({ op, type, name }) => `${op} ${type} ${name.replace(DIGEST, "")}`);
}

/**
 * Types whose replacement loses data or keys, what has been written down, or everything inside along. Of RDS, only what
 * holds data: another parameter group or proxy loses none.
 */
const STATEFUL =
    /^aws:(?:rds\/(?:cluster|clusterInstance|instance):|eks\/cluster:|kms\/key:|ec2\/(?:vpc|subnet):|s3\/bucket:|ecr\/repository:|route53\/zone:|secretsmanager\/secret:|backup\/vault:|dynamodb\/table:|efs\/fileSystem:|cloudwatch\/logGroup:)|^kubernetes:core\/v1:(?:Namespace|PersistentVolumeClaim)$/;

/** The steps that would remove something that keeps data or holds everything else. */
export function losses(steps: readonly Step[]): readonly Step[] {
    return steps.filter(({ op, type }) => /delete|replace/.test(op) && STATEFUL.test(type));
}

function typeOf(urn: string): string {
    return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
