import type { Stack } from "../../plan/stack";
import type { Connection } from "../connection";
import { identified, type Naming } from "../data/namings";
import { type Pointing, pointedAt } from "../data/pointing";
import { domain } from "./domain";

const CERTIFICATE_TYPE = "aws:acm/certificate:Certificate";
const CERT_MANAGER_TYPE = "kubernetes:cert-manager.io/v1:Certificate";

/** A wildcard that several have a certificate of: each can answer for the other. */
const WILDCARD: Naming = text =>
    text.startsWith("*.") ? { kind: "thing", thing: "certificate", id: text.toLowerCase() } : undefined;

const CERTIFICATE = identified("certificate");

const DOMAINS_OF_CERTIFICATES = {
    [CERTIFICATE_TYPE]: ["domainName", "subjectAlternativeNames[]"],
    [CERT_MANAGER_TYPE]: ["spec.commonName", "spec.dnsNames[]"],
};

const CHANGE_CERTIFICATE = "Ask for a certificate of the environment's own domain, and of no domain above it.";

const POINTINGS: readonly Pointing[] = [
    {
        kind: "certificate",
        consequences: [{ direction: "out", access: "use", says: "has a certificate by which it can answer for" }],
        change: CHANGE_CERTIFICATE,
        places: placesOf(DOMAINS_OF_CERTIFICATES, domain),
    },
    {
        kind: "certificate",
        consequences: [{ direction: "both", access: "use", says: "has a certificate of the same wildcard as others," }],
        change: CHANGE_CERTIFICATE,
        places: placesOf(DOMAINS_OF_CERTIFICATES, WILDCARD),
    },
    {
        kind: "certificate",
        consequences: [{ direction: "both", access: "use", says: "answers by" }],
        change: "Use a certificate that the environment makes itself.",
        places: placesOf(
            {
                "aws:apigateway/domainName:DomainName": ["certificateArn", "regionalCertificateArn"],
                "aws:apigatewayv2/domainName:DomainName": ["domainNameConfiguration.certificateArn"],
                "aws:alb/listener:Listener": ["certificateArn"],
                "aws:alb/listenerCertificate:ListenerCertificate": ["certificateArn"],
                "aws:cloudfront/distribution:Distribution": [
                    "viewerCertificate.acmCertificateArn",
                    "viewerCertificate.iamCertificateId",
                ],
                "aws:lb/listener:Listener": ["certificateArn"],
                "aws:lb/listenerCertificate:ListenerCertificate": ["certificateArn"],
            },
            CERTIFICATE,
        ),
    },
    {
        kind: "answered-name",
        consequences: [{ direction: "out", access: "use", says: "answers for" }],
        change: "Answer for names of the environment's own domain alone.",
        places: placesOf(
            {
                "aws:apigateway/domainName:DomainName": ["domainName"],
                "aws:apigatewayv2/domainName:DomainName": ["domainName"],
                "aws:alb/listenerRule:ListenerRule": ["conditions[].hostHeader.values[]"],
                "aws:cloudfront/distribution:Distribution": ["aliases[]"],
                "aws:lb/listenerRule:ListenerRule": ["conditions[].hostHeader.values[]"],
                "kubernetes:gateway.networking.k8s.io/v1:Gateway": ["spec.listeners[].hostname"],
                "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute": ["spec.hostnames[]"],
                "kubernetes:networking.k8s.io/v1:Ingress": ["spec.rules[].host", "spec.tls[].hosts[]"],
                ...istio("VirtualService", "spec.hosts[]"),
                "kubernetes:core/v1:Service": ['metadata.annotations["external-dns.alpha.kubernetes.io/hostname"]'],
            },
            domain,
        ),
    },
    {
        kind: "external-name",
        consequences: [{ direction: "out", access: "use", says: "stands for" }],
        change: "Name a host of the environment's own.",
        places: placesOf(
            { "kubernetes:core/v1:Service": ["spec.externalName"], ...istio("ServiceEntry", "spec.hosts[]") },
            domain,
        ),
    },
];

/** A type of Istio in each of its versions. */
function istio(kind: string, path: string): Readonly<Record<string, readonly string[]>> {
    const versions = ["v1", "v1beta1", "v1alpha3"];
    return Object.fromEntries(versions.map(version => [`kubernetes:networking.istio.io/${version}:${kind}`, [path]]));
}

function placesOf(paths: Readonly<Record<string, readonly string[]>>, naming: Naming): Pointing["places"] {
    return Object.fromEntries(
        Object.entries(paths).map(([type, inputs]) => [type, Object.fromEntries(inputs.map(input => [input, naming]))]),
    );
}

/** Names that an environment answers for, the certificates by which it does, and names that stand for others. */
export function answerConnections(stack: Stack): readonly Connection[] {
    return POINTINGS.flatMap(pointing => pointedAt(stack, pointing));
}
