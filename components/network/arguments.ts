import { ArgumentFaults, nonEmptyText, oneOf, textMatching, wholeNumber } from "../arguments";
import { DOMAIN, DOMAIN_OR_WILDCARD, isWithin } from "../domains";
import { environmentFaults } from "../environment";
import { checkInput } from "../input-arguments";
import { checkKnown, isPlainObject } from "../known-arguments";
import { checkEach } from "../lists";
import { checkLogSink } from "../log-sink";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { ZoneRef } from "../references";
import { AWS_OWN_DOMAINS } from "./aws-owned";
import { checkAddressing, checkZones } from "./address-arguments";
import { INTERFACE_ENDPOINT_SERVICES, REGISTRY_SERVICES } from "./interface-endpoint-services";
import { IP_ADDRESS_TYPES, NETWORK_DEFAULTS, type NetworkArgs } from "./network-args";
import { NAT_CHOICES, natZones } from "./routing";

/** The longest that CloudWatch can keep anything, so that flow logs never outlive the other logs: ten years. */
const FLOW_LOG_RETENTION_DAYS = { minimum: 1, maximum: 3653 };

const DOMAINS = "a plain list of domain names";
const ACCOUNT = textMatching(/^\d{12}$/, "an AWS account id of twelve digits");
const ALLOCATION_ID = textMatching(/^eipalloc-[0-9a-f]+$/, "an allocation id such as eipalloc-0123456789abcdef0");
const KNOWN: Readonly<Record<keyof NetworkArgs, true>> = {
    environment: true,
    zones: true,
    addressing: true,
    takenRanges: true,
    ipAddressType: true,
    nat: true,
    natAllocationIds: true,
    interfaceEndpoints: true,
    registryAccountIds: true,
    flowLogRetentionDays: true,
    flowLogSink: true,
    privateDomain: true,
    privateZone: true,
    blockedDomains: true,
    allowedDomains: true,
};

/**
 * Checks everything about a network's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertNetworkArgs(name: string, args: NetworkArgs): void {
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    checkKnown(faults, args, KNOWN);
    faults.addAll(environmentFaults(args.environment));
    checkZones(faults, args);
    checkAddressing(faults, args);
    faults.checkOptional("ipAddressType", args.ipAddressType, oneOf(IP_ADDRESS_TYPES));
    faults.checkOptional("nat", args.nat, oneOf(NAT_CHOICES));
    checkNatAddresses(faults, args);
    checkEndpoints(faults, args);
    checkFlowLogs(faults, args);
    checkDomains(faults, args);
    faults.throwIfAny("Network");
}

/** The name of the private zone: of the one that exists, the declared one, or one made of the environment's name. */
export function privateZoneNameOf({ environment, privateDomain, privateZone }: NetworkArgs): string {
    return privateZone?.domain ?? privateDomain ?? `${environment.name}.internal`;
}

function checkNatAddresses(faults: ArgumentFaults, args: NetworkArgs): void {
    const { nat = NETWORK_DEFAULTS.nat, natAllocationIds, zones } = args;
    if (natAllocationIds === undefined) return;
    const given = faults.items("natAllocationIds", natAllocationIds, "a plain list of allocation ids");
    if (given !== natAllocationIds || !NAT_CHOICES.includes(nat) || !Array.isArray(zones)) return;
    const gateways = natZones(nat, zones).length;
    if (given.length !== gateways) {
        faults.add("natAllocationIds", `one for each of the ${gateways} NAT gateways`, given.length);
    }
    given.forEach((id, index) => {
        const path = `natAllocationIds[${index}]`;
        checkInput(faults, path, id, ALLOCATION_ID);
        if (given.indexOf(id) !== index) faults.add(path, "one that is not in the list yet", id);
    });
}

function checkEndpoints(faults: ArgumentFaults, args: NetworkArgs): void {
    const { environment, interfaceEndpoints = [], registryAccountIds = [] } = args;
    const services = faults.items("interfaceEndpoints", interfaceEndpoints, "a plain list of services");
    checkEach(faults, "interfaceEndpoints", services, oneOf(INTERFACE_ENDPOINT_SERVICES));
    const accounts = faults.items("registryAccountIds", registryAccountIds, "a plain list of account ids");
    checkEach(faults, "registryAccountIds", accounts, ACCOUNT);
    if (accounts.includes(environment.accountId)) {
        faults.add("registryAccountIds", "accounts other than the environment's own", environment.accountId);
    }
    if (accounts.length > 0 && !REGISTRY_SERVICES.some(service => services.includes(service))) {
        const endpoints = REGISTRY_SERVICES.join(" or ");
        faults.add("registryAccountIds", `nothing without the endpoint ${endpoints}`, accounts);
    }
}

function checkFlowLogs(faults: ArgumentFaults, { flowLogRetentionDays, flowLogSink }: NetworkArgs): void {
    const { minimum, maximum } = FLOW_LOG_RETENTION_DAYS;
    faults.checkOptional("flowLogRetentionDays", flowLogRetentionDays, wholeNumber(minimum, maximum));
    if (flowLogSink === undefined) return;
    if (flowLogRetentionDays !== undefined) {
        const expected = "nothing beside flowLogSink, whose owner decides";
        faults.add("flowLogRetentionDays", expected, flowLogRetentionDays);
    }
    checkLogSink(faults, "flowLogSink", flowLogSink);
}

function checkDomains(faults: ArgumentFaults, args: NetworkArgs): void {
    faults.checkOptional("privateDomain", args.privateDomain, DOMAIN);
    if (args.privateZone !== undefined) checkPrivateZone(faults, args.privateZone, args.privateDomain);
    const privateZone = privateZoneNameOf(args);
    const blocked = faults.items("blockedDomains", args.blockedDomains ?? [], DOMAINS);
    checkEach(faults, "blockedDomains", blocked, DOMAIN_OR_WILDCARD);
    blocked.forEach((domain, index) => {
        if (!DOMAIN_OR_WILDCARD.fits(domain)) return;
        if (DOMAIN.fits(privateZone) && isWithin(privateZone, domain)) {
            faults.add(`blockedDomains[${index}]`, `a domain that the private zone ${privateZone} is not in`, domain);
        }
        const needed = AWS_OWN_DOMAINS.find(own => isWithin(own, domain));
        if (needed !== undefined) {
            faults.add(`blockedDomains[${index}]`, `a domain that ${needed} is not in, which AWS itself needs`, domain);
        }
    });
    const allowed = faults.items("allowedDomains", args.allowedDomains ?? [], DOMAINS);
    checkEach(faults, "allowedDomains", allowed, DOMAIN_OR_WILDCARD);
    allowed.forEach((domain, index) => {
        if (!DOMAIN_OR_WILDCARD.fits(domain)) return;
        const by = blocked.find(other => DOMAIN_OR_WILDCARD.fits(other) && isBlockedBy(domain, other));
        if (by !== undefined) faults.add(`allowedDomains[${index}]`, `a domain that ${by} does not block`, domain);
    });
}

/** Whether nothing of what an allowed domain stands for is left by a blocked one, which goes first. */
function isBlockedBy(allowed: string, blocked: string): boolean {
    const [name, parent] = [allowed, blocked].map(domain => domain.replace(/^\*\./, ""));
    if (name !== parent) return isWithin(String(name), blocked);
    return allowed.startsWith("*.") || !blocked.startsWith("*.");
}

function checkPrivateZone(faults: ArgumentFaults, zone: ZoneRef, privateDomain: string | undefined): void {
    if (privateDomain !== undefined) faults.add("privateDomain", "nothing beside privateZone", privateDomain);
    if (!isPlainObject(zone)) {
        faults.add("privateZone", "an object with zoneId and domain", zone);
        return;
    }
    faults.check("privateZone.domain", zone.domain, DOMAIN);
    checkInput(faults, "privateZone.zoneId", zone.zoneId, nonEmptyText);
}
