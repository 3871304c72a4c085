import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { describe, it } from "mocha";

import { REFERENCES } from "../../../isolation/references/area";
import { keptState } from "../../../isolation/references/storage";
import type { StateStorage } from "../../../plan/plan";
import { Stack } from "../../../plan/stack";
import { planOf } from "../../support/plan";
import { declaredBy, lineOf, ownedBy } from "../data/declared";

const area = REFERENCES;

async function lines(build: () => void): Promise<readonly string[]> {
    return (await declaredBy(build, { area })).map(lineOf);
}

/** What a reference of this name, or resource's name, reads. */
const read = (name: string, args?: pulumi.StackReferenceArgs) =>
    lines(() => {
        new pulumi.StackReference(name, args);
    });

describe("references to stacks", () => {
    it("given a stack in full, by the resource's name or by its own, reads that stack", async () => {
        const expected = ["stack-reference out read declared name stack shop/staging"];
        assert.deepEqual(await read("acme/shop/staging"), expected);
        assert.deepEqual(await read("other", { name: "acme/shop/staging" }), expected);
    });

    it("given a stack alone, means the own project", async () => {
        assert.deepEqual(await read("staging"), ["stack-reference out read declared name stack shop/staging"]);
    });

    it("given two parts, means the project that is named or the own one", async () => {
        assert.deepEqual(await read("network/staging"), [
            "stack-reference out read declared name stack network/staging",
            "stack-reference out read declared name stack shop/staging",
        ]);
    });

    it("given a name that is secret, or not known, does not know whose it is", async () => {
        const secret = await read("other", { name: pulumi.secret("acme/shop/staging") });
        assert.equal(secret.length, 1);
        assert.match(secret[0] ?? "", /^stack-reference out read undecided name unknown: /);
        assert.doesNotMatch(secret[0] ?? "", /acme/);
        const unknown = await lines(() => {
            new pulumi.StackReference("other", { name: new random.RandomPet("pet").id });
        });
        assert.match(unknown[0] ?? "", /^stack-reference out read undecided name unknown: /);
    });

    it("given a program, calls its stack by project and name", async () => {
        const [own] = await ownedBy(() => undefined, { area });
        assert.deepEqual(own?.reference, { kind: "thing", thing: "stack", id: "shop/prod" });
    });
});

/** How a stack keeps its state, in lines. */
async function kept(storage: StateStorage | undefined): Promise<readonly string[]> {
    const plan = await planOf(() => undefined, { project: "shop", stack: "prod" });
    const whole = storage === undefined ? plan : { ...plan, storage };
    return keptState(new Stack(whole, { name: "prod", class: "production" })).map(lineOf);
}

const backend = (address: string): StateStorage => ({ backend: address, secretsProvider: undefined });
const key = (address: string | undefined): StateStorage => ({
    backend: undefined,
    secretsProvider: { kind: "key", address, token: undefined },
});

describe("how state is kept", () => {
    it("given a bucket, is shared with whoever keeps theirs there", async () => {
        const expected = ["state-backend both write declared backend state-backend s3://shop-state/prod"];
        assert.deepEqual(await kept(backend("s3://shop-state/prod")), expected);
        assert.deepEqual(await kept(backend("s3://shop-state/prod/?region=eu-central-1")), expected);
        assert.deepEqual(await kept(backend("S3://shop-state/prod/")), expected);
    });

    it("given credentials in the address, says nothing of them", async () => {
        assert.deepEqual(await kept(backend("postgres://owner:hunter2@db.example/state?password=hunter2")), [
            "state-backend both write declared backend state-backend postgres://db.example/state",
        ]);
    });

    it("given a service, a folder or nothing, is apart", async () => {
        for (const address of ["https://api.pulumi.com", "file:///var/state", "file://~", "nonsense"]) {
            assert.deepEqual(await kept(backend(address)), [], address);
        }
        assert.deepEqual(await kept(undefined), []);
    });

    it("given a key by its ARN, leads to that key and to whoever uses it, too", async () => {
        const arn = "arn:aws:kms:eu-central-1:222222222222:key/0b1c";
        assert.deepEqual(await kept(key(`awskms:///${arn}?region=eu-central-1`)), [
            `secrets-provider out read declared secretsprovider ${arn}`,
            `secrets-provider both read declared secretsprovider secrets-provider ${arn}`,
        ]);
    });

    it("given an alias, cannot say whether another account's is meant", async () => {
        assert.deepEqual(await kept(key("awskms://alias/shop?region=eu-central-1")), [
            "secrets-provider both read undecided secretsprovider secrets-provider awskms://alias/shop?region=eu-central-1",
        ]);
    });

    it("given a key of another cloud, is shared with whoever uses it, too", async () => {
        assert.deepEqual(await kept(key("gcpkms://projects/shop/keys/prod")), [
            "secrets-provider both read declared secretsprovider secrets-provider gcpkms://projects/shop/keys/prod",
        ]);
    });

    it("given a passphrase or no address, says nothing here", async () => {
        assert.deepEqual(await kept(key(undefined)), []);
        assert.deepEqual(
            await kept({
                backend: undefined,
                secretsProvider: { kind: "passphrase", address: undefined, token: "v1:a" },
            }),
            [],
        );
    });
});
