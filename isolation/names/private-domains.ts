/**
 * Ends of domains that nobody can register: kept for use within networks (ICANN resolution 2024.07.29.06 for `internal`,
 * RFC 6762 for `local`, RFC 8375 for `home.arpa`), or never given out because networks use them.
 */
const PRIVATE_ENDS = /(?:^|\.)(?:corp|home|home\.arpa|internal|intra|intranet|lan|local|private)$/;

/** Whether a domain is nobody's on the internet. */
export function isPrivateDomain(host: string): boolean {
    return PRIVATE_ENDS.test(host);
}
