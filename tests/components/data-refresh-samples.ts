import type {
    DataRefreshContract,
    DataRefreshSourceArgs,
    DataRefreshTargetArgs,
    GreenmaskConfiguration,
} from "../../components";
import { NETWORK } from "./samples";
import { PRODUCTION, STAGING } from "./support";

const digest = (digit: string) => `@sha256:${digit.repeat(64)}`;
const HOURS = STAGING.workingHours;
if (HOURS === undefined) throw new Error("staging has no working hours");

/** Public half of a key that was made for this test. */
export const SIGNING_PUBLIC_KEY =
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKglOeploL4A+gB2sJvn7CqTJUX7YENJeRwqC++v1cnkFPWFsr+rAjmenvB5pEtCST9jvpG/fVdmXdwU9LLAI8A==";

/** What Greenmask is told about a shop: all that there is to say. */
export const GREENMASK: GreenmaskConfiguration = {
    common: { pg_bin_path: "/usr/lib/postgresql/16/bin/" },
    log: { level: "info", format: "json" },
    dump: {
        pg_dump_options: { jobs: 4, "exclude-table-data": ["public.audit"] },
        transformation: [
            {
                schema: "public",
                name: "customers",
                transformers: [
                    { name: "RandomEmail", params: { column: "email", engine: "hash" } },
                    { name: "RandomPerson", params: { columns: [{ name: "name", template: "{{ .FirstName }}" }] } },
                    { name: "KeepDomain", params: { column: "contact" }, when: "record.contact != null" },
                ],
                columns_type_override: { post_code: "int4" },
            },
            {
                schema: "public",
                name: "orders",
                subset_conds: ["public.orders.placed > now() - interval '90 days'"],
                transformers: [{ name: "SetNull", params: { column: "message" } }],
            },
        ],
    },
    custom_transformers: [{ name: "KeepDomain", executable: "/usr/local/bin/keep-domain" }],
};

/** What both sides of a shop agree on: all that there is to say. */
export const CONTRACT: DataRefreshContract = {
    name: "refresh",
    production: PRODUCTION,
    staging: STAGING,
    source: { clusterIdentifier: "prod-orders" },
    databaseName: "shop",
    masking: { tool: "greenmask", image: `registry.example.com/greenmask${digest("a")}`, configuration: GREENMASK },
    personalColumns: [
        { schema: "public", table: "customers", column: "email" },
        { schema: "public", table: "customers", column: "profile", keys: ["address", "street"] },
    ],
    workingHours: HOURS,
    days: ["TUE", "THU"],
    sourceMinutes: 180,
    targetMinutes: 90,
    maximumAgeDays: 10,
};

/** The same with no more than it needs, masked by another tool, of a database that is one instance. */
export const SMALLEST_CONTRACT: DataRefreshContract = {
    name: "refresh",
    production: PRODUCTION,
    staging: STAGING,
    source: { instanceIdentifier: "prod-orders" },
    databaseName: "shop",
    masking: {
        tool: "command",
        image: `registry.example.com/mask${digest("b")}`,
        command: 'mask --config "$MASKING_FILE"',
        configuration: "tables: []\n",
        leaves: "database",
    },
    personalColumns: [{ schema: "public", table: "customers", column: "email" }],
    workingHours: HOURS,
};

const alertsOf = (account: string) => ({
    topicArn: `arn:aws:sns:eu-central-1:${account}:alerts`,
    runbookBaseUrl: "https://runbooks.example.com",
});

/** Arguments that production's side takes: all that there are. */
export const SOURCE_ARGS: DataRefreshSourceArgs = {
    environment: PRODUCTION,
    contract: CONTRACT,
    network: NETWORK,
    toolsImage: `registry.example.com/tools${digest("c")}`,
    cloneInstanceClass: "db.serverless",
    size: "large",
    workspaceGiB: 200,
    logRetentionDays: 90,
    retentionDays: 60,
    alerts: alertsOf(PRODUCTION.accountId),
};

/** Arguments that staging's side takes: all that there are. */
export const TARGET_ARGS: DataRefreshTargetArgs = {
    environment: STAGING,
    contract: CONTRACT,
    network: NETWORK,
    toolsImage: `registry.example.com/tools${digest("c")}`,
    database: { clusterIdentifier: "staging-orders", securityGroupId: "sg-database", port: 5432 },
    signingPublicKey: SIGNING_PUBLIC_KEY,
    owner: "shop_application",
    migration: { image: `registry.example.com/shop${digest("d")}`, command: "npm run migrate" },
    size: "small",
    workspaceGiB: 21,
    logRetentionDays: 14,
    alerts: alertsOf(STAGING.accountId),
};
