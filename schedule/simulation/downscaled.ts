import { isDeepStrictEqual } from "node:util";
import { MINUTE_MS, type UtcMinute } from "../../hours/local-time";
import { textOf } from "../../plan/plain";
import type { Subject } from "../../plan/subject";
import { isPropertyMap, Secret, Unknown } from "../../plan/value";
import { EXCLUDE } from "../downscaler";
import { downscalerTimes, withinTimes } from "../downscaler-times";
import { dozeBy } from "./dozing";
import { clipped, complement, difference } from "./intervals";
import type { Interval } from "./model";
import { remembered } from "./remembered";

/** What a downscaler does to a workload: when it is awake, or why that cannot be told. */
export type Downscaled =
    | { readonly kind: "sleeps"; readonly awake: readonly Interval[] }
    | { readonly kind: "shrinks"; readonly why: string }
    | { readonly kind: "undecided"; readonly why: string };

const undecided = (why: string): Downscaled => ({ kind: "undecided", why });

/**
 * When a downscaler leaves a workload up in a window, by annotations of its own and, for those that it has not, of its namespace
 * (README of kube-downscaler, "Configuration"): periods before hours, and of hours those of `uptime` without those of `downtime`.
 * What neither has, the downscaler's own defaults say: never down.
 *
 * @param objects The workload, and its namespace behind it.
 */
export function downscaledBy(objects: readonly Subject[], window: Interval): Downscaled {
    const layers = objects.map(annotationsOf);
    const known = layers.filter(layer => layer !== undefined);
    if (known.length < layers.length) return undecided("an annotation of it is not known before deployment, or secret");
    // The nearest object's come last, and so are taken.
    const texts = new Map([...known].reverse().flatMap(layer => [...layer]));
    const left = Number(texts.get(REPLICAS) ?? 0);
    if (left > 0) return { kind: "shrinks", why: `goes down to ${left} and not to nothing` };
    if (left !== 0) return undecided(`its annotation ${REPLICAS} is no number of replicas`);
    const [force, exclude] = [FORCE, EXCLUDE].map(name => texts.get(name) ?? "false");
    const until = excludedUntil(known);
    if (until === undefined || exclude !== "false") {
        return differently(exclude === "false" ? EXCLUDE_UNTIL : EXCLUDE);
    }
    if (force === "true") return { kind: "sleeps", awake: clipped([{ from: window.from, to: until }], window) };
    if (force !== "false") return differently(FORCE);
    // One version takes all times of the nearest object that has any, and another each from the nearest that has it.
    const nearest = known.find(layer => TIMES.some(name => layer.has(name))) ?? texts;
    const [each, together] = [texts, nearest].map(from => {
        const times = TIMES.map(name => from.get(name) ?? null);
        const key = ["downscaler", JSON.stringify(times), until, window.from, window.to];
        return remembered(key, () => awakeBy(from, { until, window }));
    });
    if (each === undefined || !isDeepStrictEqual(each, together))
        return undecided("its times are none that every version of the downscaler reads alike");
    return each;
}

/** Until when it is left as it is, in minutes; nothing where that cannot be told. */
function excludedUntil(layers: readonly ReadonlyMap<string, string>[]): UtcMinute | undefined {
    const [text, ...others] = layers.flatMap(layer => layer.get(EXCLUDE_UNTIL) ?? []);
    if (text === undefined) return -Infinity;
    return others.length > 0 || !UNTIL.test(text) ? undefined : Math.ceil(Date.parse(text) / MINUTE_MS) || undefined;
}

function differently(annotation: string): Downscaled {
    return undecided(`its annotation ${annotation} is one that versions of the downscaler read differently`);
}

const UPTIME = "downscaler/uptime";
const DOWNTIME = "downscaler/downtime";
const UPSCALE = "downscaler/upscale-period";
const DOWNSCALE = "downscaler/downscale-period";
const FORCE = "downscaler/force-downtime";
const REPLICAS = "downscaler/downtime-replicas";
const EXCLUDE_UNTIL = "downscaler/exclude-until";
/** The one way to write a moment that every version takes. */
const UNTIL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** Annotations that hold times. */
const TIMES = [UPTIME, DOWNTIME, UPSCALE, DOWNSCALE];

function awakeBy(
    texts: ReadonlyMap<string, string>,
    { until, window }: { readonly until: UtcMinute; readonly window: Interval },
): Downscaled | undefined {
    const spans = (name: string, otherwise: string) => {
        const times = downscalerTimes(texts.get(name) ?? otherwise);
        return times === undefined ? undefined : withinTimes(times, window);
    };
    const [up, down] = [spans(UPSCALE, "never"), spans(DOWNSCALE, "never")];
    if (up === undefined || down === undefined) return undefined;
    if (up.length + down.length > 0) {
        // Where both hold, and where neither does, everything stays as it is.
        const moves = [
            ...difference(up, down).map(one => ({ ...one, wakes: true })),
            ...difference(down, up).map(one => ({ ...one, wakes: false })),
        ]
            .filter(({ to }) => to > until && until < window.to)
            .map(({ from, wakes }) => ({ at: Math.max(from, until), wakes }))
            .sort((one, other) => one.at - other.at);
        return { kind: "sleeps", awake: dozeBy(moves, window, { restarts: false, runsAtFirst: true }).awake };
    }
    const [uptime, downtime] = [spans(UPTIME, "always"), spans(DOWNTIME, "never")];
    if (uptime === undefined || downtime === undefined) return undefined;
    const left = until > window.from ? [{ from: window.from, to: until }] : [];
    const asleep = difference(complement(difference(uptime, downtime), window), left);
    return { kind: "sleeps", awake: complement(asleep, window) };
}

/** What an object's annotations say to a downscaler; nothing where one is not known. */
function annotationsOf(object: Subject): ReadonlyMap<string, string> | undefined {
    const reading = object.read("metadata.annotations");
    const texts = new Map<string, string>();
    if (reading.state === "absent") return texts;
    if (reading.state === "unknown" || reading.secret || !isPropertyMap(reading.value)) return undefined;
    for (const name of [...TIMES, FORCE, REPLICAS, EXCLUDE, EXCLUDE_UNTIL]) {
        const value = reading.value[name];
        if (value === undefined || value === null) continue;
        if (value instanceof Unknown || value instanceof Secret) return undefined;
        texts.set(name, textOf(value).trim());
    }
    return texts;
}
