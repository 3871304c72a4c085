import { textMatching } from "./arguments";

const DOMAIN_TEXT = "a lower-case domain name without a dot at the end";
const LABEL = "(?!-)[a-z0-9_-]{1,63}(?<!-)";

/** A name of two labels or more, such as `shop.example.com`. */
export const DOMAIN = textMatching(new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})+$`), DOMAIN_TEXT);

/** A name, or `*.` and one, which stands for all below it. */
export const DOMAIN_OR_WILDCARD = textMatching(
    new RegExp(`^(?=.{1,253}$)(\\*\\.)?${LABEL}(\\.${LABEL})*$`),
    `${DOMAIN_TEXT}, or "*." and one`,
);

/** One label of a name in DNS, which is what most names in Kubernetes are. */
export const DNS_LABEL = textMatching(
    /^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    "1 to 63 lower-case letters, digits and dashes, no dash first or last",
);

/** Whether a name is a domain's own or below it; `*.` and a domain stands for that domain. */
export function isWithin(name: string, domain: string): boolean {
    const parent = domain.replace(/^\*\./, "");
    return name === parent || name.endsWith(`.${parent}`);
}
