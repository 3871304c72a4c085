/*
 * What AWS asks for by the hour, in US dollars: list prices of one region on one day, on demand, without tax, traffic,
 * storage or requests, written down from memory. They are for telling what matters, not for a budget.
 */

export const PRICES_DATE = "2026-11-01";
export const PRICES_REGION = "eu-central-1";
/** How AWS turns hours into a month. */
const HOURS_A_MONTH = 730;

/** Sizes of a family as multiples of its `large`. */
export const SIZES: Readonly<Record<string, number>> = {
    nano: 1 / 16,
    micro: 1 / 8,
    small: 1 / 4,
    medium: 1 / 2,
    large: 1,
    xlarge: 2,
    "2xlarge": 4,
    "4xlarge": 8,
    "8xlarge": 16,
    "12xlarge": 24,
    "16xlarge": 32,
    "24xlarge": 48,
};

/** `large` of each family of EC2, Linux. */
export const EC2_LARGE: Readonly<Record<string, number>> = {
    t3: 0.096,
    t3a: 0.0864,
    t4g: 0.0768,
    m5: 0.115,
    m5a: 0.104,
    m6a: 0.1035,
    m6i: 0.115,
    m6g: 0.092,
    m7a: 0.1388,
    m7i: 0.1208,
    m7g: 0.0978,
    c5: 0.097,
    c6a: 0.0873,
    c6i: 0.097,
    c6g: 0.0776,
    c7i: 0.1019,
    c7g: 0.0826,
    r5: 0.152,
    r6a: 0.1368,
    r6i: 0.152,
    r6g: 0.1216,
    r7i: 0.1596,
    r7g: 0.1292,
};

/** What spot capacity is asked for, as a share of on demand: it moves by the hour, and this is about the middle. */
export const SPOT_SHARE = 0.4;

/** `large` of each family of RDS for PostgreSQL, MySQL and MariaDB, in one zone. */
export const RDS_LARGE: Readonly<Record<string, number>> = {
    t3: 0.166,
    t4g: 0.147,
    m5: 0.206,
    m6i: 0.206,
    m6g: 0.183,
    m7g: 0.194,
    r5: 0.288,
    r6i: 0.288,
    r6g: 0.259,
    r7g: 0.276,
};

/** `large` of each family of Aurora, standard storage. */
export const AURORA_LARGE: Readonly<Record<string, number>> = {
    t3: 0.192,
    t4g: 0.17,
    r5: 0.35,
    r6i: 0.35,
    r6g: 0.313,
    r7g: 0.332,
};

/** `large` of each family of DocumentDB. */
export const DOCUMENTDB_LARGE: Readonly<Record<string, number>> = { t3: 0.19, t4g: 0.173, r5: 0.335, r6g: 0.318 };

/** `large` of each family of Neptune. */
export const NEPTUNE_LARGE: Readonly<Record<string, number>> = { t3: 0.225, t4g: 0.215, r5: 0.414, r6g: 0.39 };

/** `large` of each family of ElastiCache nodes for Redis OSS, Valkey and Memcached. */
export const ELASTICACHE_LARGE: Readonly<Record<string, number>> = {
    t3: 0.154,
    t4g: 0.147,
    m6g: 0.178,
    m7g: 0.189,
    r6g: 0.247,
    r7g: 0.263,
};

/** One capacity unit of Aurora Serverless v2. */
export const AURORA_CAPACITY_UNIT = 0.14;

/** Fargate, Linux on x86. */
export const FARGATE = { vcpu: 0.04656, gib: 0.00511 } as const;

/** One run of a canary, not an hour. */
export const CANARY_RUN = 0.0016;

/** What is paid for as long as it exists. */
export const FLAT = {
    clusterControlPlane: 0.1,
    natGateway: 0.052,
    publicAddress: 0.005,
    /** In each zone. */
    interfaceEndpoint: 0.012,
    loadBalancer: 0.027,
    classicLoadBalancer: 0.03,
    transitGatewayAttachment: 0.06,
    /** A month. */
    webAccessList: 5 / HOURS_A_MONTH,
    /** A month. */
    webAccessRule: 1 / HOURS_A_MONTH,
    /** Each address that it has in a zone. */
    resolverAddress: 0.125,
    vpnConnection: 0.05,
} as const;
