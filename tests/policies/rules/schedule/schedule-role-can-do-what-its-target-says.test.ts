import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { scheduleRoleCanDoWhatItsTargetSays as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

describe("schedule-role-can-do-what-its-target-says", () => {
    const role = resource("aws:iam/role:Role", {}, { name: "sleeper" });
    const allowing = (policy: PropertyValue) =>
        resource(
            "aws:iam/rolePolicy:RolePolicy",
            { policy, role: Unknown.computed },
            { name: "permissions", comesFrom: { role: [role] } },
        );
    const actions = (...names: string[]) =>
        allowing(JSON.stringify({ Statement: [{ Effect: "Allow", Action: names, Resource: "*" }] }));
    const attached = resource(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        {},
        { name: "attached", comesFrom: { role: [role] } },
    );
    const target = (call: PropertyValue): PropertyMap => ({ target: { arn: call, roleArn: Unknown.computed } });
    const stop = target("arn:aws:scheduler:::aws-sdk:rds:stopDBCluster");
    const by = (...beside: (typeof role)[]) => ({ beside: [role, ...beside], comesFrom: { target: [role] } });

    tries(rule, "aws:scheduler/schedule:Schedule", [
        ["a role that is allowed the call", "holds", stop, by(actions("rds:StartDBCluster", "rds:StopDBCluster"))],
        ["a role that is allowed it by a pattern", "holds", stop, by(actions("rds:Stop*"))],
        ["a role that is allowed everything", "holds", stop, by(actions("*"))],
        ["a role that is allowed another call", "violated", stop, by(actions("rds:StopDBInstance"))],
        ["a role without permissions", "violated", stop, by()],
        [
            "a role that is denied the call",
            "violated",
            stop,
            by(allowing(JSON.stringify({ Statement: [{ Effect: "Deny", Action: "rds:*" }] }))),
        ],
        ["a role with something attached", "undecided", stop, by(attached)],
        [
            "a role that is denied all but some",
            "violated",
            stop,
            by(allowing(JSON.stringify({ Statement: [{ Effect: "Deny", NotAction: "iam:*" }] }))),
        ],
        ["a policy that is not known", "undecided", stop, by(allowing(Unknown.computed))],
        [
            "a policy that leaves out something else",
            "holds",
            stop,
            by(allowing(JSON.stringify({ Statement: [{ Effect: "Allow", NotAction: "iam:*" }] }))),
        ],
        [
            "a policy that leaves it out",
            "violated",
            stop,
            by(allowing(JSON.stringify({ Statement: [{ Effect: "Allow", NotAction: "rds:*" }] }))),
        ],
        [
            "a secret policy that allows it",
            "holds",
            stop,
            by(allowing(new Secret('{"Statement":{"Effect":"Allow","Action":"rds:stopdbcluster"}}'))),
        ],
        ["a role that is not in the plan", "undecided", stop],
        [
            "a document database, which is allowed as RDS is",
            "holds",
            target("arn:aws:scheduler:::aws-sdk:docdb:stopDBCluster"),
            by(actions("rds:StopDBCluster")),
        ],
        [
            "a target that is no call",
            "nothing",
            target("arn:aws:lambda:eu-central-1:111111111111:function:night"),
            by(),
        ],
        [
            "a call whose action is named otherwise",
            "nothing",
            target("arn:aws:scheduler:::aws-sdk:lambda:invoke"),
            by(),
        ],
        ["a call that is not known", "undecided", target(Unknown.computed), by()],
    ]);
});
