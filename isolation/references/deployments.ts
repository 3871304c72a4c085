import { account } from "../data/namings";
import type { Pointing } from "../data/pointing";

/** Accounts that something is deployed into by a service, beside what the program makes itself. */
export const DEPLOYMENTS: Pointing = {
    kind: "deployment",
    consequences: [{ direction: "out", access: "write", says: "deploys into" }],
    change: "Deploy into the accounts of this environment alone.",
    places: {
        "aws:cloudformation/stackInstances:StackInstances": {
            "accounts[]": account,
            "deploymentTargets.accounts[]": account,
        },
        "aws:cloudformation/stackSetInstance:StackSetInstance": {
            accountId: account,
            "deploymentTargets.accounts[]": account,
        },
        "aws:servicecatalog/portfolioShare:PortfolioShare": { principalId: account },
    },
};
