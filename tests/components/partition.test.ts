import * as assert from "node:assert/strict";
import {
    accountPrincipal,
    dataIdentifierArn,
    managedPolicyArn,
    partitionOf,
    regionalArn,
} from "../../components/partition";
import { STAGING } from "./support";

describe("partitionOf", () => {
    const cases: [region: string, partition: string][] = [
        ["eu-central-1", "aws"],
        ["us-east-1", "aws"],
        ["us-gov-west-1", "aws-us-gov"],
        ["cn-north-1", "aws-cn"],
        ["eusc-de-east-1", "aws-eusc"],
        ["us-iso-east-1", "aws-iso"],
        ["us-isob-east-1", "aws-iso-b"],
        ["eu-isoe-west-1", "aws-iso-e"],
        ["us-isof-south-1", "aws-iso-f"],
    ];
    for (const [region, partition] of cases) {
        it(`given ${region}, answers ${partition}`, () => {
            assert.equal(partitionOf(region), partition);
        });
    }
});

describe("ARNs that are known before anything exists", () => {
    const environment = { ...STAGING, region: "us-gov-west-1" };

    it("given an environment of another partition, name it", () => {
        assert.deepEqual(
            [
                regionalArn(environment, "eks", "cluster/x"),
                accountPrincipal(environment),
                managedPolicyArn(environment, "service-role/Y"),
                dataIdentifierArn(environment, "Name"),
            ],
            [
                "arn:aws-us-gov:eks:us-gov-west-1:111122223333:cluster/x",
                "arn:aws-us-gov:iam::111122223333:root",
                "arn:aws-us-gov:iam::aws:policy/service-role/Y",
                "arn:aws-us-gov:dataprotection::aws:data-identifier/Name",
            ],
        );
    });
});
