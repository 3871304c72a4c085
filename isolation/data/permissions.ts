import { parsePolicy, type PolicyDocument } from "../../aws/iam-policy";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { type PropertyMap, Unknown } from "../../plan/value";
import type { Connection } from "../connection";
import { isService } from "../policies/services";
import { admittedInto, connectionsOf } from "./admissions";

/** Types that take one statement apart into inputs, and how the action is written. */
const PERMISSIONS: Readonly<Record<string, { readonly holder: string; readonly action: string }>> = {
    "aws:acmpca/permission:Permission": { holder: "certificate authority", action: "acm-pca:IssueCertificate" },
    "aws:cloudwatch/eventPermission:EventPermission": { holder: "event bus", action: "events:PutEvents" },
    "aws:lambda/layerVersionPermission:LayerVersionPermission": { holder: "layer", action: "lambda:GetLayerVersion" },
    "aws:signer/signingProfilePermission:SigningProfilePermission": {
        holder: "signing profile",
        action: "signer:StartSigningJob",
    },
    "aws:lambda/permission:Permission": { holder: "function", action: "lambda:InvokeFunction" },
};

/** Inputs that narrow such a statement, and the condition that each stands for. */
const NARROWING: Readonly<Record<string, readonly [operator: string, key: string]>> = {
    sourceAccount: ["StringEquals", "aws:SourceAccount"],
    sourceArn: ["ArnLike", "aws:SourceArn"],
    principalOrgId: ["StringEquals", "aws:PrincipalOrgID"],
    organizationId: ["StringEquals", "aws:PrincipalOrgID"],
};

/** Whom permissions of functions, layers and buses let in. */
export function admittedByPermissions(stack: Stack): readonly Connection[] {
    return stack.byType(...Object.keys(PERMISSIONS)).flatMap(admittedByPermission);
}

function admittedByPermission(subject: Subject): readonly Connection[] {
    const permission = PERMISSIONS[subject.type];
    const principal = subject.read("principal");
    if (subject.resource.external || permission === undefined || principal.state === "absent") return [];
    const written = [principal, ...[...Object.keys(NARROWING), "condition.value"].map(input => subject.read(input))];
    const secret = written.some(one => one.state !== "absent" && one.secret);
    const inputs = written.filter(({ state }) => state === "unknown").map(({ path }) => path);
    const admitted = admittedInto(subject, documentOf(subject, principal, permission.action), { inputs, secret });
    return admitted.flatMap(one => connectionsOf(subject, "principal", permission.holder, { ...one, path: "" }));
}

function documentOf(subject: Subject, principal: SubjectReading, action: string): PolicyDocument {
    const conditions: Record<string, PropertyMap> = {};
    for (const [input, [operator, key]] of Object.entries(NARROWING)) {
        const value = subject.resource.inputs[input];
        if (value !== undefined && value !== null) conditions[operator] = { ...conditions[operator], [key]: value };
    }
    // A permission on a bus writes its condition out.
    const key = subject.read("condition.key");
    if (key.state === "known" && typeof key.value === "string") {
        const value = subject.read("condition.value");
        const text = value.state === "known" ? value.value : new Unknown("its value is not known");
        conditions["StringEquals"] = { ...conditions["StringEquals"], [key.value]: text };
    }
    const isOfService =
        principal.state === "known" && typeof principal.value === "string" && isService(principal.value);
    const statement: PropertyMap = {
        Effect: "Allow",
        Principal: { [isOfService ? "Service" : "AWS"]: subject.resource.inputs["principal"] ?? null },
        Action: subject.resource.inputs["action"] ?? action,
        Resource: "*",
        Condition: conditions,
    };
    return parsePolicy({ Statement: [statement] });
}
