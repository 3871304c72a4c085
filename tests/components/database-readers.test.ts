import * as assert from "node:assert/strict";
import type { DatabaseArgs } from "../../components";
import { assertDatabaseArgs } from "../../components/database/aurora-arguments";
import { planDatabase, PROVISIONED, SERVERLESS } from "./database-support";
import { faultsOf, inputsOf, namesOf } from "./support";

const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

describe("the readers of a database", () => {
    it("given some, are as large as the others and promoted last, unless they say otherwise", async () => {
        const readers = [{ name: "reports", instanceClass: "db.r7g.large", promotionTier: 2 }, { name: "search" }];
        const plan = await planDatabase({ ...PROVISIONED, instances: 2, readers });
        const sizes = namesOf(plan, INSTANCE).map(name => {
            const { promotionTier, instanceClass } = inputsOf(plan, name);
            return [name, promotionTier, instanceClass];
        });
        assert.deepEqual(sizes, [
            ["orders-instance-0", 0, "db.t4g.medium"],
            ["orders-instance-1", 1, "db.t4g.medium"],
            ["orders-reader-reports", 2, "db.r7g.large"],
            ["orders-reader-search", 15, "db.t4g.medium"],
        ]);
    });

    it("given a serverless database, are serverless as well", async () => {
        const plan = await planDatabase({ ...SERVERLESS, readers: [{ name: "reports" }] });
        const { instanceClass, promotionTier } = inputsOf(plan, "orders-reader-reports");
        assert.deepEqual([instanceClass, promotionTier], ["db.serverless", 15]);
    });

    it("given one reader behind a proxy, has a host name for it", async () => {
        const proxy = { authentication: "iam" } as const;
        const plan = await planDatabase({ ...PROVISIONED, readers: [{ name: "reports" }], proxy });
        assert.deepEqual(namesOf(plan, "aws:rds/proxyEndpoint:ProxyEndpoint"), ["orders-proxy-readers"]);
    });

    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `r${index}` }));
    const faults = (changes: object, args: DatabaseArgs = PROVISIONED) =>
        faultsOf(() => {
            assertDatabaseArgs("orders", { ...args, ...changes });
        });

    for (const [given, changes] of [
        ["sixteen in all", { instances: 1, readers: many(15) }],
        [
            "the first and the last tier",
            { readers: [2, 15].map(promotionTier => ({ name: `r${promotionTier}`, promotionTier })) },
        ],
        ["a name of twenty letters", { readers: [{ name: "r".repeat(20) }] }],
    ] as const) {
        it(`given ${given}, accepts them`, () => {
            assert.deepEqual(faults(changes), []);
        });
    }

    const NAME = "1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last";
    const bad: [given: string, changes: object, ...faults: string[]][] = [
        [
            "one too many",
            { instances: 2, readers: many(15) },
            "readers: expected at most 14 beside 2 instances, got 15",
        ],
        [
            "no room at all",
            { instances: 16, readers: many(1) },
            "readers: expected at most 0 beside 16 instances, got 1",
        ],
        [
            "more instances than there may be",
            { instances: 17, readers: many(1) },
            "instances: expected a whole number from 1 to 16, got 17",
        ],
        ["no list", { readers: 2 }, "readers: expected a list of readers, got 2"],
        [
            "tiers of those that stand in, and beyond the last",
            { readers: [1, 16].map(promotionTier => ({ name: `r${promotionTier}`, promotionTier })) },
            "readers[0].promotionTier: expected a whole number from 2 to 15, got 1",
            "readers[1].promotionTier: expected a whole number from 2 to 15, got 16",
        ],
        [
            "names that are none, or twice there",
            { readers: [{ name: "Reports" }, { name: "r".repeat(21) }, { name: "a" }, { name: "a" }] },
            `readers[0].name: expected ${NAME}, got "Reports"`,
            `readers[1].name: expected ${NAME}, got "${"r".repeat(21)}"`,
            'readers[3].name: expected a name that no other reader has, got "a"',
        ],
        [
            "a class that is none",
            { readers: [{ name: "a", instanceClass: "large" }] },
            'readers[0].instanceClass: expected a provisioned Aurora instance class such as db.t4g.medium, got "large"',
        ],
    ];
    for (const [given, changes, ...expected] of bad) {
        it(`given ${given}, says so`, () => {
            assert.deepEqual(faults(changes), expected);
        });
    }

    it("given a class for a reader of a serverless database, says so", () => {
        assert.deepEqual(faults({ readers: [{ name: "a", instanceClass: "db.r7g.large" }] }, SERVERLESS), [
            'readers[0].instanceClass: expected nothing beside `serverless`, got "db.r7g.large"',
        ]);
    });
});
