/** A domain without the wildcard, and without the dot that ends a name in full. */
export function bareHost(host: string): string {
    return host.toLowerCase().replace(/^\*\./, "").replace(/\.$/, "");
}
