/*
 * How much guessing a text is worth. A library that knows dictionaries would weigh more than everything else here and still
 * not know that `acme-staging-db` is no password, so a formula that can be stated in four sentences does it:
 *
 * 1. The text counts one symbol for each character, but a common word (in any case, with letters written as digits), a
 *    year, a run of three or more characters that stay the same or go up or down by one, and what repeats three or more
 *    characters that came before each count as one symbol in all.
 * 2. A symbol is worth the binary logarithm of the alphabet: the sizes of the kinds of characters in use, added up; 16 where
 *    all of them are hexadecimal digits.
 * 3. No symbol is worth more than the text's own variety allows: an alphabet has at most six times as many characters as
 *    the text has different ones.
 * 4. Bytes that are no text are worth their number times the logarithm of how many differ.
 */

/**
 * Bits of guessing below which no digest is made. Whoever had the key of the pipeline could try every shorter value: at 10^12
 * tries a second, 64 bits take more than half a year. A dozen random letters and digits are nearly always above it, ten never.
 */
export const MIN_BITS = 64;

/** What people make passwords of: the commonest words of published leaks, and those of this trade. */
const COMMON_WORDS: readonly string[] = [
    ...["password", "passwort", "passwd", "passphrase", "pass", "secret", "token", "credential", "login", "letmein"],
    ...["welcome", "changeme", "change", "default", "example", "sample", "dummy", "admin", "administrator", "root"],
    ...["user", "guest", "master", "postgres", "postgresql", "mysql", "mongo", "redis", "oracle", "rabbit", "kafka"],
    ...["database", "server", "service", "system", "local", "internal", "public", "private", "cluster", "kubernetes"],
    ...["production", "prod", "staging", "stage", "development", "develop", "testing", "test", "demo", "live"],
    ...["qwerty", "asdf", "zxcv", "dragon", "monkey", "football", "baseball", "superman", "batman", "shadow"],
    ...["sunshine", "princess", "iloveyou", "trustno", "hello", "world", "summer", "winter", "spring", "autumn"],
    ...["correct", "horse", "battery", "staple", "company", "orders", "order", "shop", "payment", "customer"],
    ...["api", "key", "app", "web", "data", "this", "that", "with", "from", "value", "please", "super", "very", "long"],
    ...["must", "never", "always", "only", "here", "your", "have", "will", "some", "access", "account"],
].sort((one, other) => other.length - one.length);

/** Letters that people write as digits and signs. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "@": "a",
    $: "s",
};

const YEAR = /^(?:19|20)\d\d/;

/** Sizes of the kinds of characters: digits, letters, and the printable ASCII that is neither. */
const KINDS: readonly (readonly [RegExp, number])[] = [
    [/[0-9]/, 10],
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/, 33],
    [/[^\x20-\x7e]/, 64],
];
const HEXADECIMAL = /^[0-9a-f]+$|^[0-9A-F]+$/;
const HEXADECIMAL_DIGITS = 16;

/** How many characters an alphabet may have for each different one that the text shows. */
const ALPHABET_PER_SEEN = 6;

/** Characters of a run or a repetition before it counts as one. */
const MIN_PATTERN = 3;

/** Longer texts have been strong or weak long before. */
const MAX_READ = 512;

/** Estimates the guessing that a value takes, in bits. */
export function strengthOf(value: Buffer): number {
    const text = value.toString("utf8");
    if (text.includes("\ufffd")) return value.length * Math.log2(Math.max(1, new Set(value).size));
    const read = text.slice(0, MAX_READ);
    return symbolsOf(read) * Math.log2(Math.max(1, alphabetOf(read)));
}

/** Whether a value is strong enough to be compared by its digest. */
export function isStrong(value: Buffer): boolean {
    return strengthOf(value) >= MIN_BITS;
}

function alphabetOf(text: string): number {
    const size = HEXADECIMAL.test(text)
        ? HEXADECIMAL_DIGITS
        : KINDS.reduce((sum, [kind, characters]) => (kind.test(text) ? sum + characters : sum), 0);
    return Math.min(size, new Set(text).size * ALPHABET_PER_SEEN);
}

function symbolsOf(text: string): number {
    const lower = text.toLowerCase().replace(/[013457@$]/g, sign => WRITTEN_AS[sign] ?? sign);
    const plain = text.toLowerCase();
    let symbols = 0;
    for (let place = 0; place < text.length;) {
        const pattern = Math.max(
            wordAt(plain, place),
            wordAt(lower, place),
            YEAR.test(text.slice(place, place + 4)) ? 4 : 0,
            runAt(text, place),
            repetitionAt(text, place),
        );
        symbols += 1;
        place += Math.max(1, pattern);
    }
    return symbols;
}

function wordAt(text: string, place: number): number {
    return COMMON_WORDS.find(word => text.startsWith(word, place))?.length ?? 0;
}

/** Length of a run from a place: characters that stay the same, or go up or down by one. */
function runAt(text: string, place: number): number {
    const step = text.charCodeAt(place + 1) - text.charCodeAt(place);
    if (!(Math.abs(step) <= 1)) return 0;
    let end = place + 1;
    while (end + 1 < text.length && text.charCodeAt(end + 1) - text.charCodeAt(end) === step) end++;
    const length = end - place + 1;
    return length >= MIN_PATTERN ? length : 0;
}

/** Length of the longest piece from a place that stands earlier in the text, too. */
function repetitionAt(text: string, place: number): number {
    let length = MIN_PATTERN;
    while (place + length <= text.length && text.slice(0, place).includes(text.slice(place, place + length))) length++;
    return length > MIN_PATTERN ? length - 1 : 0;
}
