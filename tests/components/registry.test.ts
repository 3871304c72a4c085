import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Registry, type RegistryArgs } from "../../components";
import { assertRegistryArgs } from "../../components/registry/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { REGISTRY_IN_PRODUCTION, REGISTRY_IN_STAGING } from "./expected/registry";
import { judged } from "./judged";
import { faultsOf, inputsOf, namesOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const KEY_ARN = "arn:aws:kms:eu-central-1:444455556666:key/0f1e2d3c";
const SMALLEST: RegistryArgs = { environment: STAGING, repositories: ["shop/web"] };
const FULL: RegistryArgs = {
    environment: PRODUCTION,
    repositories: ["shop/web", "shop/worker"],
    pullAccounts: ["111122223333", "777788889999"],
    promotedTagPrefix: "release-",
    promotedImages: 50,
    buildImages: 200,
    untaggedDays: 7,
    key: { keyArn: KEY_ARN },
};
const planRegistry = (args: RegistryArgs) =>
    planOf(() => {
        new Registry("images", args);
    });

describe("Registry", () => {
    it("given no more than it needs in staging, declares exactly what is expected", async () => {
        assert.deepEqual(wholePlan(await planRegistry(SMALLEST)), REGISTRY_IN_STAGING);
    });

    describe("given all that it takes, in production", () => {
        let plan: Plan;
        before(async () => {
            plan = await planRegistry(FULL);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), REGISTRY_IN_PRODUCTION);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), ["images-shop-web", "images-shop-worker"]);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(PRODUCTION, name));
        });

        it("registers its outputs, all known while planning", () => {
            assert.deepEqual(plainly(resource(plan, "images", "stagewright:registry:Registry").outputs), {
                imagePrefix: "444455556666.dkr.ecr.eu-central-1.amazonaws.com/",
                repositoryNames: ["shop/web", "shop/worker"],
                repositoryArns: [
                    "arn:aws:ecr:eu-central-1:444455556666:repository/shop/web",
                    "arn:aws:ecr:eu-central-1:444455556666:repository/shop/worker",
                ],
            });
        });
    });

    it("given nobody else who pulls, writes no policy: the own account's identities decide", async () => {
        const plan = await planRegistry({ ...SMALLEST, environment: PRODUCTION, pullAccounts: [] });
        assert.deepEqual(namesOf(plan, "aws:ecr/repositoryPolicy:RepositoryPolicy"), []);
        assert.equal(inputsOf(plan, "images-shop-web")["forceDelete"], false);
    });

    it("given one registry in each environment, is found fault with by no rule, the strictest included", async () => {
        const found = await judged(
            (environment, opts) => {
                new Registry("images", { environment, repositories: ["shop/web", "shop/worker"] }, opts);
            },
            { preset: "strict" },
        );
        assert.deepEqual(found, []);
    });

    it("given an account that pulls and is not trusted in the settings, is held up by the pack", async () => {
        const found = await judged(
            (environment, opts) => {
                new Registry("images", { environment, repositories: ["web"], pullAccounts: ["777788889999"] }, opts);
            },
            { environments: [PRODUCTION] },
        );
        assert.deepEqual(
            found.map(one => one.split(":")[0]),
            ["prod violated resource-policy-within-environment images-web-policy"],
        );
    });

    it("given accounts of consumers that the settings trust as commons, is let through", async () => {
        const found = await judged(
            (environment, opts) => {
                new Registry("images", { environment, repositories: ["web"], pullAccounts: ["777788889999"] }, opts);
            },
            {
                environments: [PRODUCTION],
                rules: { "resource-policy-within-environment": { trustedAccounts: ["777788889999"] } },
            },
        );
        assert.deepEqual(found, []);
    });

    describe("given arguments at fault", () => {
        const repository =
            "expected the name of a repository such as shop/web: 2 to 256 lower-case letters and digits, with single . _ - or / between";
        const prefix =
            "expected 1 to 32 letters, digits, dashes, dots and underscores, a letter, digit or underscore first";
        const key =
            "expected the ARN of a key of the environment's own account and region, arn:aws:kms:eu-central-1:444455556666:key/...";
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "an output where a plain value is needed, and an argument that it does not have",
                { repositories: pulumi.output(["web"]), promotedImages: pulumi.output(10), scanOnPush: false },
                [
                    "scanOnPush: expected one of the arguments environment, repositories, pullAccounts, promotedTagPrefix, promotedImages, buildImages, untaggedDays, key, got false",
                    "repositories: expected at least one repository, got an output, whose value is not known while planning",
                    "promotedImages: expected a whole number from 10 to 1000, got an output, whose value is not known while planning",
                ],
            ],
            ["no repository", { repositories: [] }, ["repositories: expected at least one repository, got []"]],
            [
                "no list",
                { repositories: "shop/web" },
                ['repositories: expected at least one repository, got "shop/web"'],
            ],
            [
                "names that ECR refuses",
                { repositories: ["Shop", "shop/", "a", "shop//web"] },
                [
                    `repositories[0]: ${repository}, got "Shop"`,
                    `repositories[1]: ${repository}, got "shop/"`,
                    `repositories[2]: ${repository}, got "a"`,
                    `repositories[3]: ${repository}, got "shop//web"`,
                ],
            ],
            [
                "a repository twice",
                { repositories: ["web", "web"] },
                ['repositories[1]: expected one that is not in the list yet, got "web"'],
            ],
            [
                "two names of which one resource would be made",
                { repositories: ["shop/web", "shop-web"] },
                [
                    'repositories[1]: expected a name that is told from the others with dashes for slashes, got "shop-web"',
                ],
            ],
            [
                "accounts that are none, the own one and one twice",
                { pullAccounts: ["shop", "444455556666", "111122223333", "111122223333"] },
                [
                    'pullAccounts[0]: expected an AWS account id of twelve digits, got "shop"',
                    'pullAccounts[3]: expected one that is not in the list yet, got "111122223333"',
                    'pullAccounts[1]: expected another account: the own one may pull already, got "444455556666"',
                ],
            ],
            ["everybody's tags", { promotedTagPrefix: "*" }, [`promotedTagPrefix: ${prefix}, got "*"`]],
            ["no tag", { promotedTagPrefix: "" }, [`promotedTagPrefix: ${prefix}, got ""`]],
            [
                "numbers below their bounds",
                { promotedImages: 9, buildImages: 9, untaggedDays: 0 },
                [
                    "promotedImages: expected a whole number from 10 to 1000, got 9",
                    "buildImages: expected a whole number from 10 to 5000, got 9",
                    "untaggedDays: expected a whole number from 1 to 365, got 0",
                ],
            ],
            [
                "numbers above their bounds",
                { promotedImages: 1001, buildImages: 5001, untaggedDays: 366 },
                [
                    "promotedImages: expected a whole number from 10 to 1000, got 1001",
                    "buildImages: expected a whole number from 10 to 5000, got 5001",
                    "untaggedDays: expected a whole number from 1 to 365, got 366",
                ],
            ],
            [
                "a key of another account",
                { key: { keyArn: KEY_ARN.replace("444455556666", "111122223333") } },
                [`key.keyArn: ${key}, got "arn:aws:kms:eu-central-1:111122223333:key/0f1e2d3c"`],
            ],
            [
                "the beginning of a key's ARN",
                { key: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/" } },
                [`key.keyArn: ${key}, got "arn:aws:kms:eu-central-1:444455556666:key/"`],
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, says so`, () => {
                const args = { ...FULL, ...changed };
                assert.deepEqual(
                    faultsOf(() => {
                        assertRegistryArgs("images", args);
                    }),
                    faults,
                );
            });
        }

        it("given others who pull from staging, refuses it, and names all else that is wrong with it", () => {
            const args: RegistryArgs = {
                ...SMALLEST,
                environment: { ...STAGING, name: "S" },
                pullAccounts: ["444455556666"],
            };
            assert.deepEqual(
                faultsOf(() => {
                    assertRegistryArgs("Images", args);
                }).map(fault => fault.split(", got")[0]),
                [
                    "name: expected 1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last",
                    "environment.name: expected 2 to 20 lower-case letters, digits and single dashes, a letter first, no dash last",
                    "pullAccounts: expected nothing outside production: what others run from must be kept as production is",
                ],
            );
        });

        it("given the bounds themselves, takes them", () => {
            const longest = { repositories: ["ab", "a".repeat(256)], promotedTagPrefix: "a".repeat(32) };
            assertRegistryArgs("images", { ...FULL, promotedImages: 10, buildImages: 10, untaggedDays: 1 });
            assertRegistryArgs("images", {
                ...FULL,
                ...longest,
                promotedImages: 1000,
                buildImages: 5000,
                untaggedDays: 365,
            });
        });
    });
});
