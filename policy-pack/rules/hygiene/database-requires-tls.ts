import { type PropertyValue, Unknown } from "../../../plan/value";
import {
    expectTrue,
    holds,
    type Stack,
    stackRule,
    type Subject,
    type SubjectVerdict,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { majorVersion } from "../support/database-engine";
import { parameterOf, type ParameterFamily, parseFamily } from "../support/parameter-group";
import { type Referred, type Resolver, resolverOf } from "../support/referred";
import { compareVersions } from "../support/support-calendar";
import { isOn, type TlsParameter, tlsParameterOf } from "../support/tls-parameters";

/** Where a type names its parameter group, and the type that such a group has. */
interface GroupInputs {
    readonly property: string;
    readonly groupType: string;
    /** Of a type with one engine only: the family of the group that AWS gives where none is named. */
    readonly family?: ParameterFamily;
}

const DATABASES: Readonly<Record<string, GroupInputs>> = {
    "aws:rds/cluster:Cluster": {
        property: "dbClusterParameterGroupName",
        groupType: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    },
    "aws:rds/instance:Instance": {
        property: "parameterGroupName",
        groupType: "aws:rds/parameterGroup:ParameterGroup",
    },
    "aws:docdb/cluster:Cluster": {
        property: "dbClusterParameterGroupName",
        groupType: "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
        family: { engine: "docdb", version: "5.0" },
    },
    "aws:redshift/cluster:Cluster": {
        property: "clusterParameterGroupName",
        groupType: "aws:redshift/parameterGroup:ParameterGroup",
        family: { engine: "redshift", version: "2.0" },
    },
};

const PROXY = "aws:rds/proxy:Proxy";

const BECAUSE = "a client that does not ask for TLS sends its password and every row in clear";

export const databaseRequiresTls = stackRule({
    name: "database-requires-tls",
    family: "hygiene",
    severity: "high",
    description: "Every database, and every proxy before one, refuses connections without TLS.",
    remediation:
        '`Database` refuses them; elsewhere set `rds.force_ssl` (PostgreSQL, SQL Server) or `require_secure_transport` (MySQL, MariaDB) to `"1"`, `tls` to `"enabled"` (DocumentDB) or `require_ssl` to `"true"` (Redshift) in the parameter group that the database names, and `requireTls: true` on a proxy.',
    appliesTo: [...Object.keys(DATABASES), PROXY],
    alsoReads: Object.values(DATABASES).map(({ groupType }) => groupType),
    check(stack) {
        return [...judgeDatabases(stack), ...judgeProxies(stack)];
    },
});

function judgeProxies(stack: Stack): readonly SubjectVerdict[] {
    return stack
        .byType(PROXY)
        .filter(({ resource }) => !resource.external)
        .map(subject => ({
            subject,
            verdict: expectTrue(subject, "requireTls", { because: BECAUSE, default: false }),
        }));
}

function judgeDatabases(stack: Stack): readonly SubjectVerdict[] {
    return Object.entries(DATABASES).flatMap(([type, inputs]) => {
        const resolve = resolverOf(stack, [inputs.groupType], "name");
        return stack
            .byType(type)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => {
                const verdict = judgeDatabase(subject, inputs, resolve);
                return verdict === undefined ? [] : [{ subject, verdict }];
            });
    });
}

/** @returns Nothing for an engine without such a parameter, and for a replica that takes over the group of its source. */
function judgeDatabase(subject: Subject, inputs: GroupInputs, resolve: Resolver): Verdict | undefined {
    const { property } = inputs;
    const group = resolve(subject, property);
    if (group.state === "absent" && subject.read("replicateSourceDb").state !== "absent") return undefined;
    const family = familyOf(group) ?? ownFamily(subject, inputs, group);
    if ("outcome" in family) return family;
    const parameter = tlsParameterOf(family.engine);
    if (parameter === undefined) return undefined;
    if (group.state === "unknown") {
        return undecided({ property, message: `which parameter group it uses is not known: ${group.why}` });
    }
    if (group.state === "elsewhere" && !group.name.startsWith("default.")) {
        const message = `the parameter group that ${property} names is not in the plan, so whether it sets ${parameter.name} cannot be told`;
        return undecided({ property, message });
    }
    const value = group.state === "planned" ? parameterOf(group.subject, parameter.name) : undefined;
    return value === undefined ? judgeDefault(parameter, family, property) : judgeValue(parameter, value, property);
}

function judgeValue(parameter: TlsParameter, value: PropertyValue, property: string): Verdict {
    if (value instanceof Unknown || typeof value === "object") {
        const why = value instanceof Unknown ? value.why : "not a text";
        return undecided({ property, message: `${parameter.name} of its parameter group cannot be read: ${why}` });
    }
    if (isOn(value)) return holds();
    const message = `${parameter.name} is off in its parameter group, expected on: ${BECAUSE}`;
    return violated({ property, message });
}

function judgeDefault({ name, byDefault }: TlsParameter, { engine, version }: Family, property: string): Verdict {
    const missing = () =>
        violated({ property, message: `no parameter group of it sets ${name}, expected it to be on: ${BECAUSE}` });
    if (byDefault === "on") return holds();
    if (byDefault === "off") return missing();
    if (version === undefined) {
        const message = `${name} is not set, and whether it is on depends on the version of ${engine}, which is not known`;
        return undecided({ property, message });
    }
    return compareVersions(version, byDefault.since) >= 0 ? holds() : missing();
}

/** Of an engine whose version is not always known. */
type Family = Pick<ParameterFamily, "engine"> & Partial<ParameterFamily>;

/** The engine and version that a parameter group is for, which are those of the database that uses it. */
function familyOf(group: Referred): Family | undefined {
    if (group.state === "elsewhere") return group.name.startsWith("default.") ? parseFamily(group.name) : undefined;
    if (group.state !== "planned") return undefined;
    const family = group.subject.read("family");
    return family.state === "known" && typeof family.value === "string" ? parseFamily(family.value) : undefined;
}

function ownFamily(subject: Subject, { family }: GroupInputs, group: Referred): Family | Verdict {
    if (family !== undefined) return group.state === "absent" ? family : { engine: family.engine };
    const engine = subject.read("engine");
    if (engine.state === "unknown") return undecidedBecauseUnknown(engine);
    if (engine.state === "absent" || typeof engine.value !== "string") {
        return undecided({
            property: "engine",
            message: "engine is not set, so which parameter counts cannot be told",
        });
    }
    const version = subject.read("engineVersion");
    return {
        engine: engine.value,
        version:
            version.state === "known" && typeof version.value === "string"
                ? majorVersion(engine.value, version.value)
                : undefined,
    };
}
