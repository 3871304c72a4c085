import { UsageError } from "../../plan/faults";
import type { Plan } from "../../plan/plan";
import { isCommonIdentity } from "../../policy-pack/rules/support/common-identity";
import { environmentFacts } from "../../policy-pack/settings";
import { factsOf } from "../../secrets/facts";
import { runKeyOf } from "../../secrets/run-key";
import type { FactsOptions } from "../arguments";
import { EXIT_CODES } from "../exit-codes";
import { sealedFragment } from "../../isolation/redacted";
import { fragmentsOf } from "../isolation/fragments";
import type { Output } from "../output";
import { obtainPlans } from "../plans";
import { renderFactsText } from "../report/facts-text";
import { layoutFor } from "../report/layout";
import { terminalColumns, usesColor } from "../terminal";
import { declaredStorage } from "./declared-storage";
import { countsOf, FACTS_SCHEMA, type FactsDocument } from "./document";
import { readPipelineKey } from "./key";
import { openedConfig, takePassphrase } from "./passphrase";
import { runOf } from "./run";

/**
 * Writes what one environment says of itself for others to compare with: digests of its credentials, the names by which it
 * gets at others, and the ways across its boundary.
 *
 * @returns The exit code.
 */
export async function facts(options: FactsOptions, output: Output, signal: AbortSignal): Promise<number> {
    // Key and passphrase are taken out of the environment before anything is started that need not have them.
    const pipelineKey = readPipelineKey(options.keyFile, process.env);
    const passphrase = takePassphrase(process.env);
    const run = runOf(options.run, process.env);
    const key = runKeyOf(pipelineKey, run);
    const { plans, settings } = await obtainPlans(options, signal);
    const planned = onlyOne(plans);
    const plan = openedConfig(planned, options, passphrase);
    const environment = environmentFacts(plan.stack, settings);
    const found = factsOf(plan, {
        class: environment.class,
        key,
        storage: declaredStorage({ settings, stack: plan.stack, passphrase, key, environment: process.env }),
        isCommon: identity => isCommonIdentity(identity, settings.isolation),
    });
    // What was opened for digests alone is none of its business.
    const [isolation] = fragmentsOf([planned], settings);
    if (isolation === undefined) throw new Error("a plan without a boundary");
    const document: FactsDocument = {
        schema: FACTS_SCHEMA,
        run,
        keyCheck: key.check,
        counts: countsOf(found),
        ...found,
        isolation: sealedFragment(isolation),
    };
    await output.write(`${JSON.stringify(document, undefined, 2)}\n`);
    // The facts are in the file; what is said of them is for people.
    const shown = { ...options, output: undefined };
    process.stdout.write(
        renderFactsText(document, options.output, layoutFor(terminalColumns(shown), usesColor(shown))),
    );
    return EXIT_CODES.holds;
}

function onlyOne(plans: readonly Plan[]): Plan {
    const [plan, ...others] = plans;
    if (plan !== undefined && others.length === 0) return plan;
    const names = plans.map(({ stack }) => stack).join(", ");
    throw new UsageError("facts are of one environment", [
        { at: "--stack or --plan", message: `expected one, as in --stack staging; got ${plans.length}: ${names}` },
    ]);
}
