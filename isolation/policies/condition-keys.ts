/** What a key of a condition says, and so what it can keep out. */
export type KeyMeaning =
    /** The account, the ARN or the organisation of whoever calls. */
    | "caller-account"
    | "caller-arn"
    | "caller-organisation"
    /** Of the thing for which an AWS service calls; missing where no service does. */
    | "source-account"
    | "source-arn"
    | "source-organisation"
    /** The network, or the endpoint, through which the call comes; missing where it comes through none. */
    | "network"
    | "endpoint"
    /** The address from which the call comes. */
    | "address"
    /** Whether an AWS service calls by itself. */
    | "is-service"
    /** Whether the call comes through a mount target, so that who is not on the network cannot make it. */
    | "through-network"
    /** The account, the ARN or the organisation of what is called. */
    | "resource-account"
    | "resource-arn"
    | "resource-organisation"
    /** Something that everybody can make true, or that holds for all sides alike: it keeps nobody out. */
    | "nothing";

/**
 * The keys whose effect is modelled, in lower case (IAM user guide, "AWS global condition context keys", and the services'
 * own lists). Whatever is conditional on another key is undecided.
 */
const MEANINGS: Readonly<Record<string, KeyMeaning>> = {
    "aws:principalaccount": "caller-account",
    "kms:calleraccount": "caller-account",
    "vpc-lattice-svcs:sourcevpcowneraccount": "caller-account",
    // Access points are made by an account for itself, and have policies of their own.
    "s3:dataaccesspointaccount": "caller-account",
    "s3:dataaccesspointarn": "caller-arn",
    "aws:principalarn": "caller-arn",
    "ec2:sourceinstancearn": "caller-arn",
    "lambda:sourcefunctionarn": "caller-arn",
    "aws:principalorgid": "caller-organisation",
    "aws:principalorgpaths": "caller-organisation",
    "aws:sourceaccount": "source-account",
    "aws:sourceowner": "source-account",
    "aws:sourcearn": "source-arn",
    "aws:sourceorgid": "source-organisation",
    "aws:sourceorgpaths": "source-organisation",
    "aws:sourcevpc": "network",
    "aws:ec2instancesourcevpc": "network",
    "vpc-lattice-svcs:sourcevpc": "network",
    "aws:sourcevpce": "endpoint",
    "aws:sourceip": "address",
    "aws:vpcsourceip": "address",
    "aws:principalisawsservice": "is-service",
    "elasticfilesystem:accessedviamounttarget": "through-network",
    "aws:resourceaccount": "resource-account",
    "s3:resourceaccount": "resource-account",
    "ec2:owner": "resource-account",
    "aws:resourceorgid": "resource-organisation",
    "aws:resourceorgpaths": "resource-organisation",
    "secretsmanager:secretid": "resource-arn",
    // How a call is made: whoever may make it can make it so.
    "aws:securetransport": "nothing",
    "s3:tlsversion": "nothing",
    "aws:multifactorauthpresent": "nothing",
    "aws:multifactorauthage": "nothing",
    "aws:currenttime": "nothing",
    "aws:epochtime": "nothing",
    "aws:tokenissuetime": "nothing",
    "aws:requestedregion": "nothing",
    "aws:useragent": "nothing",
    "aws:referer": "nothing",
    "aws:calledvia": "nothing",
    "aws:calledviafirst": "nothing",
    "aws:calledvialast": "nothing",
    "aws:viaawsservice": "nothing",
    "kms:viaservice": "nothing",
    "kms:grantisforawsresource": "nothing",
    "kms:grantoperations": "nothing",
    "kms:encryptionalgorithm": "nothing",
    "kms:keyorigin": "nothing",
    "s3:authtype": "nothing",
    "s3:signatureversion": "nothing",
    "s3:x-amz-acl": "nothing",
    "s3:x-amz-server-side-encryption": "nothing",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": "nothing",
    "s3:delimiter": "nothing",
    "s3:max-keys": "nothing",
    "s3:prefix": "nothing",
    "sns:protocol": "nothing",
    "lambda:functionurlauthtype": "nothing",
    "lambda:invokedviafunctionurl": "nothing",
    "iam:passedtoservice": "nothing",
    "iam:associatedresourcearn": "nothing",
    // A word between two parties, which whoever knows it can say: it is there against mix-ups, not against people.
    "sts:externalid": "nothing",
    "sts:rolesessionname": "nothing",
    "sts:sourceidentity": "nothing",
    "sts:transitivetagkeys": "nothing",
    "aws:sourceidentity": "nothing",
    "saml:aud": "nothing",
};

/** What a caller says of a key's use. A service says it of the thing for which it calls, and then it names that thing. */
export const ENCRYPTION_CONTEXT = "kms:encryptioncontext:";
/** Such contexts that hold an ARN: `kms:EncryptionContext:aws:logs:arn`, `...:aws:cloudtrail:arn`. */
const CONTEXT_OF_SERVICE = /^kms:encryptioncontext:aws:[a-z0-9-]+:arn$/;

/** What a key says; nothing for one whose effect is not modelled. */
export function meaningOf(key: string): KeyMeaning | undefined {
    if (Object.hasOwn(MEANINGS, key)) return MEANINGS[key];
    if (CONTEXT_OF_SERVICE.test(key)) return "source-arn";
    return key.startsWith(ENCRYPTION_CONTEXT) ? "nothing" : undefined;
}

/** What a key tells when it is asked whose a permitted thing is: who asks is then the own environment. */
export function meaningForResources(key: string): KeyMeaning | undefined {
    const meaning = meaningOf(key);
    if (meaning === undefined) return undefined;
    return meaning.startsWith("resource-") ? meaning : "nothing";
}
