import { isDeepStrictEqual } from "node:util";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { hasUnknown, type Wire, type WireMap, withoutSecrets } from "./wire";

/** Where a provider's bridge keeps the names of the inputs that it filled in. */
const DEFAULTS = "__defaults";

/**
 * Compares checked inputs, property by property. What is unknown counts as changed.
 *
 * @param replaces Whether the change of a property means a new resource.
 */
export function diffResponse(
    olds: WireMap,
    news: WireMap,
    replaces: (property: string, before: Wire | undefined, after: Wire | undefined) => boolean,
): rpc.DiffResponse {
    const response = new rpc.DiffResponse();
    const details = response.getDetaileddiffMap();
    for (const property of new Set([...Object.keys(olds), ...Object.keys(news)])) {
        const before = olds[property];
        const after = news[property];
        if (property === DEFAULTS || same(before, after)) continue;
        const replace = replaces(property, before, after);
        response.addDiffs(property);
        if (replace) response.addReplaces(property);
        details.set(property, new rpc.PropertyDiff().setKind(kindOf(before, after, replace)).setInputdiff(true));
    }
    const { DIFF_SOME, DIFF_NONE } = rpc.DiffResponse.DiffChanges;
    return response.setHasdetaileddiff(true).setChanges(response.getDiffsList().length > 0 ? DIFF_SOME : DIFF_NONE);
}

function same(before: Wire | undefined, after: Wire | undefined): boolean {
    if (before === undefined || after === undefined) return before === after;
    return !hasUnknown(after) && isDeepStrictEqual(withoutSecrets(before), withoutSecrets(after));
}

function kindOf(before: Wire | undefined, after: Wire | undefined, replace: boolean): rpc.PropertyDiff.Kind {
    const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = rpc.PropertyDiff.Kind;
    if (before === undefined) return replace ? ADD_REPLACE : ADD;
    if (after === undefined) return replace ? DELETE_REPLACE : DELETE;
    return replace ? UPDATE_REPLACE : UPDATE;
}
