import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { POINTINGS } from "../../../isolation/data/area";
import { type Pointing, pointedAt } from "../../../isolation/data/pointing";
import { REFERENCE_POINTINGS } from "../../../isolation/references/area";
import { NO_OPTIONS, type Plan } from "../../../plan/plan";
import { Stack } from "../../../plan/stack";
import { type PropertyMap, type PropertyValue, Secret } from "../../../plan/value";
import { STAGING_ACCOUNT as OTHER } from "../fragments";

/** Something of the other environment, as each kind of input names it. */
const TEXTS: readonly string[] = [
    `arn:aws:service:eu-central-1:${OTHER}:thing/name`,
    `${OTHER}.dkr.ecr.eu-central-1.amazonaws.com/shop:1`,
    `oci://${OTHER}.dkr.ecr.eu-central-1.amazonaws.com/shop`,
    OTHER,
    `https://hidden-${OTHER}.prod.internal`,
    `fs-0${OTHER}`,
    `thing-${OTHER}`,
    "all",
];

/** The inputs in which a value stands at a path; those that hold JSON as text hold it so. */
function inputsAt(path: string, value: PropertyValue, json: readonly string[]): PropertyMap {
    const [step = "", ...rest] = path.split(".");
    const name = step.replace("[]", "");
    const inner = rest.length === 0 ? value : inputsAt(rest.join("."), value, []);
    const whole = step.endsWith("[]") ? [inner] : inner;
    return { [name]: json.includes(name) ? JSON.stringify(whole) : whole };
}

/** What one row of a table declares where its input holds a value. */
function declared(pointing: Pointing, type: string, inputs: PropertyMap): string {
    const plan: Plan = {
        project: "shop",
        stack: "prod",
        source: "embedded",
        phase: "declared",
        config: {},
        outputs: {},
        gaps: [],
        resources: [
            {
                urn: `urn:pulumi:prod::shop::${type}::row`,
                type,
                name: "row",
                path: "row",
                parent: undefined,
                custom: true,
                external: false,
                opaque: false,
                inputs,
                outputs: {},
                dependencies: [],
                propertyDependencies: {},
                provider: undefined,
                options: NO_OPTIONS,
                source: undefined,
            },
        ],
    };
    return JSON.stringify(pointedAt(new Stack(plan, { name: "prod", class: "production" }), pointing));
}

const ROWS = [...POINTINGS, ...REFERENCE_POINTINGS].flatMap(pointing =>
    Object.entries(pointing.places).flatMap(([type, paths]) =>
        Object.keys(paths).map(path => ({ pointing, type, path })),
    ),
);

/** Rows of which nothing but a doubt can be said. */
const ALWAYS_DOUBTED = /spec\.destination\.name|spec\.kubeConfig/;

/** What only one kind of end says of itself. */
const SOURCE = { endpointType: "source" } as const;

describe("each row of the tables of what inputs name", () => {
    it("given something of the other environment, leads there", () => {
        const silent = ROWS.filter(({ path }) => !ALWAYS_DOUBTED.test(path)).filter(({ path, pointing, type }) =>
            TEXTS.every(text => {
                const inputs = inputsAt(path, text, pointing.json ?? []);
                return [inputs, { ...inputs, ...SOURCE }].every(
                    one => !/"kind":"(?:name|account|host|thing|anyone)"/.test(declared(pointing, type, one)),
                );
            }),
        );
        assert.deepEqual(
            silent.map(({ path, type }) => `${type} ${path}`),
            [],
        );
    });

    it("given a secret in its place, says nothing of it, and does not stay silent", () => {
        const planted = ROWS.filter(({ pointing }) => pointing.json === undefined);
        const faults = planted.filter(({ path, pointing, type }) => {
            const said = TEXTS.map(text => declared(pointing, type, inputsAt(path, new Secret(text), [])));
            const sources = TEXTS.map(text =>
                declared(pointing, type, { ...inputsAt(path, new Secret(text), []), ...SOURCE }),
            );
            const all = [...said, ...sources];
            return all.some(one => one.includes(OTHER)) || !all.some(one => one.includes("undecided"));
        });
        assert.ok(planted.length > 100);
        assert.deepEqual(
            faults.map(({ path, type }) => `${type} ${path}`),
            [],
        );
    });

    it("given nothing, says nothing", () => {
        const spoken = ROWS.filter(({ pointing, type }) => declared(pointing, type, {}) !== "[]");
        assert.deepEqual(
            spoken.map(({ path, type }) => `${type} ${path}`),
            [],
        );
    });
});
