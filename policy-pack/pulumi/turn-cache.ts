/**
 * Keeps one value for the current turn of the event loop. The policy SDK asks every policy about the same thing within
 * one turn, with a decoded copy for each; the next question comes over a socket, so in another turn.
 */
export class TurnCache<T> {
    private kept: { readonly key: string; readonly value: T } | undefined;

    get(key: string, make: () => T): T {
        if (this.kept?.key === key) return this.kept.value;
        const value = make();
        this.kept = { key, value };
        setImmediate(() => {
            this.kept = undefined;
        });
        return value;
    }
}
