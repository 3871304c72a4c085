import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import type { Breach } from "./breach";
import { accountIn, domainIn, REGION } from "./named";
import { only } from "./only";

/** Breaches by names in places that are seldom looked at. */
export const PLACE_BREACHES: readonly Breach[] = [
    {
        name: "state-machine",
        sort: 11,
        title: "a step of staging's state machine that calls a function of production",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            const refund = {
                Type: "Task",
                Resource: `arn:aws:lambda:${REGION}:${accountIn(site)}:function:refund`,
                End: true,
            };
            new aws.sfn.StateMachine(
                "state-machine",
                {
                    name: "refunds",
                    roleArn: `arn:aws:iam::${site.account}:role/refunds`,
                    definition: JSON.stringify({ StartAt: "Refund", States: { Refund: refund } }),
                },
                site.aws,
            );
        }),
    },
    {
        name: "described-api",
        sort: 3,
        title: "staging's API whose description sends requests to a host of production",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            const uri = `https://orders.${domainIn(site)}/`;
            const integration = { type: "http_proxy", httpMethod: "GET", uri };
            new aws.apigateway.RestApi(
                "described-api",
                {
                    name: "described-api",
                    body: JSON.stringify({
                        openapi: "3.0.1",
                        paths: { "/": { get: { "x-amazon-apigateway-integration": integration } } },
                    }),
                },
                site.aws,
            );
        }),
    },
    {
        name: "mounted-host",
        sort: 3,
        title: "a volume of staging that a host of production keeps",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            new kubernetes.core.v1.PersistentVolume(
                "mounted-host",
                {
                    metadata: { name: "mounted-host" },
                    spec: {
                        accessModes: ["ReadWriteMany"],
                        capacity: { storage: "1Gi" },
                        nfs: { server: `files.${domainIn(site)}`, path: "/" },
                    },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "log-driver",
        sort: 3,
        title: "staging's container whose logs go to a host of production",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            const options = { "splunk-url": `https://logs.${domainIn(site)}:8088` };
            const logConfiguration = { logDriver: "splunk", options };
            new aws.ecs.TaskDefinition(
                "log-driver",
                {
                    family: "log-driver",
                    containerDefinitions: JSON.stringify([
                        { name: "orders", image: "busybox", memory: 64, logConfiguration },
                    ]),
                },
                site.aws,
            );
        }),
    },
    {
        name: "template-parameter",
        sort: 3,
        title: "a template of staging that is given production's database",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            new aws.cloudformation.Stack(
                "template-parameter",
                {
                    name: "template-parameter",
                    templateUrl: "https://s3.amazonaws.com/template-parameter/template.json",
                    parameters: { DatabaseHost: `orders.${domainIn(site)}` },
                },
                site.aws,
            );
        }),
    },
];
