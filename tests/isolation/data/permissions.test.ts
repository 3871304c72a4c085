import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { PRODUCTION_ACCOUNT as OWN, STAGING_ACCOUNT as OTHER } from "../fragments";
import { admittedBy, lineOf, type Pinned } from "./declared";

describe("permissions of functions and layers", () => {
    const permission = (args: Partial<aws.lambda.PermissionArgs>) => async () =>
        (
            await admittedBy((pinned: Pinned) => {
                const common = { function: "refunds", action: "lambda:InvokeFunction", principal: "sns.amazonaws.com" };
                new aws.lambda.Permission("call", { ...common, ...args }, pinned);
            })
        ).map(lineOf);
    const ANYONE = ["resource-policy in use declared principal anyone"];

    it("given a service for nobody in particular, lets in anyone", async () => {
        assert.deepEqual(await permission({})(), ANYONE);
    });

    it("given a service for the own account or an own topic, lets in nobody", async () => {
        assert.deepEqual(await permission({ sourceAccount: OWN })(), []);
        assert.deepEqual(await permission({ sourceArn: `arn:aws:sns:eu-central-1:${OWN}:orders` })(), []);
    });

    it("given a service for another account, lets that in", async () => {
        assert.deepEqual(await permission({ sourceAccount: OTHER })(), [
            `resource-policy in use declared principal ${OTHER}`,
        ]);
    });

    it("given another account, lets it in", async () => {
        assert.deepEqual(await permission({ principal: OTHER })(), [
            `resource-policy in use declared principal ${OTHER}`,
        ]);
    });

    it("given everybody of an organisation, lets that in", async () => {
        assert.deepEqual(await permission({ principal: "*", principalOrgId: "o-a1b2c3d4e5" })(), [
            "resource-policy in use declared principal o-a1b2c3d4e5",
        ]);
    });

    it("given a source that the stack makes itself, lets in nobody", async () => {
        const found = await admittedBy(pinned => {
            const topic = new aws.sns.Topic("orders", {}, pinned);
            const common = { function: "refunds", action: "lambda:InvokeFunction", principal: "sns.amazonaws.com" };
            new aws.lambda.Permission("call", { ...common, sourceArn: topic.arn }, pinned);
        });
        assert.deepEqual(found.map(lineOf), []);
    });

    it("given the address of a function that is open to the world, is a front door", async () => {
        const common = { function: "refunds", action: "lambda:InvokeFunctionUrl", principal: "*" };
        const found = await admittedBy(pinned => {
            new aws.lambda.Permission("call", { ...common, functionUrlAuthType: "NONE" }, pinned);
        });
        assert.deepEqual(
            found.map(({ frontDoor }) => frontDoor),
            [true],
        );
    });

    it("given a principal that is secret, names nobody", async () => {
        const found = await permission({ principal: pulumi.secret(OTHER) })();
        assert.equal(found.length, 1);
        assert.doesNotMatch(found.join(), new RegExp(OTHER));
    });

    it("given a layer for an organisation, lets that read it", async () => {
        const found = await admittedBy(pinned => {
            new aws.lambda.LayerVersionPermission(
                "layer",
                {
                    action: "lambda:GetLayerVersion",
                    layerName: "shop",
                    versionNumber: 1,
                    statementId: "all",
                    principal: "*",
                    organizationId: "o-a1b2c3d4e5",
                },
                pinned,
            );
        });
        assert.deepEqual(found.map(lineOf), ["resource-policy in read declared principal o-a1b2c3d4e5"]);
    });

    it("given an account, an organisation or everybody on a bus, lets them in", async () => {
        const bus = async (args: aws.cloudwatch.EventPermissionArgs) =>
            (
                await admittedBy(pinned => {
                    new aws.cloudwatch.EventPermission("bus", args, pinned);
                })
            ).map(lineOf);
        const condition = { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-a1b2c3d4e5" };
        assert.deepEqual(await bus({ statementId: "a", principal: OTHER }), [
            `resource-policy in write declared principal ${OTHER}`,
        ]);
        assert.deepEqual(await bus({ statementId: "a", principal: "*", condition }), [
            "resource-policy in write declared principal o-a1b2c3d4e5",
        ]);
        assert.deepEqual(await bus({ statementId: "a", principal: "*" }), [
            "resource-policy in write declared principal anyone",
        ]);
        assert.deepEqual(await bus({ statementId: "a", principal: OWN }), []);
    });
});
