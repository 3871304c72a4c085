import { dueEntries } from "../../cli/parity/due";
import type { ReportDocument } from "../../cli/report/document/model";
import { parityDocument } from "../../cli/report/parity-document";
import { dueDocument } from "../../cli/report/parity-due";
import { parseLedger } from "../../parity/ledger/read";
import { parityReport } from "../cli/parity-sample";
import { planOf, PROD, STAGING, type WrittenResource } from "../parity/plans";

/** A value that breaks a page which takes it for markup, and a narrow one which has no place to break it. */
export const HOSTILE = `<img src="https://example.com/x.png" onerror="console.log(1)"> ${"wide".repeat(60)}`;

const LEDGER = `
- at: "app/nodes#scalingConfig"
  class: scaled
  values: { prod: 9, staging: 3 }
  reason: A tenth of the orders.
  owner: shop-platform
  reviewBy: 2026-11-20
- { at: "app/store#deletionProtection", class: scaled, values: { prod: true, staging: false }, reason: rebuilt, owner: data, reviewBy: 2026-12-01 }
- { at: "app/probe#url", class: distinct, reason: Each has a name of its own., owner: data, reviewBy: 2027-05-31 }
- { at: "app/more", class: scaled, values: { prod: present, staging: absent }, reason: third zone, owner: shop-platform, reviewBy: 2027-05-31 }
- { at: "app/gone#size", class: scaled, values: { prod: 1, staging: 2 }, reason: old, owner: shop-platform, reviewBy: 2027-05-31 }
`;

const resources = (size: number, production: boolean): readonly WrittenResource[] => [
    { at: "app/nodes", type: "aws:eks/nodeGroup:NodeGroup", inputs: { scalingConfig: size } },
    {
        at: "app/store",
        type: "aws:rds/cluster:Cluster",
        inputs: { deletionProtection: production, storageEncrypted: production, note: production ? HOSTILE : "short" },
    },
    { at: "app/probe", inputs: { url: production ? "https://shop.example.com" : "https://staging.example.com" } },
];

/** Everything that the page of differences can show: what is wrong of every kind, what is declared, and what is not. */
export function wholeParityDocument(): ReportDocument {
    const more = [
        { at: "app/more", type: "acme:index:Part" },
        { at: "app/more/subnet", type: "aws:ec2/subnet:Subnet" },
        { at: "app/more/role", type: "aws:iam/role:Role" },
    ];
    return parityDocument(
        parityReport(planOf(PROD, [...resources(9, true), ...more]), planOf(STAGING, resources(3, false)), LEDGER),
    );
}

/** The page of what is to be reviewed, with something overdue. */
export function wholeDueDocument(): ReportDocument {
    return dueDocument(dueEntries(parseLedger(LEDGER), "2026-11-21", 30));
}
