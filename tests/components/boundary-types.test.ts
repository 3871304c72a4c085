import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type {
    AccountBaselineArgs,
    BoundaryArgs,
    Environment,
    LogDataProtectionArgs,
    PinnedProviderArgs,
} from "../../components";
import { accountOf, BASELINE_ARGS, BOUNDARY_ARGS, MASKING_ARGS } from "./boundary-support";
import { STAGING } from "./support";

const unknown = pulumi.output("x");

/** Compiles only where what is said of it is true; there is nothing to run. */
describe("the types of boundary and baseline", () => {
    it("given outputs where plain values are needed, do not compile", () => {
        // @ts-expect-error: which regions decides what the policy says
        const regions: BoundaryArgs = { ...BOUNDARY_ARGS, otherRegions: [unknown] };
        const [common] = BOUNDARY_ARGS.commons!;
        // @ts-expect-error: what is a common must be judged before anything exists
        const commons: BoundaryArgs = { ...BOUNDARY_ARGS, commons: [{ ...common!, resources: [unknown] }] };
        // @ts-expect-error: an end is a tag of everything
        const end: Environment = { ...STAGING, expiresAt: unknown };
        // @ts-expect-error: log groups decide how many policies there are
        const groups: LogDataProtectionArgs = { ...MASKING_ARGS, logGroupNames: unknown };
        // @ts-expect-error: what is guaranteed decides what is made
        const guaranteed: AccountBaselineArgs = { ...BASELINE_ARGS, guaranteed: { "audit-trail": unknown } };
        assert.equal([regions, commons, end, groups, guaranteed].length, 5);
    });

    it("given what there is not, do not compile", () => {
        // @ts-expect-error: the boundary hands the budget its environment itself
        const budget: BoundaryArgs = { ...BOUNDARY_ARGS, budget: { ...BOUNDARY_ARGS.budget!, environment: STAGING } };
        // @ts-expect-error: a control that there is not
        const control: AccountBaselineArgs = { ...BASELINE_ARGS, guaranteed: { "bucket-names": "x" } };
        // @ts-expect-error: a kind of data that is not recognised
        const kind: LogDataProtectionArgs = { ...MASKING_ARGS, identifiers: ["ShoeSize"] };
        // @ts-expect-error: nobody said which default providers are gone
        const providers: PinnedProviderArgs = { environment: STAGING };
        assert.equal([budget, control, kind, providers].length, 4);
    });

    it("given a topic that is made by the same program, take it, and an environment for an account", () => {
        const anomalies: BoundaryArgs["anomalies"] = { minimumImpactUsd: 1, topicArn: unknown };
        const provider: PinnedProviderArgs = { account: accountOf(STAGING), disabledDefaultProviders: undefined };
        assert.equal([anomalies, provider].length, 2);
    });
});
