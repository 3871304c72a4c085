import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import { type EdgeArgs, hostsOf, hostRole } from "./edge-args";

/** How long a resolver may keep the answer that proves the zone to be ours, in seconds. */
const VALIDATION_TTL_SECONDS = 300;

/** A certificate for the hosts, proved by records in the environment's zone; AWS renews it as long as those stand. */
export function createCertificate(
    name: string,
    args: EdgeArgs,
    parent: pulumi.Resource,
): aws.acm.CertificateValidation {
    const { environment, host, otherHosts = [], zone } = args;
    const certificateResource = `${name}-certificate`;
    const certificate = new aws.acm.Certificate(
        certificateResource,
        {
            domainName: host,
            subjectAlternativeNames: otherHosts.length === 0 ? undefined : [...otherHosts],
            validationMethod: "DNS",
            keyAlgorithm: "EC_prime256v1",
            tags: tagsFor(environment, certificateResource),
        },
        { parent },
    );
    const records = hostsOf(args).map((one, index) => {
        // One proof for each name: its content is handed on, and whether the record exists depends on nothing unknown.
        const proof = certificate.domainValidationOptions.apply(options => proofOf(one, options));
        return new aws.route53.Record(
            `${name}-certificate-proof${hostRole(index)}`,
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
    });
    return new aws.acm.CertificateValidation(
        `${name}-certificate-issued`,
        { certificateArn: certificate.arn, validationRecordFqdns: records.map(({ fqdn }) => fqdn) },
        { parent },
    );
}

/** The proof of one name; AWS gives them in no order. */
function proofOf(
    host: string,
    options: readonly aws.types.output.acm.CertificateDomainValidationOption[],
): aws.types.output.acm.CertificateDomainValidationOption {
    const proof = options.find(({ domainName }) => domainName === host);
    if (proof === undefined) throw new Error(`AWS named no record that would prove the zone of ${host} to be ours`);
    return proof;
}
