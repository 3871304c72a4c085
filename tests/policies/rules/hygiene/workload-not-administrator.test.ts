import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { workloadNotAdministrator as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { type Extras, tries } from "../table";

const ROLE = "aws:iam/role:Role";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

const trust = (principal: PropertyValue) => ({
    assumeRolePolicy: { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal }] },
});
const MACHINE = trust({ Service: "ec2.amazonaws.com" });
const role = (inputs: PropertyMap = MACHINE): Extras => ({
    beside: [resource(ROLE, { name: "api", ...inputs }, { name: "role" })],
});
const of = (policyArn: PropertyValue, to: PropertyValue = "api") => ({ policyArn, role: to });
const planned = resource("aws:iam/policy:Policy", {}, { name: "own" });

describe("workload-not-administrator", () => {
    describe("of an attachment", () => {
        tries(rule, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", [
            ["an administrator's policy for machines", "violated", of(ADMINISTRATOR), role()],
            [
                "the policy in another partition",
                "violated",
                of("arn:aws-cn:iam::aws:policy/AdministratorAccess"),
                role(),
            ],
            ["rights to all but identities", "violated", of("arn:aws:iam::aws:policy/PowerUserAccess"), role()],
            ["rights to all identities", "violated", of("arn:aws:iam::aws:policy/IAMFullAccess"), role()],
            ["a policy of less", "holds", of("arn:aws:iam::aws:policy/ReadOnlyAccess"), role()],
            [
                "a policy of the team with such a name",
                "holds",
                of("arn:aws:iam::111122223333:policy/AdministratorAccess"),
                role(),
            ],
            [
                "an administrator's policy for pods",
                "violated",
                of(ADMINISTRATOR),
                role(trust({ Service: "pods.eks.amazonaws.com" })),
            ],
            [
                "an administrator's policy for a pod by its token",
                "violated",
                of(ADMINISTRATOR),
                role(
                    trust({
                        Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/1",
                    }),
                ),
            ],
            [
                "an administrator's policy for a pipeline",
                "holds",
                of(ADMINISTRATOR),
                role(
                    trust({ Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }),
                ),
            ],
            [
                "an administrator's policy for people",
                "holds",
                of(ADMINISTRATOR),
                role(trust({ AWS: "arn:aws:iam::111122223333:root" })),
            ],
            [
                "an administrator's policy for deployments",
                "holds",
                of(ADMINISTRATOR),
                role(trust({ Service: "cloudformation.amazonaws.com" })),
            ],
            ["a trust that is not known", "undecided", of(ADMINISTRATOR), role({ assumeRolePolicy: Unknown.computed })],
            [
                "a principal that is not known",
                "undecided",
                of(ADMINISTRATOR),
                role(trust({ Federated: Unknown.computed })),
            ],
            ["no trust", "undecided", of(ADMINISTRATOR), role({})],
            ["a secret policy", "violated", of(new Secret(ADMINISTRATOR)), role()],
            ["a role that is not in the plan", "undecided", of(ADMINISTRATOR)],
            ["a role that is not known", "undecided", of(ADMINISTRATOR, Unknown.computed), role()],
            ["a policy that is not known", "undecided", of(Unknown.computed), role()],
            [
                "a policy that is planned, too",
                "holds",
                of(Unknown.computed),
                { beside: [...(role().beside ?? []), planned], comesFrom: { policyArn: [planned] } },
            ],
            ["a policy of another type", "holds", of(1), role()],
            ["no policy", "holds", { role: "api" }, role()],
            [
                "a role known after deployment",
                "violated",
                of(ADMINISTRATOR, Unknown.computed),
                {
                    ...role(),
                    comesFrom: { role: [resource(ROLE, MACHINE, { name: "role" })] },
                },
            ],
        ]);
    });

    describe("of an attachment to many", () => {
        tries(rule, "aws:iam/policyAttachment:PolicyAttachment", [
            [
                "a role of machines among others",
                "violated",
                { policyArn: ADMINISTRATOR, roles: ["other", "api"] },
                role(),
            ],
            ["roles that are not in the plan", "undecided", { policyArn: ADMINISTRATOR, roles: ["other"] }, role()],
            ["roles that are not known", "undecided", { policyArn: ADMINISTRATOR, roles: Unknown.computed }, role()],
            ["people only", "nothing", { policyArn: ADMINISTRATOR, users: ["ada"] }, role()],
        ]);
    });

    describe("of a role", () => {
        tries(rule, ROLE, [
            ["an administrator's policy", "violated", { ...MACHINE, managedPolicyArns: [ADMINISTRATOR] }],
            [
                "a policy of less, too",
                "violated",
                { ...MACHINE, managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", ADMINISTRATOR] },
            ],
            [
                "a list with a policy that is not known",
                "undecided",
                { ...MACHINE, managedPolicyArns: [Unknown.computed] },
            ],
            ["no policy", "nothing", MACHINE],
            [
                "an administrator's policy for people",
                "holds",
                { ...trust({ AWS: "arn:aws:iam::111122223333:root" }), managedPolicyArns: [ADMINISTRATOR] },
            ],
        ]);
    });
});
