import type { EdgeKindFacts } from "../edge-kinds";

export const REFERENCE_KINDS = {
    "stack-reference": {
        madeBy: "A stack reference, by its name.",
        models: "Reading what another stack exports, its secrets included: the credentials of this one must open the state of that one.",
        leavesOut: "What is read by hand, by a script or through an environment of Pulumi ESC.",
    },
    "remote-state": {
        madeBy: "A reference to the state of Terraform: its bucket, host or role.",
        models: "Whoever reads outputs of a state can read all of it.",
        leavesOut: "Lookups by a function, of which a plan does not carry the arguments.",
    },
    "state-backend": {
        madeBy: "The address of the backend in the project's settings, or in an exported state.",
        models: "Whoever previews one stack of a bucket reads and writes the states of all.",
        leavesOut:
            "A service that keeps states and has permissions for each, a folder of one machine, and a backend that only the environment of the CLI names.",
    },
    "secrets-provider": {
        madeBy: "The key that encrypts the secrets of a stack.",
        models: "Whoever may use the key decrypts the configuration of every stack that it encrypts. An alias may be another key in another account.",
        leavesOut: "Passphrases: `compare` judges whether they are one.",
    },
    "cluster-credential": {
        madeBy: "The servers in the configuration of a Kubernetes provider.",
        models: "What the program deploys goes into that cluster.",
        leavesOut: "A provider that takes the configuration of the machine that it runs on.",
    },
    "gitops-hub": {
        madeBy: "Destinations of Argo CD's applications, sets and projects, and the secrets by which it knows clusters.",
        models: "A hub in one environment deploys into the other: whoever changes the hub, or what it follows, changes that cluster.",
        leavesOut:
            "Clusters that are registered by hand. A destination by a name that the hub alone resolves is undecided.",
    },
    deployment: {
        madeBy: "Accounts of instances of stack sets, and with whom a portfolio of products is shared.",
        models: "What is deployed there by a service that has a role in that account.",
        leavesOut: "Targets by unit of an organisation, and what a template makes.",
    },
    "chart-source": {
        madeBy: "Charts and repositories of Helm, and sources of Flux.",
        models: "Whoever writes there decides what runs in the cluster.",
        leavesOut: "Branches and paths of a repository of Git that both read.",
    },
    controller: {
        madeBy: "Stores and keys of External Secrets, triggers of KEDA, roles of solvers of cert-manager, target groups that pods are bound to, and storage of Velero.",
        models: "A controller of the cluster reads or changes what lies there with its own role.",
        leavesOut: "Arguments of controllers that charts render.",
    },
} as const satisfies Readonly<Record<string, EdgeKindFacts>>;
