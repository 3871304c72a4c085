/** The exit codes of every command. */
export const EXIT_CODES = {
    /** All hold. */
    holds: 0,
    /** Something is violated or, in strict mode, undecided. */
    fails: 1,
    /** The command, its configuration or the program is at fault; or the command was interrupted. */
    usage: 2,
    /** A defect of this tool. */
    defect: 3,
} as const;
