import { ArgumentFaults, type Expectation, oneOf, wholeNumber } from "../arguments";
import { DOMAIN, DOMAIN_OR_WILDCARD, isWithin } from "../domains";
import { environmentFaults } from "../environment";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { NetworkArgs } from "../network";
import { NAT_CHOICES } from "./routing";

/** Fewer is no protection against the loss of a zone; the fourth place of the address plan is kept free. */
const ZONES = { minimum: 2, maximum: 3 };
/** The longest that CloudWatch can keep anything, so that flow logs never outlive the other logs: ten years. */
const FLOW_LOG_RETENTION_DAYS = { minimum: 1, maximum: 3653 };

const DOMAINS = "a plain list of domain names";
/**
 * Checks everything about a network's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertNetworkArgs(name: string, args: NetworkArgs): void {
    const { environment, zones, blockedDomains, allowedDomains } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    faults.addAll(environmentFaults(environment));
    checkZones(faults, zones, environment.region);
    faults.checkOptional("nat", args.nat, oneOf(NAT_CHOICES));
    faults.checkOptional(
        "flowLogRetentionDays",
        args.flowLogRetentionDays,
        wholeNumber(FLOW_LOG_RETENTION_DAYS.minimum, FLOW_LOG_RETENTION_DAYS.maximum),
    );
    faults.checkOptional("privateDomain", args.privateDomain, DOMAIN);
    const privateZone = privateZoneNameOf(args);
    faults.items("blockedDomains", blockedDomains ?? [], DOMAINS).forEach((domain, index) => {
        faults.check(`blockedDomains[${index}]`, domain, DOMAIN_OR_WILDCARD);
        if (isWithin(privateZone, domain)) {
            faults.add(`blockedDomains[${index}]`, `a domain that the private zone ${privateZone} is not in`, domain);
        }
    });
    faults.items("allowedDomains", allowedDomains ?? [], DOMAINS).forEach((domain, index) => {
        faults.check(`allowedDomains[${index}]`, domain, DOMAIN_OR_WILDCARD);
    });
    faults.throwIfAny("Network");
}

/** The name of the private zone: the declared one, or one made of the environment's name. */
export function privateZoneNameOf({ environment, privateDomain }: NetworkArgs): string {
    return privateDomain ?? `${environment.name}.internal`;
}

function checkZones(faults: ArgumentFaults, given: readonly string[], region: string): void {
    const expected = `${ZONES.minimum} or ${ZONES.maximum} availability zones`;
    const zones = faults.items("zones", given, expected);
    if (zones === given && (zones.length < ZONES.minimum || zones.length > ZONES.maximum)) {
        faults.add("zones", expected, zones);
    }
    const zone: Expectation = {
        expected: `an availability zone of ${region}`,
        fits: value => typeof value === "string" && value.slice(0, -1) === region && /[a-z]$/.test(value),
    };
    zones.forEach((value, index) => {
        faults.check(`zones[${index}]`, value, zone);
        if (zones.indexOf(value) !== index) faults.add(`zones[${index}]`, "a zone that is not named before", value);
    });
}
