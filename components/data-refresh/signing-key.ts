import { createPublicKey } from "node:crypto";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { keyDeletionDays } from "../key-deletion";
import { keyAdministration, policyDocument } from "../policy-documents";

/** What KMS calls the key's kind, and Node its curve. */
const KEY_SPEC = "ECC_NIST_P256";
const CURVE = "prime256v1";

/** The key that manifests are signed with. Its private half never leaves KMS; staging is given the public one. */
export function createSigningKey(
    name: string,
    environment: Environment,
    alias: string,
    parent: pulumi.Resource,
): aws.kms.Key {
    const resource = `${name}-signing-key`;
    const key = new aws.kms.Key(
        resource,
        {
            description: "Signs the manifests of masked data",
            customerMasterKeySpec: KEY_SPEC,
            keyUsage: "SIGN_VERIFY",
            deletionWindowInDays: keyDeletionDays(environment.class),
            policy: policyDocument(keyAdministration(environment)),
            tags: tagsFor(environment, resource),
        },
        { parent, protect: protectionFor(environment.class).deletionProtected },
    );
    new aws.kms.Alias(`${resource}-alias`, { name: alias, targetKeyId: key.keyId }, { parent });
    return key;
}

/** Whether a text is the public half of such a key, as KMS gives it: its SubjectPublicKeyInfo in base64. */
export function isSigningPublicKey(text: unknown): boolean {
    if (typeof text !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return false;
    try {
        const key = createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
        return key.asymmetricKeyDetails?.namedCurve === CURVE;
    } catch {
        // Node says what is wrong with it in words that help nobody here.
        return false;
    }
}
