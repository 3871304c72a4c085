import * as path from "node:path";
import { TestFolder } from "../cli/support";
import type { PageProject } from "./page-session";

/** The page about the command, which is one session in a small program that is nobody's but its own. */
export const SCHEDULE_PAGE = path.join(__dirname, "../../docs/schedule.md");

const PROGRAM = `const aws = require("@pulumi/aws");
const name = "staging-orders";
new aws.rds.Cluster("orders", {
    clusterIdentifier: name,
    engine: "aurora-postgresql",
    engineMode: "provisioned",
    manageMasterUserPassword: true,
    masterUsername: "shop",
});
new aws.rds.ClusterInstance("orders-0", {
    clusterIdentifier: name,
    engine: "aurora-postgresql",
    instanceClass: "db.r7g.large",
});
new aws.ec2.NatGateway("nat", { connectivityType: "private", subnetId: "subnet-0123456789abcdef0" });
for (const [role, call, expression] of [
    ["start", "startDBCluster", "cron(0 7 ? * MON-FRI *)"],
    ["stop", "stopDBCluster", "cron(0 20 ? * MON-FRI *)"],
]) {
    new aws.scheduler.Schedule("orders-" + role, {
        scheduleExpression: expression,
        scheduleExpressionTimezone: "Europe/Berlin",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
            arn: "arn:aws:scheduler:::aws-sdk:rds:" + call,
            roleArn: "arn:aws:iam::111122223333:role/night",
            input: JSON.stringify({ DbClusterIdentifier: name }),
        },
    });
}
`;

/** The project of the page, as a reader has it before the first line. */
export function scheduleProject(): PageProject {
    const folder = new TestFolder().writeProject(PROGRAM, {
        "Pulumi.yaml": "name: shop\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
        "Pulumi.staging.yaml": "config:\n  aws:region: eu-central-1\n",
    });
    return { folder, show: (file, content) => folder.write({ [file]: content }), other: () => undefined };
}
