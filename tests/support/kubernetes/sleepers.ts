import type { KubernetesObject } from "./objects";

/** Metadata of what never sleeps. */
export const SLEEPLESS = { labels: { sleeps: "never" } };

const TRIGGERS = [{ type: "cpu", metadata: { value: "50" }, metricType: "Utilization" }];

type Sleeper = (name: string, replicas: number | undefined, changed?: object) => KubernetesObject;

/** Something with replicas in the namespace `shop`. @param own What else its kind asks for. */
function workload(apiVersion: string, kind: string, own: (name: string) => object = () => ({})): Sleeper {
    return (name, replicas, changed) =>
        sleeper(
            apiVersion,
            kind,
            name,
            {
                ...(replicas === undefined ? {} : { replicas }),
                selector: { matchLabels: { app: name } },
                template: podTemplate(name),
                ...own(name),
            },
            changed,
        );
}

export const deployment = workload("apps/v1", "Deployment");
export const statefulSet = workload("apps/v1", "StatefulSet", serviceName => ({ serviceName }));
export const rollout = workload("argoproj.io/v1alpha1", "Rollout");

/** A cron job of every five minutes. */
export function cronJob(name: string, spec: object = {}, changed: object = {}): KubernetesObject {
    const jobTemplate = { spec: { template: jobPod(name) } };
    return sleeper("batch/v1", "CronJob", name, { schedule: "*/5 * * * *", jobTemplate, ...spec }, changed);
}

/** What scales a workload by how busy it is. */
export function scaler(name: string, scaleTargetRef: object, changed: object = {}): KubernetesObject {
    return sleeper("keda.sh/v1alpha1", "ScaledObject", name, { scaleTargetRef, triggers: TRIGGERS }, changed);
}

/** What starts jobs by how much there is to do. */
export function scaledJob(name: string, changed: object = {}): KubernetesObject {
    const spec = { jobTargetRef: { template: jobPod(name) }, triggers: TRIGGERS };
    return sleeper("keda.sh/v1alpha1", "ScaledJob", name, spec, changed);
}

function sleeper(apiVersion: string, kind: string, name: string, spec: object, changed: object = {}): KubernetesObject {
    return { apiVersion, kind, metadata: { name, namespace: "shop", ...changed }, spec };
}

function jobPod(name: string) {
    return { spec: { ...podTemplate(name).spec, restartPolicy: "Never" } };
}

function podTemplate(name: string) {
    return { metadata: { labels: { app: name } }, spec: { containers: [{ name, image: `${name}:1` }] } };
}
