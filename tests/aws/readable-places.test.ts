import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { stacksOf } from "../../policy-pack/kernel/judge";
import { readableEntries } from "../../aws/readable-places";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { plan, resource } from "../support/policy";

/** Every text that a resource shows: `path (name) = value`, with `!` where it is marked and `~` where its name may not be said. */
function read(type: string, inputs: PropertyMap): readonly string[] {
    const [stack] = stacksOf([plan([resource(type, inputs)])], DEFAULT_SETTINGS);
    return readableEntries(stack!.subjects[0]!).map(({ called, name, path, secret, value }) => {
        const shown = value instanceof Unknown ? `(${value.why})` : value;
        const named = name === undefined ? "" : ` (${name}${called === undefined ? "~" : ""})`;
        return `${path}${named} = ${shown}${secret ? "!" : ""}`;
    });
}

const LATER = "(known after deployment)";
const BUILD = "aws:codebuild/project:Project";
const CONFIG = "kubernetes:core/v1:ConfigMap";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const MACHINE = "aws:ec2/instance:Instance";
const PARAMETER = "aws:ssm/parameter:Parameter";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

const variables = (environmentVariables: PropertyMap[string]) => ({ environment: { environmentVariables } });
const pod = (spec: PropertyMap) => ({ spec: { template: { spec } } });

describe("the texts that everybody can read", () => {
    type Case = readonly [given: string, type: string, inputs: PropertyMap, ...expected: string[]];
    const TABLE: readonly Case[] = [
        ["a type that shows none", "aws:sns/topic:Topic", { name: "a" }],
        ["nothing", CONFIG, {}],
        [
            "names that a path must quote",
            CONFIG,
            { data: { plain: "1", "a.b": "2", "9c": "3", d9_: "4" } },
            "data.plain (plain~) = 1",
            'data["a.b"] (a.b~) = 2',
            'data["9c"] (9c~) = 3',
            "data.d9_ (d9_~) = 4",
        ],
        [
            "values of every kind",
            CONFIG,
            {
                data: {
                    list: ["a", 7],
                    open: Unknown.computed,
                    marked: new Secret({ in: "b" }),
                    yes: true,
                    none: null,
                },
            },
            "data.list[0] (list~) = a",
            "data.list[1] (list~) = 7",
            `data.open (open~) = ${LATER}`,
            "data.marked.in (in~) = b!",
        ],
        ["a map that is not known", CONFIG, { data: Unknown.computed }, `data = ${LATER}`],
        [
            "a list of variables",
            BUILD,
            variables([
                { name: "A", value: "1" },
                { name: new Secret("B"), value: "2" },
                new Secret({ name: "C", value: "3" }),
                { name: "D", valueFrom: "elsewhere" },
                { value: "4" },
                "no variable",
                Unknown.computed,
            ]),
            "environment.environmentVariables[0].value (A) = 1",
            "environment.environmentVariables[1].value (B~) = 2",
            "environment.environmentVariables[2].value (C~) = 3!",
            "environment.environmentVariables[4].value = 4",
            `environment.environmentVariables[6] = ${LATER}`,
        ],
        [
            "variables that are not known",
            BUILD,
            variables(Unknown.computed),
            `environment.environmentVariables = ${LATER}`,
        ],
        ["no list", BUILD, variables("A=1"), "environment.environmentVariables = (no list as expected)"],
        [
            "a marked list",
            BUILD,
            variables(new Secret([{ name: "A", value: "1" }])),
            "environment.environmentVariables[0].value (A~) = 1!",
        ],
        [
            "pods with words and variables",
            DEPLOYMENT,
            pod({
                containers: [{ env: [{ name: "A", value: "1" }], command: ["run"], args: ["--fast"] }, 7],
                initContainers: [new Secret({ args: ["x"] }), Unknown.computed],
            }),
            "spec.template.spec.containers[0].env[0].value (A) = 1",
            "spec.template.spec.containers[0].command[0] = run",
            "spec.template.spec.containers[0].args[0] = --fast",
            "spec.template.spec.initContainers[0].args[0] = x!",
            `spec.template.spec.initContainers[1] = ${LATER}`,
        ],
        [
            "pods whose containers are not known, or no list",
            DEPLOYMENT,
            pod({ containers: Unknown.computed, initContainers: "x" }),
            `spec.template.spec.containers = ${LATER}`,
            "spec.template.spec.initContainers = (no list of containers)",
        ],
        [
            "a task",
            TASK,
            { containerDefinitions: '[{"environment":[{"name":"A","value":"1"}],"entryPoint":["run"]}]' },
            "containerDefinitions[0].environment[0].value (A) = 1",
            "containerDefinitions[0].entryPoint[0] = run",
        ],
        ["a task without containers", TASK, {}],
        [
            "a task of what is no list",
            TASK,
            { containerDefinitions: "{}" },
            "containerDefinitions = (no list of containers)",
        ],
        [
            "a task that is not known",
            TASK,
            { containerDefinitions: Unknown.computed },
            `containerDefinitions = ${LATER}`,
        ],
        ["a parameter that is kept secret", PARAMETER, { type: "SecureString", value: "x" }],
        ["a parameter of a kind that is not known", PARAMETER, { type: Unknown.computed }, `type = ${LATER}`],
        [
            "a parameter, by the end of its name",
            PARAMETER,
            { type: "String", name: "/shop/token", value: new Secret("x") },
            "value (token) = x",
        ],
        [
            "a parameter without a name",
            PARAMETER,
            { type: "String", insecureValue: "x" },
            "insecureValue (subject) = x",
        ],
        [
            "a parameter whose name is not known",
            PARAMETER,
            { type: "String", name: Unknown.computed, value: "x" },
            "value = x",
        ],
        [
            "a script",
            MACHINE,
            { userData: '#!/bin/sh\n# C=3\nexport A=1 B="2"\nrun --env=D=4 E=$F G=`h` I=j$k' },
            'userData = #!/bin/sh\n# C=3\nexport A=1 B="2"\nrun --env=D=4 E=$F G=`h` I=j$k',
            "userData (A) = 1",
            "userData (B) = 2",
            "userData (D) = 4",
            "userData (I) = j$k",
        ],
        [
            "a script in base64, marked",
            MACHINE,
            { userDataBase64: new Secret(Buffer.from("A=ä").toString("base64")) },
            "userDataBase64 = A=ä!",
            "userDataBase64 (A~) = ä!",
        ],
        ["a script that is not known", MACHINE, { userData: Unknown.computed }, `userData = ${LATER}`],
        ["a script that is no text", MACHINE, { userData: 7 }, "userData = (no text)"],
    ];
    for (const [given, type, inputs, ...expected] of TABLE) {
        it(`given ${given}, are ${expected.length}`, () => {
            assert.deepEqual(read(type, inputs), expected);
        });
    }
});
