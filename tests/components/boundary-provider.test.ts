import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { pinnedProvider, type PinnedProviderArgs } from "../../components/boundary/provider";
import { planOf, plainly, resource } from "../support/plan";
import { accountOf } from "./boundary-support";
import { faultsOf, PRODUCTION, STAGING } from "./support";

const DISABLED = ["aws", "kubernetes"];

describe("pinnedProvider", () => {
    const inputsOfProvider = async (args: PinnedProviderArgs) => {
        const plan = await planOf(() => {
            pinnedProvider("aws", args);
        });
        const { inputs, type, parent } = resource(plan, "aws");
        assert.deepEqual([type, parent], ["pulumi:providers:aws", undefined]);
        return plainly(inputs) as Readonly<Record<string, unknown>>;
    };
    const expected = (accountId: string, name: string, more: object = {}) => ({
        region: "eu-central-1",
        allowedAccountIds: JSON.stringify([accountId]),
        defaultTags: JSON.stringify({
            tags: { environment: name, owner: "shop-platform", "cost-centre": "CC-1", ...more, "managed-by": "pulumi" },
        }),
    });
    /** The SDK writes lists and objects of a provider as JSON, with its keys in an order of its own. */
    const parsed = ({ region, allowedAccountIds, defaultTags }: Readonly<Record<string, unknown>>) => [
        region,
        JSON.parse(String(allowedAccountIds)) as unknown,
        JSON.parse(String(defaultTags)) as unknown,
    ];

    it("given an environment, works in its account alone, and tags all with its facts", async () => {
        const environment = { ...STAGING, expiresAt: "2026-02-28T18:00:00Z" };
        const inputs = await inputsOfProvider({ environment, disabledDefaultProviders: DISABLED });
        assert.deepEqual(
            parsed(inputs),
            parsed(expected("111122223333", "staging", { "expires-at": "2026-02-28T18:00:00Z" })),
        );
    });

    it("given an account as a whole, works in it alone", async () => {
        const inputs = await inputsOfProvider({ account: accountOf(PRODUCTION), disabledDefaultProviders: ["*"] });
        assert.deepEqual(parsed(inputs), parsed(expected("444455556666", "prod")));
    });

    it("given the setting as a program reads it, takes it", async () => {
        const read = () =>
            JSON.parse(pulumi.runtime.getConfig("pulumi:disable-default-providers") ?? "null") as string[];
        const config = { "pulumi:disable-default-providers": ["kubernetes", "aws", "random"] };
        const plan = await planOf(
            () => {
                pinnedProvider("aws", { environment: STAGING, disabledDefaultProviders: read() });
            },
            { config },
        );
        assert.equal(resource(plan, "aws").type, "pulumi:providers:aws");
    });

    const setting = "in the stack's setting pulumi:disable-default-providers";
    const bad: readonly [given: string, disabled: unknown, fault: string][] = [
        ["no setting", undefined, `aws and kubernetes ${setting}, got nothing`],
        ["an empty one", [], `aws and kubernetes ${setting}, got []`],
        ["one without Kubernetes", ["aws"], `kubernetes ${setting}, got ["aws"]`],
        ["one without AWS", ["kubernetes"], `aws ${setting}, got ["kubernetes"]`],
        ["one that is no list", "*", 'a list of packages, got "*"'],
    ];
    for (const [given, disabled, fault] of bad) {
        it(`given ${given}, refuses to make one`, () => {
            const args = { environment: STAGING, disabledDefaultProviders: disabled } as PinnedProviderArgs;
            assert.deepEqual(
                faultsOf(() => pinnedProvider("aws", args)),
                [`disabledDefaultProviders: expected ${fault}`],
            );
        });
    }

    it("given facts at fault as well, names all", () => {
        const bare = { disabledDefaultProviders: undefined };
        assert.deepEqual(
            [
                faultsOf(() => pinnedProvider("aws", { environment: { ...STAGING, accountId: "1" }, ...bare })),
                faultsOf(() => pinnedProvider("aws", { account: { ...accountOf(STAGING), region: "x" }, ...bare })),
            ].map(faults => faults.map(fault => fault.split(":")[0])),
            [
                ["environment.accountId", "disabledDefaultProviders"],
                ["account.region", "disabledDefaultProviders"],
            ],
        );
    });
});
