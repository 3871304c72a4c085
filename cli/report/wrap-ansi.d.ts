/** The part that is used of `wrap-ansi` 7, which ships no types of its own. */
declare module "wrap-ansi" {
    interface Options {
        /** Break words that are longer than a line. */
        readonly hard?: boolean;
        /** Take spaces off the ends of lines. */
        readonly trim?: boolean;
    }

    export default function wrapAnsi(text: string, columns: number, options?: Options): string;
}
