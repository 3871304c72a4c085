import {
    POD_SPECS,
    type ReadableEntry,
    READABLE_TYPES,
    readableEntries,
    namedValues,
    textsBelow,
} from "../../aws/readable-places";
import { parsedJson } from "../../plan/plain";
import type { Subject } from "../../plan/subject";
import { isPropertyMap, Secret, Unknown } from "../../plan/value";

type Reader = (subject: Subject) => readonly ReadableEntry[];

const BASE64 = /^[A-Za-z0-9+/\s]{8,}=*\s*$/;
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;

/** What holds texts that programs are configured with, beside what everybody can read. */
const READERS: Readonly<Record<string, Reader>> = {
    "aws:amplify/app:App": below("environmentVariables"),
    "aws:amplify/branch:Branch": below("environmentVariables"),
    "aws:alb/listener:Listener": actions("defaultActions"),
    "aws:alb/listenerRule:ListenerRule": actions("actions"),
    "aws:apigateway/authorizer:Authorizer": below("authorizerUri", "providerArns"),
    "aws:apigateway/integration:Integration": below("uri"),
    "aws:apigateway/restApi:RestApi": below("body"),
    "aws:apigatewayv2/api:Api": below("body"),
    "aws:apigatewayv2/authorizer:Authorizer": below("authorizerUri", "jwtConfiguration.issuer"),
    "aws:apigatewayv2/integration:Integration": below("integrationUri"),
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": below("content"),
    "aws:apprunner/service:Service": below(
        "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables",
        "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentSecrets",
        "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtimeEnvironmentSecrets",
        "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtimeEnvironmentVariables",
    ),
    "aws:appsync/dataSource:DataSource": below("httpConfig.endpoint", "opensearchserviceConfig.endpoint"),
    "aws:athena/dataCatalog:DataCatalog": below("parameters"),
    "aws:batch/jobDefinition:JobDefinition": subject => [
        ...json(subject, "containerProperties"),
        ...textsBelow(subject, "eksProperties"),
    ],
    "aws:cloudformation/stack:Stack": below("parameters", "templateBody"),
    "aws:cloudfront/distribution:Distribution": each("origins[].domainName"),
    "aws:codebuild/project:Project": below("source.buildspec"),
    "aws:cloudwatch/eventApiDestination:EventApiDestination": below("invocationEndpoint"),
    "aws:datasync/locationNfs:LocationNfs": below("serverHostname"),
    "aws:datasync/locationObjectStorage:LocationObjectStorage": below("serverHostname"),
    "aws:datasync/locationSmb:LocationSmb": below("serverHostname"),
    "aws:ecs/taskDefinition:TaskDefinition": logOptions,
    "aws:dms/endpoint:Endpoint": below(
        "serverName",
        "extraConnectionAttributes",
        "kafkaSettings.broker",
        "redisSettings.serverName",
        "elasticsearchSettings.endpointUri",
    ),
    "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": subject => namedValues(subject, "settings"),
    "aws:elasticbeanstalk/environment:Environment": subject => namedValues(subject, "settings"),
    "aws:glue/connection:Connection": below("connectionProperties"),
    "aws:glue/job:Job": below("defaultArguments", "nonOverridableArguments"),
    "aws:lambda/eventSourceMapping:EventSourceMapping": below("selfManagedEventSource"),
    "aws:lb/listener:Listener": actions("defaultActions"),
    "aws:lb/listenerRule:ListenerRule": actions("actions"),
    "aws:mwaa/environment:Environment": below("airflowConfigurationOptions"),
    "aws:mskconnect/connector:Connector": below("connectorConfiguration"),
    "aws:quicksight/dataSource:DataSource": below("parameters"),
    "aws:route53/healthCheck:HealthCheck": below("fqdn", "ipAddress"),
    "aws:sagemaker/model:Model": below("primaryContainer.environment"),
    "aws:secretsmanager/secretVersion:SecretVersion": subject => asSecret(textsBelow(subject, "secretString")),
    "aws:sfn/stateMachine:StateMachine": below("definition"),
    "aws:servicediscovery/instance:Instance": below("attributes"),
    "aws:ssm/document:Document": below("content"),
    "aws:ssm/parameter:Parameter": secretParameter,
    "aws:synthetics/canary:Canary": below("runConfig.environmentVariables"),
    "kubernetes:core/v1:PersistentVolume": below("spec.nfs"),
    "kubernetes:helm.sh/v4:Chart": below("values"),
    "kubernetes:core/v1:Secret": subject =>
        asSecret([...textsBelow(subject, "stringData"), ...textsBelow(subject, "data").map(decoded)]),
    // Pods may be told hosts and name servers of their own.
    ...Object.fromEntries(
        Object.entries(POD_SPECS).map(([type, path]) => [
            type,
            (subject: Subject) => [
                ...below(`${path}.hostAliases`, `${path}.dnsConfig`)(subject),
                ...each(`${path}.volumes[].nfs`)(subject),
            ],
        ]),
    ),
    "pulumi:providers:kubernetes": below("kubeconfig", "clusterUrl"),
    "pulumi:providers:mysql": below("endpoint"),
    "pulumi:providers:postgresql": below("host"),
};

function below(...paths: readonly string[]): Reader {
    return subject => paths.flatMap(path => textsBelow(subject, path));
}

/** As {@link below}, of every item of a list; `[]` stands for the items. */
function each(path: string): Reader {
    return subject => subject.readAll(path).flatMap(reading => textsBelow(subject, reading.path));
}

/** Where the actions of a load balancer send callers by a name: elsewhere, or to whoever knows them. */
function actions(list: string): Reader {
    return subject => ["redirect.host", "authenticateOidc"].flatMap(input => each(`${list}[].${input}`)(subject));
}

/** Types that hold texts for programs. */
export const CONFIGURING_TYPES: readonly string[] = [...new Set([...READABLE_TYPES, ...Object.keys(READERS)])];

/** Every text that a resource configures a program with. */
export function configuringTexts(subject: Subject): readonly ReadableEntry[] {
    return [...readableEntries(subject), ...(READERS[subject.type]?.(subject) ?? [])];
}

function asSecret(entries: readonly ReadableEntry[]): readonly ReadableEntry[] {
    return entries.map(entry => ({ ...entry, secret: true }));
}

/** A parameter of any kind; the one that is no secret is read with what everybody can read. */
function secretParameter(subject: Subject): readonly ReadableEntry[] {
    const kind = subject.read("type");
    const isSecret = kind.state === "known" && kind.value === "SecureString";
    return isSecret ? asSecret(textsBelow(subject, "value")) : [];
}

/** Kubernetes keeps the data of secrets in base64. */
function decoded(entry: ReadableEntry): ReadableEntry {
    if (entry.value instanceof Unknown || !BASE64.test(entry.value)) return entry;
    const text = Buffer.from(entry.value, "base64").toString("utf8");
    return PRINTABLE.test(text) ? { ...entry, value: text } : entry;
}

/** Where the containers of ECS send their logs, and hosts that they are told of. */
function logOptions(subject: Subject): readonly ReadableEntry[] {
    const path = "containerDefinitions";
    const reading = subject.read(path);
    // Whether it can be read at all is told with its variables.
    if (reading.state !== "known") return [];
    const opened = parsedJson(reading.value);
    const inside = subject.withInputs({ [path]: reading.secret ? new Secret(opened) : opened });
    return [...each(`${path}[].logConfiguration.options`)(inside), ...each(`${path}[].extraHosts`)(inside)];
}

/** The variables and the command of a container that is described by JSON in one text. */
function json(subject: Subject, path: string): readonly ReadableEntry[] {
    const reading = subject.read(path);
    if (reading.state === "absent") return [];
    if (reading.state === "unknown")
        return [{ path, name: undefined, value: new Unknown(reading.why), secret: reading.secret }];
    const opened = parsedJson(reading.value);
    if (!isPropertyMap(opened)) return [{ path, name: undefined, value: new Unknown("no object"), secret: false }];
    const inside = subject.withInputs({
        ...subject.resource.inputs,
        [path]: reading.secret ? new Secret(opened) : opened,
    });
    return [...namedValues(inside, `${path}.environment`), ...textsBelow(inside, `${path}.command`)];
}
