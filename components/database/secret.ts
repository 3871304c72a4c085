/**
 * The secret that AWS made for the first user of a database.
 *
 * @throws Error if there is none, which only a change by hand can bring about
 */
export function secretArnOf(secrets: readonly { readonly secretArn: string }[]): string {
    const [secret] = secrets;
    if (secret === undefined) throw new Error("AWS keeps no secret for the database's first user");
    return secret.secretArn;
}
