import * as assert from "node:assert/strict";

import type { LedgerEntry } from "../../../parity/ledger/entry";
import type { Plan, PlannedResource } from "../../../plan/plan";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret } from "../../../plan/value";
import { stacksOf } from "../../../policy-pack/kernel/judge";
import type { Rule } from "../../../policy-pack/kernel";
import { contextOf, rulingOf } from "../../../policy-pack/kernel/ruling";
import { rules } from "../../../policy-pack/rules";
import { DEFAULT_SETTINGS, type Settings } from "../../../policy-pack/settings";
import { ledgerOf, PACKS, page, plansOf, program } from "../../support/rule-pages";

/** What no rule and no program has a reason to say. */
const PLANTED = "planted7f3a";

type Plant = (text: string) => PropertyValue;

/**
 * What stands in the place of a text. A secret that is nothing but itself is often of no shape that a rule judges, so
 * there is one, too, that goes on from the text: an ARN, a range, an address, a policy that is still one.
 */
const PLANTS: Readonly<Record<string, Plant>> = {
    "a secret": () => new Secret(PLANTED),
    "a secret that begins like the text": text => new Secret(`${text}${PLANTED}`),
    "a secret that ends like the text": text => new Secret(`${PLANTED}${text}`),
    "a text that lost its mark": text => `${text}${PLANTED}`,
};

/** Every text of a value replaced, one at a time, and all at once. */
function planted(value: PropertyMap, plant: Plant): readonly PropertyMap[] {
    let count = 0;
    const replaced = (inner: PropertyValue, wanted: (place: number) => boolean): PropertyValue => {
        if (typeof inner === "string") return wanted(count++) ? plant(inner) : inner;
        if (inner instanceof Secret) return new Secret(replaced(inner.value, wanted));
        if (isList(inner)) return inner.map(item => replaced(item, wanted));
        if (!isPropertyMap(inner)) return inner;
        return Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, replaced(item, wanted)]));
    };
    const replacedMap = (wanted: (place: number) => boolean): PropertyMap => {
        count = 0;
        return replaced(value, wanted) as PropertyMap;
    };
    const all = replacedMap(() => true);
    const places = Array.from({ length: count }, (_, place) => place);
    return places.length === 0 ? [] : [all, ...places.map(one => replacedMap(place => place === one))];
}

/** The plans of some stacks with something planted in one text of one of them, or in all texts of one resource. */
function* plantings(plans: readonly Plan[], plant: Plant): Generator<readonly Plan[]> {
    for (const [place, plan] of plans.entries()) {
        for (const [index, resource] of plan.resources.entries()) {
            for (const changed of plantedResources(resource, plant)) {
                yield plans.with(place, { ...plan, resources: plan.resources.with(index, changed) });
            }
        }
        for (const outputs of planted(plan.outputs, plant)) yield plans.with(place, { ...plan, outputs });
    }
}

function plantedResources(resource: PlannedResource, plant: Plant): readonly PlannedResource[] {
    const { inputs, outputs, provider } = resource;
    return [
        ...planted(inputs, plant).map(changed => ({ ...resource, inputs: changed })),
        ...planted(outputs, plant).map(changed => ({ ...resource, outputs: changed })),
        ...(provider === undefined ? [] : planted(provider.inputs, plant)).map(changed => ({
            ...resource,
            provider: { urn: "", name: "", isDefault: false, ...provider, inputs: changed },
        })),
    ];
}

/** All that a rule says of some plans, before the kernel takes secrets out of it. */
function words(
    rule: Rule,
    plans: readonly Plan[],
    settings: Settings,
    ledger: readonly LedgerEntry[],
): readonly string[] {
    const context = contextOf(rule, settings, "2026-01-31", ledger);
    const { outcomes, doubts } = rulingOf(rule, stacksOf(plans, settings), context);
    return [...outcomes.flatMap(({ verdicts }) => verdicts), ...doubts.map(({ verdict }) => verdict)].flatMap(
        verdict =>
            verdict.outcome === "holds" ? [] : [verdict.message, verdict.property ?? "", ...(verdict.evidence ?? [])],
    );
}

describe("a secret in any text of any resource", () => {
    for (const { name } of rules) {
        for (const heading of ["Violated", "Holds"] as const) {
            it(`given the program of ${name} under ${heading}, is shown by no rule`, async () => {
                const plans = await plansOf(program(page(name), heading));
                const settings = { ...DEFAULT_SETTINGS, ...PACKS[name] };
                const ledger = ledgerOf(page(name));
                for (const [what, plant] of Object.entries(PLANTS)) {
                    const marksLost = what === "a text that lost its mark";
                    for (const changed of plantings(plans, plant)) {
                        const read = marksLost
                            ? changed.map(plan => ({ ...plan, source: "policy-sdk" as const }))
                            : changed;
                        for (const rule of rules) {
                            for (const text of words(rule, read, settings, ledger)) {
                                assert.ok(!text.includes(PLANTED), `${rule.name} shows ${what}: ${text}`);
                            }
                        }
                    }
                }
            });
        }
    }
});
