import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { publicEndpointUsesModernTls as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("public-endpoint-uses-modern-tls", () => {
    describe("of a distribution", () => {
        const distribution = (viewerCertificate: PropertyValue, more: PropertyMap = {}): PropertyMap => ({
            defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
            viewerCertificate,
            ...more,
        });
        const modern = { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.2_2021" };
        tries(rule, "aws:cloudfront/distribution:Distribution", [
            ["TLS 1.2", "holds", distribution(modern)],
            ["TLS 1.3", "holds", distribution({ ...modern, minimumProtocolVersion: "TLSv1.3_2025" })],
            ["TLS 1.1", "violated", distribution({ ...modern, minimumProtocolVersion: "TLSv1.1_2016" })],
            ["TLS 1.0", "violated", distribution({ ...modern, minimumProtocolVersion: "TLSv1" })],
            ["a policy of another kind", "violated", distribution({ ...modern, minimumProtocolVersion: 1.2 })],
            ["no policy", "violated", distribution({ acmCertificateArn: "arn" })],
            ["a policy that is not known", "undecided", distribution({ minimumProtocolVersion: Unknown.computed })],
            ["a certificate that is not known", "undecided", distribution(Unknown.computed)],
            ["a secret old policy", "violated", distribution({ minimumProtocolVersion: new Secret("TLSv1") })],
            ["the name that CloudFront gives it", "holds", distribution({ cloudfrontDefaultCertificate: true })],
            [
                "a name that may be CloudFront's, and no policy",
                "undecided",
                distribution({ cloudfrontDefaultCertificate: Unknown.computed }),
            ],
            [
                "a name that may be CloudFront's, and a new policy",
                "holds",
                distribution({ ...modern, cloudfrontDefaultCertificate: Unknown.computed }),
            ],
            [
                "plain HTTP",
                "violated",
                distribution(modern, { defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } }),
            ],
            [
                "HTTPS only",
                "holds",
                distribution(modern, { defaultCacheBehavior: { viewerProtocolPolicy: "https-only" } }),
            ],
            [
                "plain HTTP for one path",
                "violated",
                distribution(modern, {
                    orderedCacheBehaviors: [
                        { viewerProtocolPolicy: "https-only" },
                        { viewerProtocolPolicy: "allow-all" },
                    ],
                }),
            ],
            [
                "a path that is not known",
                "undecided",
                distribution(modern, { orderedCacheBehaviors: [Unknown.computed] }),
            ],
            [
                "paths that are not known",
                "undecided",
                distribution(modern, { orderedCacheBehaviors: Unknown.computed }),
            ],
            [
                "plain HTTP under CloudFront's own name",
                "violated",
                {
                    viewerCertificate: { cloudfrontDefaultCertificate: true },
                    defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" },
                },
            ],
        ]);
    });

    describe("of a domain of an API", () => {
        tries(rule, "aws:apigateway/domainName:DomainName", [
            ["TLS 1.2", "holds", { securityPolicy: "TLS_1_2" }],
            ["an enhanced policy of TLS 1.3", "holds", { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }],
            ["TLS 1.0", "violated", { securityPolicy: "TLS_1_0" }],
            ["a name that begins like TLS 1.2", "violated", { securityPolicy: "TLS_1_20" }],
            ["nothing said", "violated", {}],
            ["a policy that is not known", "undecided", { securityPolicy: Unknown.computed }],
        ]);
    });

    for (const type of ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"]) {
        describe(`of ${type}`, () => {
            const options = (domainEndpointOptions: PropertyValue): PropertyMap => ({ domainEndpointOptions });
            const modern = { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" };
            tries(rule, type, [
                ["TLS 1.2", "holds", options({ ...modern, enforceHttps: true })],
                ["TLS 1.2, HTTPS by default", "holds", options(modern)],
                ["plain HTTP", "violated", options({ ...modern, enforceHttps: false })],
                ["TLS 1.0", "violated", options({ tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" })],
                ["no policy", "violated", options({ enforceHttps: true })],
                ["nothing said", "violated", {}],
                ["a policy that is not known", "undecided", options({ tlsSecurityPolicy: Unknown.computed })],
                ["options that are not known", "undecided", options(Unknown.computed)],
                ["a switch that is no switch", "undecided", options({ ...modern, enforceHttps: 1 })],
            ]);
        });
    }
});
