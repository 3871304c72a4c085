import { partitionOf } from "../../aws/partition";
import type { Reference } from "../connection";
import * as forms from "../data/arn-forms";
import { arnAt } from "../home";

/*
 * Hosts that AWS makes of the names of things. What stands between the name and the region is the account's own and nowhere
 * in a plan, so that a host says what a thing is called and not whose it is: the account is left open.
 */

export const BALANCER = "elasticloadbalancing:{region}:{account}:loadbalancer/app/{name}/*";
export const NETWORK_BALANCER = "elasticloadbalancing:{region}:{account}:loadbalancer/net/{name}/*";
export const BROKERS = "kafka:{region}:{account}:cluster/{name}/*";
export const CACHE = "elasticache:{region}:{account}:replicationgroup:{name}";
/** Their ARNs hold an id in this place; the host holds the name. */
export const PROXY = "rds:{region}:{account}:db-proxy:{name}";
export const SEARCH_DOMAIN = "es:{region}:{account}:domain/{name}";

/** A host by its shape, and the ARN of what it is made of. */
interface HostForm {
    readonly shape: RegExp;
    readonly form: string;
}

const REGION = "(?<region>[a-z]{2,4}(?:-[a-z]+)+-\\d)";
const NAME = "(?<name>[a-z0-9][a-z0-9-]*)";
const DOMAIN = "amazonaws\\.com(?:\\.cn)?";

const HOST_FORMS: readonly HostForm[] = [
    hostForm(`${NAME}\\.cluster-(?:ro-|custom-)?[a-z0-9]+\\.${REGION}\\.(?:rds|docdb|neptune)`, forms.DB_CLUSTER),
    hostForm(`${NAME}\\.[a-z0-9]{8,}\\.${REGION}\\.(?:rds|docdb|neptune)`, forms.DB),
    hostForm(`${NAME}(?:\\.endpoint)?\\.proxy-[a-z0-9]+\\.${REGION}\\.rds`, PROXY),
    hostForm(`${NAME}\\.[a-z0-9]{8,}\\.${REGION}\\.redshift`, forms.REDSHIFT_CLUSTER),
    hostForm(`(?:search|vpc)-${NAME}-[a-z0-9]{20,}\\.${REGION}\\.es`, SEARCH_DOMAIN),
    hostForm(`(?:dualstack\\.)?(?:internal-)?${NAME}-[0-9a-f]+\\.${REGION}\\.elb`, BALANCER),
    hostForm(`${NAME}-[0-9a-f]+\\.elb\\.${REGION}`, NETWORK_BALANCER),
    hostForm(`b-\\d+(?:-public)?\\.${NAME}\\.[a-z0-9]+\\.c\\d+\\.kafka\\.${REGION}`, BROKERS),
    // Caches say their zone by a short name, of which the region is not told here.
    hostForm(
        `(?:(?:master|replica)\\.)?${NAME}\\.[a-z0-9]{4,}(?:\\.(?:clustercfg|ng|\\d{4}|ng\\.\\d{4}))?\\.[a-z0-9]+\\.cache`,
        CACHE,
    ),
    hostForm(`(?:clustercfg)\\.${NAME}\\.[a-z0-9]{4,}\\.[a-z0-9]+\\.cache`, CACHE),
    hostForm(`(?<name>[a-z0-9][a-z0-9.-]*)\\.s3[.-](?:dualstack\\.)?${REGION}`, forms.BUCKET),
    hostForm(`(?<name>[a-z0-9][a-z0-9.-]*)\\.s3`, forms.BUCKET),
];

function hostForm(shape: string, form: string): HostForm {
    return { shape: new RegExp(`^${shape}\\.${DOMAIN}$`), form };
}

const AWS_DOMAIN = /\.(?:amazonaws\.com(?:\.cn)?|on\.aws|cloudfront\.net|awsapprunner\.com|elasticbeanstalk\.com)$/;
/** The front of a whole service, such as `sqs.eu-west-1.amazonaws.com`: everybody calls it. */
const OF_THE_SERVICE = new RegExp(
    `^(?:(?:api|data|dkr|runtime)\\.)?(?:[a-z0-9-]+\\.)?(?:${REGION.replace("?<region>", "?:")}\\.)?${DOMAIN}$`,
);
const REGISTRY = /^(\d{12})\.dkr[.-]ecr/;
const FILE_SYSTEM = /^(?:[a-z0-9-]+\.)?(fs-[0-9a-f]+)\.(?:efs|fsx)\./;
const OFFERED_SERVICE = /\.(vpce-svc-[0-9a-f]+)\./;

/** Whether AWS makes names in a domain by itself: no password looks so. */
export function isMadeByAws(text: string): boolean {
    return AWS_DOMAIN.test(text);
}

/**
 * What a host that AWS made is of: the host itself, and whatever has the name that it is made of, since hosts are only known
 * once they are there. Nothing for a host of a whole service, which is everybody's.
 */
export function behindAwsHost(host: string): readonly Reference[] {
    const account = REGISTRY.exec(host)?.[1];
    if (account !== undefined) return [{ kind: "account", account }];
    const fileSystem = FILE_SYSTEM.exec(host)?.[1];
    if (fileSystem !== undefined) return [{ kind: "thing", thing: "file-system", id: fileSystem }];
    const service = OFFERED_SERVICE.exec(host)?.[1];
    if (service !== undefined) return [{ kind: "thing", thing: "endpoint-service", id: service }];
    const named = namedByHost(host);
    if (named !== undefined) return [named, { kind: "host", host }];
    return OF_THE_SERVICE.test(host) ? [] : [{ kind: "host", host }];
}

function namedByHost(host: string): Reference | undefined {
    for (const { form, shape } of HOST_FORMS) {
        const { name, region } = shape.exec(host)?.groups ?? {};
        if (name === undefined) continue;
        const partition = region === undefined ? "*" : partitionOf(region);
        return { kind: "name", pattern: arnAt({ partition, region: region ?? "*", account: "*" }, form, name) };
    }
    return undefined;
}
