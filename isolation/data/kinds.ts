import type { EdgeKindFacts } from "../edge-kinds";

export const DATA_KINDS = {
    "resource-policy": {
        madeBy: "The policy of a bucket, access point, key, queue, topic, secret, repository, registry, table, stream, bus, vault, file system, domain, catalogue, certificate authority or API, and each permission of a function, a layer, a bus or a signing profile.",
        models: "Whom a resource lets in by itself, from any account that it names, with conditions from a closed list of keys. Reading and writing are ways of their own. A policy that is open to everybody ends at a block of public access of the same bucket or account.",
        leavesOut:
            "What a service control policy or a resource control policy of the organisation denies, policies of OpenSearch Serverless, and blocks of public access that another program sets, or S3 itself on a new bucket. A policy that is open to everybody is no way by itself where nobody comes without the network: file systems, and domains within a VPC.",
    },
    "access-list": {
        madeBy: "`acl` and the grants of buckets, objects and copies of objects.",
        models: "Canned lists and groups that let in everybody, and grants to users by their canonical ids, of which it cannot be told whose they are.",
        leavesOut:
            "Whether the bucket's owner owns all objects, so that lists count for nothing, as S3 has it for a new bucket.",
    },
    "key-grant": {
        madeBy: "`granteePrincipal` and `retiringPrincipal` of a grant on a key.",
        models: "Who may use or retire a key whatever its policy says. Grants last until they are retired.",
        leavesOut: "Grants that services make at run time.",
    },
    share: {
        madeBy: "Volume and launch permissions of snapshots and images, `sharedAccounts` of database snapshots, sharing by schedules and image pipelines, authorisations of data shares, permissions of Lake Formation, and the signers that a distribution trusts.",
        models: "The account that is named makes its own copy of the data, which nothing takes back.",
        leavesOut: "Whether the key that encrypts the copy lets that account in: it is an edge by itself.",
    },
    restore: {
        madeBy: "Identifiers of snapshots and backups, points in time, imports, copied snapshots and images, and copies that are taken of something by its name, wherever data arrives by them.",
        models: "The data arrives in this environment as it is, unmasked. A name alone is looked up in the own account.",
        leavesOut: "Whether what is restored was masked before: such a copy belongs to what both may use.",
    },
    "machine-image": {
        madeBy: "The image that a machine, launch template or cluster starts from, where its id is known.",
        models: "Whoever makes the image decides what runs, and what lies on its disks can be read.",
        leavesOut: "Images that are looked up, most of which are of the whole world.",
    },
    replication: {
        madeBy: "Destinations of the replication of buckets, registries and file systems, of inventories, and of exports of tables and snapshots.",
        models: "Two ways: this environment writes into the destination, and the destination's holds a copy of this one's data.",
        leavesOut: "Copies within one account, unless two environments share it.",
    },
    replica: {
        madeBy: "Sources of replicas: databases, tables, keys, automated backups, file systems.",
        models: "Whatever the source holds can be read here.",
        leavesOut: "Whether the source's account lets it be read.",
    },
    "key-use": {
        madeBy: "Every input of an AWS resource that names the key it is encrypted with.",
        models: "What is encrypted with a key of the other environment can be opened there, and that key must let this one in.",
        leavesOut:
            "Keys that are looked up, and those within nested settings but for buckets, tables, clusters, registries and disks.",
    },
    "secret-use": {
        madeBy: "Secrets and parameters that containers, proxies, brokers, builds and mounted secrets take their credentials from, and files of variables.",
        models: "A credential of the other environment is handed to a program of this one.",
        leavesOut: "What a program fetches at run time by a name that it puts together.",
    },
    mount: {
        madeBy: "File systems that tasks, functions and volumes of clusters mount.",
        models: "Everything on the file system can be read and changed.",
        leavesOut: "Hosts of NFS, which are names.",
    },
    "managed-part": {
        madeBy: "Policies, versions, aliases, instances, filters and settings that are made for something by its name alone.",
        models: "Whoever manages a part changes the whole. A name alone is looked up in the own account, which two environments may share.",
        leavesOut: "What is looked up by a function, most of which lies in the own account.",
    },
    "backup-copy": {
        madeBy: "`copyActions` of a backup plan, and the air-gapped vault that it names.",
        models: "Two ways: this environment writes recovery points into the vault, and the vault's account can restore them.",
        leavesOut: "Copies that are made by hand, and those of a plan of the organisation.",
    },
    "global-member": {
        madeBy: "`globalClusterIdentifier` and its like of databases and caches, and what a global database is made from.",
        models: "One database in several places: a member reads everything and may come to write it.",
        leavesOut: "Which member writes at the moment.",
    },
    integration: {
        madeBy: "`sourceArn` and `targetArn` of integrations of RDS, DynamoDB and Redshift, and data shares that are consumed.",
        models: "The target is filled from the source without anybody copying. A target elsewhere holds a copy of this one's data.",
        leavesOut: "Filters of what is taken.",
    },
    delivery: {
        madeBy: "Targets of rules, schedules, pipes, subscriptions, alarms, received mail, mirrored traffic and notifications, triggers of pools of users, rotations of secrets, dead-letter queues, destinations of functions, and web hooks.",
        models: "What is sent is acted upon at the other end. Names of the DNS are followed for hooks and API destinations.",
        leavesOut: "What a program sends at run time, and mail and text messages, whose ends are nobody's environment.",
    },
    subscription: {
        madeBy: "The topic, stream, queue or bus that a subscription, pipe, function, rule or delivery stream takes from.",
        models: "Messages of the source arrive here as they are.",
        leavesOut: "Filters of a subscription.",
    },
    telemetry: {
        madeBy: "Destinations of logs, flow logs, trails, findings, metric streams, scrapers and remote writes, and log subscription filters.",
        models: "What is observed here is written there. An archive of logs is declared as used by both, write-only.",
        leavesOut: "Agents that are configured on machines or in charts.",
    },
    "telemetry-link": {
        madeBy: "`sinkIdentifier` of a link of CloudWatch observability, and the accounts whose metrics an alarm watches.",
        models: "The account of the sink reads metrics, logs and traces of this one.",
        leavesOut: "Filters of a link. The policy of a sink is a resource policy.",
    },
    aggregation: {
        madeBy: "Accounts of an aggregator of AWS Config and its authorisation in the account that is collected from; members and administrators of GuardDuty, Macie and Security Hub.",
        models: "The aggregator's account reads the configuration of the other, once that account has authorised it.",
        leavesOut: "Aggregators of a whole organisation.",
    },
    "data-transfer": {
        madeBy: "Ends of DataSync, Database Migration Service, Transfer Family, FSx data repositories and MSK replicators.",
        models: "Whoever has the end moves data from or to it.",
        leavesOut: "Which of the ends of one flow is the source. Hosts of databases are names.",
    },
    "data-source": {
        madeBy: "Data that crawlers, catalogues, flows, data sources of APIs and copies of objects read.",
        models: "The data can be read here.",
        leavesOut: "What queries name at run time.",
    },
    "data-sink": {
        madeBy: "Destinations of delivery streams, flows, query results, builds and pipelines, and objects that the program writes itself.",
        models: "Data is put where another environment reads it, or over what it has there.",
        leavesOut: "What a program writes at run time.",
    },
    "image-pull": {
        madeBy: "Images of containers of ECS, Batch, Lambda, App Runner, SageMaker, CodeBuild and Kubernetes, and the registry behind a pull-through cache.",
        models: "Whoever writes that repository decides what runs here. The right to push is a permission or a resource policy.",
        leavesOut: "Images in the values of a chart. Registries of the whole world belong to no environment.",
    },
    "code-source": {
        madeBy: "Buckets of the code of functions, jobs, canaries and workflows, and layers of functions.",
        models: "Whoever writes there decides what runs here.",
        leavesOut: "Packages that are fetched while something is built.",
    },
} as const satisfies Readonly<Record<string, EdgeKindFacts>>;
