import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { buildUrn, parseUrn, providerReferenceUrn, STACK_TYPE } from "../../plan/urn";

describe("parseUrn", () => {
    it("given the URN of a child of a component, names all its parts", () => {
        assert.deepEqual(parseUrn("urn:pulumi:prod::shop::a:b:C$aws:ec2/vpc:Vpc::main"), {
            stack: "prod",
            project: "shop",
            types: ["a:b:C", "aws:ec2/vpc:Vpc"],
            type: "aws:ec2/vpc:Vpc",
            name: "main",
        });
    });

    it("given a name with colons, keeps them", () => {
        assert.equal(parseUrn("urn:pulumi:prod::shop::a:b:C::main::part")?.name, "main::part");
    });

    for (const text of ["", "arn:aws:s3:::bucket", "urn:pulumi:prod::shop", "urn:pulumi:prod::shop::a:b:C"]) {
        it(`given ${JSON.stringify(text)}, returns nothing`, () => {
            assert.equal(parseUrn(text), undefined);
        });
    }
});

describe("buildUrn", () => {
    it("given the stack as parent, leaves its type out", () => {
        const root = buildUrn("prod", "shop", undefined, STACK_TYPE, "shop-prod");
        assert.equal(buildUrn("prod", "shop", root, "a:b:C", "main"), "urn:pulumi:prod::shop::a:b:C::main");
    });

    it("given any chain of parents, builds what parseUrn takes apart", () => {
        const type = fc.stringMatching(/^[a-z]+:[a-z]+\/[a-z]+:[A-Z][a-z]*$/);
        const name = fc.stringMatching(/^[a-z][a-z0-9:-]*$/);
        fc.assert(
            fc.property(fc.array(type, { minLength: 1 }), name, (types, own) => {
                const urn = types.reduce<string | undefined>(
                    (parent, next) => buildUrn("s", "p", parent, next, own),
                    undefined,
                );
                assert.deepEqual(parseUrn(urn ?? ""), {
                    stack: "s",
                    project: "p",
                    types,
                    type: types.at(-1),
                    name: own,
                });
            }),
        );
    });
});

describe("providerReferenceUrn", () => {
    it("given a reference, drops the id", () => {
        assert.equal(
            providerReferenceUrn("urn:pulumi:s::p::pulumi:providers:aws::main::id"),
            "urn:pulumi:s::p::pulumi:providers:aws::main",
        );
    });

    it("given no reference, returns nothing", () => {
        assert.equal(providerReferenceUrn(""), "");
    });
});
