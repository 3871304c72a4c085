import {
    decide,
    expectOneOf,
    expectTrue,
    holds,
    resourceRule,
    show,
    type Subject,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const DOMAIN_NAME = "aws:apigateway/domainName:DomainName";
const SEARCH_DOMAINS = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"] as const;

/** CloudFront, "Supported protocols and ciphers between viewers and CloudFront". */
const MODERN_VIEWER_POLICY = /^TLSv1\.[23](?:_|$)/;
/** API Gateway, "Choose a security policy for your custom domain": `TLS_1_2` and all that name TLS 1.2 or newer. */
const MODERN_DOMAIN_POLICY = /^(?:TLS_1_2$|SecurityPolicy_TLS1[23]_)/;
/** OpenSearch Service, `DomainEndpointOptions`. */
const MODERN_SEARCH_POLICY = /^Policy-Min-TLS-1-[23]-/;

/** How a cache serves a caller who asks without TLS (CloudFront, "Require HTTPS between viewers and CloudFront"). */
const SAFE_VIEWER_PROTOCOLS = ["redirect-to-https", "https-only"];

const OLD = "older versions are broken, and auditors and browsers refuse them";
const PLAIN = "everybody on the way reads and changes what is sent";

export const publicEndpointUsesModernTls = resourceRule({
    name: "public-endpoint-uses-modern-tls",
    family: "hygiene",
    severity: "high",
    description: "Distributions, custom domains of APIs and search domains speak TLS 1.2 or newer, and nothing else.",
    remediation:
        'Set `viewerCertificate.minimumProtocolVersion: "TLSv1.2_2021"` and `viewerProtocolPolicy: "redirect-to-https"` on a distribution, `securityPolicy: "TLS_1_2"` on the domain of an API, `domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }` on a search domain.',
    appliesTo: [DISTRIBUTION, DOMAIN_NAME, ...SEARCH_DOMAINS],
    check(subject) {
        switch (subject.type) {
            case DISTRIBUTION:
                return judgeDistribution(subject);
            case DOMAIN_NAME:
                return judgePolicy(subject, "securityPolicy", MODERN_DOMAIN_POLICY);
            default:
                return [
                    expectTrue(subject, "domainEndpointOptions.enforceHttps", {
                        because: PLAIN,
                        default: enforced(subject),
                    }),
                    judgePolicy(subject, "domainEndpointOptions.tlsSecurityPolicy", MODERN_SEARCH_POLICY),
                ];
        }
    },
});

/** The provider enforces HTTPS where the block is written; without it the service serves plain HTTP, too. */
function enforced(subject: Subject): boolean {
    return subject.read("domainEndpointOptions").state === "known";
}

function judgeDistribution(subject: Subject): readonly Verdict[] {
    const caches = ["defaultCacheBehavior", ...placesOf(subject, "orderedCacheBehaviors")].map(cache =>
        expectOneOf(subject, `${cache}.viewerProtocolPolicy`, SAFE_VIEWER_PROTOCOLS, { because: PLAIN }),
    );
    const own = subject.read("viewerCertificate.cloudfrontDefaultCertificate", { default: false });
    // Under CloudFront's own name the policy is AWS's, and cannot be set.
    const isOwn = own.state === "known" && (own.value === true || own.value === "true");
    if (isOwn) return caches;
    const policy = judgePolicy(subject, "viewerCertificate.minimumProtocolVersion", MODERN_VIEWER_POLICY, "TLSv1");
    const isOpen = policy.outcome === "violated" && own.state === "unknown";
    return [...caches, isOpen ? undecidedBecauseUnknown(own) : policy];
}

function placesOf(subject: Subject, list: string): readonly string[] {
    return subject.readAll(`${list}[]`).map(({ path }) => path);
}

/** @param otherwise What the provider documents to be taken where nothing is set. */
function judgePolicy(subject: Subject, property: string, modern: RegExp, otherwise?: string): Verdict {
    const reading = subject.read(property, otherwise === undefined ? {} : { default: otherwise });
    const fault = (): Verdict =>
        violated({
            property,
            message: `${property} is ${show(reading, otherwise === undefined ? [] : [otherwise])}, expected one of TLS 1.2 and newer: ${OLD}`,
        });
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    return decide(reading, {
        absent: fault,
        known: value => (typeof value === "string" && modern.test(value) ? holds() : fault()),
    });
}
