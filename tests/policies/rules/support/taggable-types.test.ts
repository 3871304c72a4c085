import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { TAGGABLE_TYPES } from "../../../../policy-pack/rules/support/taggable-types";
import { renderInstalled } from "../../../../tools/taggable-types";

const DATA_FILE = path.join(__dirname, "../../../../policy-pack/rules/support/taggable-types.ts");

describe("the list of taggable types", () => {
    it("given the installed provider, is up to date (else run npx tsx tools/taggable-types.ts)", () => {
        assert.equal(readFileSync(DATA_FILE, "utf8"), renderInstalled());
    });

    it("given well-known types, tells them apart", () => {
        const types = [
            "aws:rds/cluster:Cluster",
            "aws:ec2/vpc:Vpc",
            "aws:iam/role:Role",
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            "aws:ec2/route:Route",
            "aws:ec2/tag:Tag",
            "aws:autoscaling/group:Group",
            "kubernetes:core/v1:Pod",
        ];
        assert.deepEqual(
            types.map(type => TAGGABLE_TYPES.has(type)),
            [true, true, true, true, false, false, false, false],
        );
    });
}).timeout(60_000);
