import { WITHOUT_ROLE } from "./common";

/** Asks the server, as the first user, in the database that is always there. */
const SERVER = String.raw`
server() { psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --dbname=postgres "$@"; }
exists() { # database
    [ "$(printf "SELECT 1 FROM pg_database WHERE datname = :'name'" | server --set=name="$1")" = 1 ]
}
drop() { # database
    printf 'DROP DATABASE IF EXISTS :"name" WITH (FORCE)' | server --set=name="$1"
}
# What was restored, as the comment of the database says; nothing where it was never refreshed.
restored() {
    printf "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = :'name'" |
        server --set=name="$DATABASE" | jq -Rr 'fromjson? | .id? // empty'
}
`;

/** Fetches the newest artefact, refuses it unless all of it is proved, and restores it beside the database. */
export const RESTORE_SCRIPT = String.raw`${SERVER}
finish() {
    status=$?
    trap - EXIT
    [ "$status" -eq 0 ] || drop "$INCOMING" || say "$INCOMING is still there"
    exit "$status"
}

verify() { # the name under which the artefact lies
    {
        echo '-----BEGIN PUBLIC KEY-----'
        printf '%s' "$SIGNING_PUBLIC_KEY" | fold -w 64
        printf '\n%s\n' '-----END PUBLIC KEY-----'
    } >"$WORK_FOLDER/key.pem"
    openssl dgst -sha256 -verify "$WORK_FOLDER/key.pem" -signature "$WORK_FOLDER/manifest.sig" \
        "$WORK_FOLDER/manifest.json" >&2 || refuse "the manifest of $1 is not signed with production's key"
    claim() { jq -er "$1 | strings, numbers" "$WORK_FOLDER/manifest.json" || refuse "the manifest of $id says no $1"; }
    [ "$(claim .schema)" = stagewright.data-refresh/1 ] || refuse "the manifest of $1 is of another kind"
    [ "$(claim .id)" = "$1" ] || refuse "the manifest of $1 belongs to another artefact"
    [ "$(claim .provenance.contractSha256)" = "$CONTRACT_SHA256" ] ||
        refuse "$1 was made by another contract: of another source, by another tool, or with another masking configuration"
    age=$(($(date +%s) - $(seconds_of "$1")))
    [ "$age" -le "$MAXIMUM_AGE_SECONDS" ] || refuse "$1 is $age seconds old, expected at most $MAXIMUM_AGE_SECONDS"
    [ "$age" -ge -300 ] || refuse "$1 is from the future"
    sha256=$(sha256sum <"$WORK_FOLDER/dump.tar" | cut -d ' ' -f 1)
    [ "$(claim .artefact.sha256)" = "$sha256" ] || refuse "the dump of $1 is not the one that its manifest speaks of"
}

count() { # table, as the dump writes it: quoted where need be
    printf 'SELECT count(*) FROM %s' "$1" | server --dbname="$INCOMING"
}

# Each step may write, but none may take away or replace what another one wrote.
chmod 1777 "$WORK_FOLDER"
date +%s >"$WORK_FOLDER/began"
id=$(newest)
[ -n "$id" ] || refuse "there is no artefact under s3://$BUCKET/$PREFIX: a dump without a signed manifest is none"
for file in manifest.json manifest.sig dump.tar; do
    aws s3 cp "s3://$BUCKET/$PREFIX/$id/$file" "$WORK_FOLDER/$file" --region "$BUCKET_REGION" --only-show-errors
done
verify "$id"

connection "$IDENTIFIER" "$INCOMING" >"$WORK_FOLDER/incoming.env"
chmod 0644 "$WORK_FOLDER/incoming.env"
. "$WORK_FOLDER/incoming.env"
# A run that was killed in the middle of its swap may have shut everybody out.
if exists "$DATABASE"; then
    printf 'ALTER DATABASE :"name" ALLOW_CONNECTIONS true' | server --set=name="$DATABASE"
fi
if [ "$(restored)" = "$id" ]; then
    say "$DATABASE holds $id already"
    : >"$WORK_FOLDER/current"
    exit 0
fi

trap finish EXIT
drop "$INCOMING"
mkdir -p "$WORK_FOLDER/dump"
tar --no-same-owner -xf "$WORK_FOLDER/dump.tar" -C "$WORK_FOLDER/dump"
set -- --no-owner --no-privileges --no-publications --no-subscriptions --no-security-labels
if [ -n "$OWNER" ]; then
    printf 'CREATE DATABASE :"name" TEMPLATE template0 OWNER :"owner"' | server --set=name="$INCOMING" --set=owner="$OWNER"
    set -- "$@" --role="$OWNER"
else
    printf 'CREATE DATABASE :"name" TEMPLATE template0' | server --set=name="$INCOMING"
fi
pg_restore --exit-on-error --jobs="$RESTORE_JOBS" --dbname="$INCOMING" "$@" "$WORK_FOLDER/dump"

jq -r '.rows | to_entries[] | [.key, .value] | @tsv' "$WORK_FOLDER/manifest.json" >"$WORK_FOLDER/rows"
while IFS="$(printf '\t')" read -r table rows; do
    counted=$(count "$table" </dev/null)
    [ "$counted" = "$rows" ] || refuse "$table has $counted rows, expected the $rows that were masked"
done <"$WORK_FOLDER/rows"
unproved=$(printf 'SELECT count(*) FROM pg_constraint WHERE NOT convalidated' | server --dbname="$INCOMING")
[ "$unproved" -eq 0 ] || refuse "$unproved constraints are not validated"
printf 'ANALYZE' | server --dbname="$INCOMING"
say "restored $id into $INCOMING"
: >"$WORK_FOLDER/restored"
`;

/** Runs the team's migrations, in their own image, on what was restored and nobody uses yet: a rehearsal on real volume. */
export const MIGRATE_SCRIPT = String.raw`[ ! -e "$WORK_FOLDER/current" ] || exit 0
[ -e "$WORK_FOLDER/restored" ] || exit 1
. "$WORK_FOLDER/incoming.env"
began=$(date +%s)
${WITHOUT_ROLE}/bin/sh -eu -c "$MIGRATION_COMMAND"
echo $(($(date +%s) - began)) >"$WORK_FOLDER/migrated"
`;

/** Puts what was restored in the place of the database, in one transaction, and drops what was there. */
export const SWAP_SCRIPT = String.raw`${SERVER}
swapped=no
shut=no
finish() {
    status=$?
    trap - EXIT
    if [ "$shut" = yes ] && [ "$swapped" = no ]; then
        printf 'ALTER DATABASE :"name" ALLOW_CONNECTIONS true' | server --set=name="$DATABASE" || status=1
    fi
    if [ "$swapped" = no ] && [ -e "$WORK_FOLDER/incoming.env" ]; then drop "$INCOMING" || status=1; fi
    exit "$status"
}
trap finish EXIT

[ ! -e "$WORK_FOLDER/incoming.env" ] || . "$WORK_FOLDER/incoming.env"
if [ ! -e "$WORK_FOLDER/current" ]; then
    [ -e "$WORK_FOLDER/restored" ] || refuse "nothing was restored; $DATABASE is as it was"
    [ "$MIGRATES" = no ] || [ -e "$WORK_FOLDER/migrated" ] || refuse "the migrations failed; $DATABASE is as it was"
    drop "$OUTGOING"
    comment=$(jq -c '{ id, sha256: .artefact.sha256, contractSha256: .provenance.contractSha256 }' "$WORK_FOLDER/manifest.json")
    moved=
    if exists "$DATABASE"; then
        moved='ALTER DATABASE :"name" RENAME TO :"outgoing";'
        shut=yes
        printf 'ALTER DATABASE :"name" ALLOW_CONNECTIONS false' | server --set=name="$DATABASE"
    fi
    server --set=name="$DATABASE" --set=incoming="$INCOMING" --set=outgoing="$OUTGOING" --set=comment="$comment" >/dev/null <<SQL
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname IN (:'name', :'incoming');
BEGIN;
$moved
ALTER DATABASE :"incoming" RENAME TO :"name";
COMMENT ON DATABASE :"name" IS :'comment';
COMMIT;
SQL
    swapped=yes
    drop "$OUTGOING"
    say "$DATABASE is now $(restored)"
fi
swapped=yes
metric DurationSeconds "$(($(date +%s) - $(cat "$WORK_FOLDER/began")))" Seconds
metric AgeSeconds "$(($(date +%s) - $(seconds_of "$(restored)")))" Seconds
[ ! -e "$WORK_FOLDER/migrated" ] || metric MigrationSeconds "$(cat "$WORK_FOLDER/migrated")" Seconds
`;

/** Says how old the data is that people test with. */
export const WATCH_DATABASE_SCRIPT = String.raw`${SERVER}
connection "$IDENTIFIER" postgres >"$WORK_FOLDER/server.env"
. "$WORK_FOLDER/server.env"
id=$(restored)
[ -n "$id" ] || refuse "$DATABASE was never refreshed"
metric AgeSeconds "$(($(date +%s) - $(seconds_of "$id")))" Seconds
`;
