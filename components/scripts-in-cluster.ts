import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Opening } from "./cluster/openings";
import type { Environment } from "./environment";
import { marks } from "./kubernetes-marks";

/** Where a script in a pod finds the API server and who it is there (Kubernetes, "Accessing the API from a pod"). */
export const API_VARIABLES = {
    API_URL: "https://kubernetes.default.svc",
    TOKEN_FILE: "/var/run/secrets/kubernetes.io/serviceaccount/token",
    CA_FILE: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
    /** How long one answer may take, in seconds: one that never comes would use up the time of a whole job. */
    ANSWER_WITHIN_SECONDS: "60",
} as const;

/** Lets a script call the API as `api [option ...] url`. The token is never an argument, which others could see. */
export const CALL_API = `api() {
    printf 'Authorization: Bearer %s' "$(cat "$TOKEN_FILE")" |
        curl --silent --show-error --fail-with-body --max-time "$ANSWER_WITHIN_SECONDS" --header @- --cacert "$CA_FILE" "$@"
}`;

/**
 * Each item of a list that the API answered, for `jq --null-input`. Nothing, or something else that is answered well, is an error
 * and no empty list.
 */
export const EACH_ITEM = 'input | .items | if type == "array" then .[] else error("no list") end';

/** The APIs of Kubernetes and of AWS have no addresses that are known while planning, but one port. */
export const APIS: Opening = { name: "apis", direction: "egress", ranges: ["0.0.0.0/0"], ports: [443] };
/** What a container of a script gets that asks for nothing. */
export const SCRIPT_DEFAULTS = { cpuRequest: "50m", memoryRequest: "128Mi", memoryLimit: "256Mi" } as const;
/** What the last run said can be read until the next has succeeded; of those that failed, the last few. */
const HISTORY = { successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 3 } as const;

/** A script that runs at some times. */
export interface TimedScript {
    /** Pulumi name of the resource. */
    readonly resource: string;
    readonly name: string;
    readonly namespace: string;
    /** As Kubernetes writes it, in the time zone. */
    readonly schedule: string;
    readonly timeZone: string;
    /** How late a run may begin, in seconds. */
    readonly startingDeadlineSeconds: number;
    /** How often a run is tried again after the first time, and how long all of it may take, in seconds. */
    readonly limits: { readonly backoffLimit: number; readonly activeDeadlineSeconds: number };
    readonly pod: kubernetes.types.input.core.v1.PodSpec;
}

/** Runs a script at its times, never twice at once. */
export function createTimedScript(
    timed: TimedScript,
    { environment, provider }: { readonly environment: Environment; readonly provider: kubernetes.Provider },
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): void {
    const { namespace, name, schedule, startingDeadlineSeconds, timeZone } = timed;
    new kubernetes.batch.v1.CronJob(
        timed.resource,
        {
            metadata: { name, namespace, ...marks(environment) },
            spec: {
                schedule,
                timeZone,
                concurrencyPolicy: "Forbid",
                startingDeadlineSeconds,
                ...HISTORY,
                jobTemplate: {
                    metadata: marks(environment),
                    spec: { ...timed.limits, template: { metadata: marks(environment), spec: timed.pod } },
                },
            },
        },
        { parent, provider, dependsOn: [...after] },
    );
}

/** The account that scripts of a namespace run as: its token is given to pods that ask for it alone. */
export function createScriptAccount(
    resource: string,
    {
        environment,
        name,
        namespace,
    }: { readonly environment: Environment; readonly name: string; readonly namespace: string },
    options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.ServiceAccount {
    return new kubernetes.core.v1.ServiceAccount(
        resource,
        { metadata: { name, namespace, ...marks(environment) }, automountServiceAccountToken: false },
        options,
    );
}
