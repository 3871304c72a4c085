import type { Environment } from "../environment";
import { dataIdentifierArn } from "../partition";

/**
 * Kinds of data that CloudWatch Logs recognises by itself (user guide, "Types of data that you can protect"): credentials,
 * what people pay with, and what identifies people wherever they live. Kinds of one country end with it.
 */
export const DATA_IDENTIFIERS = [
    "Address",
    "AwsSecretKey",
    "BankAccountNumber-DE",
    "BankAccountNumber-ES",
    "BankAccountNumber-FR",
    "BankAccountNumber-GB",
    "BankAccountNumber-IT",
    "BankAccountNumber-US",
    "CreditCardExpiration",
    "CreditCardNumber",
    "CreditCardSecurityCode",
    "EmailAddress",
    "IpAddress",
    "LatLong",
    "Name",
    "NationalIdentificationNumber-DE",
    "NationalIdentificationNumber-ES",
    "NationalIdentificationNumber-IT",
    "OpenSshPrivateKey",
    "PassportNumber-CA",
    "PassportNumber-DE",
    "PassportNumber-ES",
    "PassportNumber-FR",
    "PassportNumber-GB",
    "PassportNumber-IT",
    "PassportNumber-US",
    "PgpPrivateKey",
    "PhoneNumber-BR",
    "PhoneNumber-DE",
    "PhoneNumber-ES",
    "PhoneNumber-FR",
    "PhoneNumber-GB",
    "PhoneNumber-IT",
    "PhoneNumber-US",
    "PkcsPrivateKey",
    "PuttyPrivateKey",
    "Ssn-ES",
    "Ssn-US",
] as const;
export type DataIdentifier = (typeof DATA_IDENTIFIERS)[number];

/**
 * What no log may hold, whoever reads it: credentials, cards and addresses of mail. Names, postal addresses and IP addresses
 * are left to the caller: masked, they make most logs of a shop useless.
 */
export const DATA_IDENTIFIER_DEFAULTS: readonly DataIdentifier[] = [
    "AwsSecretKey",
    "CreditCardNumber",
    "CreditCardSecurityCode",
    "EmailAddress",
    "OpenSshPrivateKey",
    "PgpPrivateKey",
    "PkcsPrivateKey",
    "PuttyPrivateKey",
];

/** What a document of data protection says. */
export interface DataProtection {
    /** Name of the document. */
    readonly name: string;
    readonly identifiers: readonly DataIdentifier[];
    /** Log group that is told of each finding, without what was found. */
    readonly findingsLogGroupName: string | undefined;
}

/** The document as CloudWatch Logs takes it: each finding is counted, and masked for all who may not unmask. */
export function dataProtectionDocument(
    place: Pick<Environment, "region">,
    { name, identifiers, findingsLogGroupName }: DataProtection,
): string {
    const DataIdentifier = identifiers.map(one => dataIdentifierArn(place, one));
    const FindingsDestination =
        findingsLogGroupName === undefined ? {} : { CloudWatchLogs: { LogGroup: findingsLogGroupName } };
    return JSON.stringify({
        Name: name,
        Version: "2021-06-01",
        Statement: [
            { Sid: "Audit", DataIdentifier, Operation: { Audit: { FindingsDestination } } },
            { Sid: "Mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
        ],
    });
}
