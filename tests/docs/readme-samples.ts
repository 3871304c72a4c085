import * as aws from "@pulumi/aws";
import { PolicyPack } from "@pulumi/policy";
import { type Environment, Network } from "../../components";
import { rules, toPulumiPolicies } from "../../policy-pack/index";

/*
 * The code in the README. It stands here so that it is compiled; a test compares the README with the text between the
 * markers. None of it is run here: a policy pack starts a server.
 */

export function useOfTheComponents(): Network {
    // sample components
    const staging: Environment = {
        name: "staging",
        class: "staging",
        owner: "team-orders",
        costCentre: "4711",
        accountId: "111111111111",
        region: "eu-central-1",
        addressSlot: 1,
        workingHours: {
            timeZone: "Europe/Berlin",
            days: ["MON", "TUE", "WED", "THU", "FRI"],
            start: "08:00",
            end: "19:00",
        },
    };
    const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: [staging.accountId] });

    const network = new Network(
        "orders",
        { environment: staging, zones: ["eu-central-1a", "eu-central-1b"] },
        { providers: [provider] },
    );
    // end
    return network;
}

export function packOfOnesOwn(): void {
    // sample pack
    const isolation = rules.filter(({ family }) => family === "isolation");
    const [today = ""] = new Date().toISOString().split("T");

    new PolicyPack("acme", { policies: toPulumiPolicies(isolation, { today, environment: process.env }) });
    // end
}
