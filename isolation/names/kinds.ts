import type { EdgeKindFacts } from "../edge-kinds";

export const NAME_KINDS = {
    "host-name": {
        madeBy: "A host, an address, an ARN, a queue's address, or an account or a bucket where the value is called so, in what a program is configured with: variables and commands of containers, functions, builds and jobs, maps and secrets, parameters, user data, settings of charts and platforms, origins, integrations, and endpoints of databases.",
        models: "Who is configured to call whom. A host that AWS makes of a name stands for whatever has that name; where both environments have one, each means its own. Of a secret only what stands where a host must stand is read, and it is never shown.",
        leavesOut:
            "Bare names of tables, queues and the like, which are looked up in the own account. Names that a program puts together at run time, short names within a cluster, custom resources, and what is written beside unknown parts of one text. Names of databases in one account that both environments call the same.",
    },
    "external-name": {
        madeBy: "`externalName` of a Kubernetes service, hosts of a service entry of Istio.",
        models: "The service is another name for the host.",
        leavesOut: "Endpoints that are made by hand.",
    },
    "zone-association": {
        madeBy: "`vpcs` of a private zone, `ZoneAssociation` and `VpcAssociationAuthorization` with networks or zones that the plan does not make.",
        models: "The names of a private zone are known in every network that it is associated with, and by them its addresses. An authorisation alone is enough: the other account can associate at any time.",
        leavesOut: "Whether the addresses can be reached.",
    },
    "dns-profile": {
        madeBy: "`ProfilesAssociation` and `ProfilesResourceAssociation` of Route 53 profiles that the plan does not make.",
        models: "Networks of one profile know the zones and follow the rules of all that is put into it.",
        leavesOut: "What a profile that somebody else keeps holds.",
    },
    "resolver-rule": {
        madeBy: "`ResolverRule` (`targetIps`, `domainName`), name servers of `VpcDhcpOptions`, and `ResolverRuleAssociation` with rules or networks that the plan does not make.",
        models: "Questions for a domain go to the servers of the rule, which can answer as they like.",
        leavesOut: "Who may ask an inbound endpoint: its security groups say so.",
    },
    "zone-record": {
        madeBy: "A `Record` by its `zoneId`, and by its `name` where that lies in a domain of the other environment.",
        models: "Who may write a record decides where the callers of the name go.",
        leavesOut: "Records by which a zone hands a part of itself over (NS, DS).",
    },
    "record-target": {
        madeBy: "`records` and `aliases` of a `Record`.",
        models: "Callers of the name are led to the host or address.",
        leavesOut: "Texts, mail exchangers' priorities, and traffic policies.",
    },
    certificate: {
        madeBy: "Certificates (`domainName`, `subjectAlternativeNames`; of cert-manager `dnsNames`) and listeners, distributions and domains that name one which the plan does not make.",
        models: "Who has a certificate of a domain can answer for it. One wildcard in two environments, or one certificate, lets each answer for the other.",
        leavesOut:
            "The scope of cookies, which programs set at run time; private certificate authorities, which are judged as shared resources.",
    },
    "answered-name": {
        madeBy: "Hosts of ingresses, gateways and routes of Kubernetes (of Istio, virtual services), aliases of distributions, custom domains of APIs and host conditions of load balancers.",
        models: "Whoever is led there by the name gets an answer of this environment.",
        leavesOut: "Whether anybody is led there: that takes a record.",
    },
} as const satisfies Readonly<Record<string, EdgeKindFacts>>;
