import { ArgumentFaults, nonEmptyText, oneOf, textMatching, wholeNumber } from "../arguments";
import { DNS_LABEL, DOMAIN, isWithin } from "../domains";
import { environmentFaults } from "../environment";
import { checkKey } from "../existing-key";
import { checkKnown } from "../known-arguments";
import { LOG_RETENTION_DAYS } from "../log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { checkObject, type Fields } from "../object-arguments";
import { regionalArn } from "../partition";
import { checkRanges } from "../ranges";
import { checkEach } from "../lists";
import { checkLogSink } from "../log-sink";
import { subnetsOf } from "../references";
import type { EdgeArgs, EdgeTarget } from "./edge-args";

/** A load balancer must be in two zones (Elastic Load Balancing user guide). */
const PUBLIC_ZONES_MINIMUM = 2;
/** A certificate has ten names by default (AWS Certificate Manager, quotas). */
const OTHER_HOSTS_MAXIMUM = 9;
/** Longest first name of a certificate (API reference, RequestCertificate); the others may be as long as names are. */
const COMMON_NAME_MAX_LENGTH = 64;
const PORT = wholeNumber(1, 65_535);
/** Bounds of AWS WAF (API reference, RateBasedStatement). */
const RATE_LIMIT = wholeNumber(10, 2_000_000_000);
const PATH = textMatching(/^\/[!-~]{0,1023}$/, "a path that begins with a slash");

const ARGUMENTS: Fields<EdgeArgs> = {
    environment: true,
    network: true,
    zone: true,
    host: true,
    otherHosts: true,
    certificateArn: true,
    callers: true,
    target: true,
    ipAddressType: true,
    idleTimeoutSeconds: true,
    rateLimit: true,
    webAclArn: true,
    key: true,
    accessLogSink: true,
    logRetentionDays: true,
};
const TARGET: Fields<EdgeTarget> = {
    namespace: true,
    serviceName: true,
    servicePort: true,
    podPort: true,
    healthPath: true,
    securityGroupId: true,
    provider: true,
};

/**
 * Checks everything about an edge's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertEdgeArgs(name: string, args: EdgeArgs): void {
    const { zone, target } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(args.environment));
    const zones = new Set(subnetsOf(args.network, "public").map(subnet => subnet.zone));
    if (zones.size < PUBLIC_ZONES_MINIMUM) {
        faults.add("network.subnets", `public subnets in at least ${PUBLIC_ZONES_MINIMUM} zones`, [...zones]);
    }
    faults.check("zone.domain", zone.domain, DOMAIN);
    checkHosts(args, faults);
    if (args.callers !== "internet") {
        checkRanges("callers", args.callers, faults).forEach((range, index) => {
            if (typeof range === "string" && range.endsWith("/0")) {
                faults.add(`callers[${index}]`, 'less than the whole internet, which is spelled "internet"', range);
            }
        });
    }
    if (args.ipAddressType === "dualstack" && args.callers !== "internet") {
        faults.add("ipAddressType", '"ipv4", as callers by IPv6 are not in any IPv4 range', args.ipAddressType);
    }
    checkTarget(target, faults);
    faults.checkOptional("ipAddressType", args.ipAddressType, oneOf(["ipv4", "dualstack"]));
    faults.checkOptional("idleTimeoutSeconds", args.idleTimeoutSeconds, wholeNumber(1, 4000));
    faults.checkOptional("rateLimit", args.rateLimit, RATE_LIMIT);
    faults.checkOptional("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    checkExisting(args, faults);
    faults.throwIfAny("Edge");
}

function checkHosts({ zone, host, otherHosts = [], certificateArn }: EdgeArgs, faults: ArgumentFaults): void {
    const others = faults.items("otherHosts", otherHosts, "a list of names");
    checkEach(faults, "otherHosts", others, DOMAIN);
    if (others.length > OTHER_HOSTS_MAXIMUM) {
        faults.add("otherHosts", `at most ${OTHER_HOSTS_MAXIMUM} names`, others.length);
    }
    faults.check("host", host, DOMAIN);
    if (certificateArn === undefined && DOMAIN.fits(host) && host.length > COMMON_NAME_MAX_LENGTH) {
        faults.add("host", `at most ${COMMON_NAME_MAX_LENGTH} characters, as the first name of a certificate`, host);
    }
    if (!DOMAIN.fits(zone.domain)) return;
    const outside = (name: string) => DOMAIN.fits(name) && !isWithin(name, zone.domain);
    if (outside(host)) faults.add("host", `a name in the zone ${zone.domain}`, host);
    others.forEach((name, index) => {
        const path = `otherHosts[${index}]`;
        if (outside(name)) faults.add(path, `a name in the zone ${zone.domain}`, name);
        if (name === host) faults.add(path, "another name than `host`", name);
    });
}

function checkTarget(target: EdgeTarget, faults: ArgumentFaults): void {
    if (!checkObject(faults, "target", target, TARGET)) return;
    faults.check("target.namespace", target.namespace, DNS_LABEL);
    faults.check("target.serviceName", target.serviceName, DNS_LABEL);
    faults.check("target.servicePort", target.servicePort, PORT);
    faults.check("target.podPort", target.podPort, PORT);
    faults.check("target.healthPath", target.healthPath, PATH);
    if (typeof target.securityGroupId === "string") {
        faults.check("target.securityGroupId", target.securityGroupId, nonEmptyText);
    }
}

/** What is there already must be of the own account and region, and leaves nothing to say of what it stands for. */
function checkExisting(args: EdgeArgs, faults: ArgumentFaults): void {
    const { environment, certificateArn, webAclArn } = args;
    const own = (prefix: string, what: string) => ({
        expected: `the ARN of a ${what} of the own account and region, ${prefix}...`,
        fits: (value: unknown) => typeof value === "string" && value.startsWith(prefix) && value.length > prefix.length,
    });
    if (typeof certificateArn === "string") {
        faults.check(
            "certificateArn",
            certificateArn,
            own(regionalArn(environment, "acm", "certificate/"), "certificate"),
        );
    }
    if (typeof webAclArn === "string") {
        faults.check("webAclArn", webAclArn, own(regionalArn(environment, "wafv2", "regional/webacl/"), "web ACL"));
    }
    if (webAclArn !== undefined) {
        for (const property of ["rateLimit", "key"] as const) {
            if (args[property] !== undefined) {
                faults.add(property, "nothing beside webAclArn, whose owner decides", args[property]);
            }
        }
    }
    checkKey("key", args.key, environment, faults);
    if (args.accessLogSink !== undefined) checkLogSink(faults, "accessLogSink", args.accessLogSink);
}
