/*
 * Quantities of Kubernetes (`apimachinery/pkg/api/resource/quantity.go`): `500m` is `0.5`, `1Gi` is `1024Mi`.
 */

const NANO = 9;
const KIBI = 1024n;
const [NANOS_IN_ONE, NANOS_IN_A_MILLI] = [10n ** 9n, 10n ** 6n];
/** How many zeros each suffix stands for. */
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
/** How often each suffix multiplies by 1024. */
const BINARY: Readonly<Record<string, bigint>> = { Ki: 1n, Mi: 2n, Gi: 3n, Ti: 4n, Pi: 5n, Ei: 6n };

const QUANTITY = /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?(?:[eE]([+-]?\d{1,2})|([KMGTPE]i|[numkMGTPE]?))$/;

/** Maps of a Kubernetes object whose values are quantities. */
const QUANTITY_MAPS: ReadonlySet<string> = new Set(
    "limits requests hard capacity allocatable default defaultRequest min max overhead podFixed".split(" "),
);

/** Whether the values of a map of this name are quantities, in an object of Kubernetes. */
export function holdsQuantities(property: string): boolean {
    return QUANTITY_MAPS.has(property);
}

/** One spelling of a quantity; nothing for what is none. */
export function quantityOf(text: string): string | undefined {
    const match = QUANTITY.exec(text);
    if (match === null) return undefined;
    const [, sign = "", whole = "", fraction = "", exponent, suffix = ""] = match;
    const binary = BINARY[suffix];
    const zeros = binary === undefined ? Number(exponent ?? DECIMAL[suffix] ?? 0) : 0;
    const scale = zeros + NANO - fraction.length;
    const digits = BigInt(whole + fraction) * (binary === undefined ? 1n : KIBI ** binary);
    // Kubernetes rounds what is finer than a billionth up.
    const divisor = 10n ** BigInt(Math.max(0, -scale));
    const nanos = scale >= 0 ? digits * 10n ** BigInt(scale) : (digits + divisor - 1n) / divisor;
    return nanos === 0n ? "0" : sign.replace("+", "") + written(nanos);
}

function written(nanos: bigint): string {
    if (nanos % NANOS_IN_ONE === 0n) return String(nanos / NANOS_IN_ONE);
    return nanos % NANOS_IN_A_MILLI === 0n ? `${nanos / NANOS_IN_A_MILLI}m` : `${nanos}n`;
}
