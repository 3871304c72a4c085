import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import type { EdgeArgs } from "./arguments";

/** How long a resolver may keep the answer that proves the zone to be ours, in seconds. */
const VALIDATION_TTL_SECONDS = 300;

/** A certificate for the host, proved by a record in the environment's zone; AWS renews it as long as that record stands. */
export function createCertificate(
    name: string,
    { environment, host, zone }: EdgeArgs,
    parent: pulumi.Resource,
): aws.acm.CertificateValidation {
    const certificateResource = `${name}-certificate`;
    const certificate = new aws.acm.Certificate(
        certificateResource,
        {
            domainName: host,
            validationMethod: "DNS",
            keyAlgorithm: "EC_prime256v1",
            tags: tagsFor(environment, certificateResource),
        },
        { parent },
    );
    // One name, so one proof: its content is handed on, and whether the record exists depends on nothing unknown.
    const proof = certificate.domainValidationOptions.apply(([first]) => {
        if (first === undefined) throw new Error(`AWS named no record that would prove the zone of ${host} to be ours`);
        return first;
    });
    const record = new aws.route53.Record(
        `${name}-certificate-proof`,
        {
            zoneId: zone.zoneId,
            name: proof.resourceRecordName,
            type: proof.resourceRecordType,
            records: [proof.resourceRecordValue],
            ttl: VALIDATION_TTL_SECONDS,
            allowOverwrite: true,
        },
        { parent },
    );
    return new aws.acm.CertificateValidation(
        `${name}-certificate-issued`,
        { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
        { parent },
    );
}
