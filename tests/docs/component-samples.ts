import { Database, type Environment, Network } from "../../components";

/** What the samples take from elsewhere. */
export interface Given {
    readonly cluster: { readonly nodeSecurityGroupId: string };
}

/**
 * The code on the components' pages. It stands here so that it is compiled and planned; a test compares the pages with the
 * text between the markers.
 */
export function buildSamples({ cluster }: Given): readonly unknown[] {
    // sample environment
    const staging: Environment = {
        name: "staging",
        class: "staging",
        owner: "shop-platform",
        costCentre: "CC-4711",
        accountId: "111122223333",
        region: "eu-central-1",
        addressSlot: 1,
        workingHours: {
            timeZone: "Europe/Berlin",
            week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
        },
    };
    // end

    // sample network
    const network = new Network("network", {
        environment: staging,
        zones: ["eu-central-1a", "eu-central-1b"],
    });
    // end

    // sample database
    const database = new Database("orders", {
        environment: staging,
        network,
        engineVersion: "16.6",
        instanceClass: "db.t4g.medium",
        instances: 1,
        callers: [{ name: "nodes", securityGroupId: cluster.nodeSecurityGroupId }],
        databaseName: "shop",
    });
    // end

    return [network, database];
}
