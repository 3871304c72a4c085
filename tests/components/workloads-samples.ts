import type { NamespaceArgs } from "../../components";
import { CLUSTER_ARGS } from "./samples";

const [SHOP] = CLUSTER_ARGS.namespaces;
if (SHOP === undefined) throw new Error("the sample of a cluster has no namespace");

/** Two namespaces that share an opening, with rights in AWS for pods of each. */
export const SEVERAL_NAMESPACES: readonly NamespaceArgs[] = [
    {
        ...SHOP,
        name: "orders",
        identities: [
            {
                serviceAccount: "invoices",
                statements: [
                    {
                        Sid: "ReadInvoices",
                        Action: ["s3:GetObject"],
                        Resource: ["arn:aws:s3:::staging-invoices-111122223333/*"],
                        Condition: { Bool: { "aws:SecureTransport": "true" } },
                    },
                ],
            },
        ],
    },
    {
        name: "search",
        quota: { cpu: "2", memory: "4Gi", pods: 20 },
        containerDefaults: { cpuRequest: "50m", memoryRequest: "64Mi", memoryLimit: "128Mi" },
        openings: SHOP.openings,
        identities: [
            {
                serviceAccount: "indexer",
                statements: [
                    {
                        Sid: "Read",
                        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
                        Resource: ["arn:aws:sqs:eu-central-1:111122223333:staging-products"],
                    },
                ],
            },
        ],
    },
];
