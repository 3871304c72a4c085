import { WITHOUT_ROLE } from "./common";

/** Finds and drops the clone, whichever kind of database it is of. */
const CLONE = String.raw`
present() { # cluster or instance: says in which state the clone is, or nothing
    if [ "$1" = cluster ]; then
        aws rds describe-db-clusters --filters "Name=db-cluster-id,Values=$CLONE" --query 'DBClusters[].Status' --output text
    else
        aws rds describe-db-instances --filters "Name=db-instance-id,Values=$CLONE" \
            --query 'DBInstances[].DBInstanceStatus' --output text
    fi
}

# Fails where it cannot tell what there is, too: a clone that is left holds what production holds.
drop_clone() {
    state=$(present instance) || return 1
    case $state in
    '' | None | deleting) ;;
    *) aws rds delete-db-instance --db-instance-identifier "$CLONE" --skip-final-snapshot --delete-automated-backups \
        >/dev/null || return 1 ;;
    esac
    [ "$DATABASE_KIND" = cluster ] || return 0
    state=$(present cluster) || return 1
    case $state in
    '' | None | deleting) ;;
    *) aws rds delete-db-cluster --db-cluster-identifier "$CLONE" --skip-final-snapshot >/dev/null || return 1 ;;
    esac
}
`;

/**
 * Makes the clone, in a group that only the job may enter, and takes samples of what must not be found in the artefact.
 */
export const CLONE_SCRIPT = String.raw`${CLONE}
wait_until() { # what "aws rds wait" knows, and its argument: half an hour each, several times, until the job's time is over
    for attempt in 1 2 3 4 5 6; do
        if aws rds wait "$1" "$2" "$CLONE"; then return 0; fi
        say "still waiting for $1, attempt $attempt"
    done
    return 1
}

# The clone comes with production's password; it gets its own before anybody connects. That is in force once its secret is.
give_password() {
    if [ "$DATABASE_KIND" = cluster ]; then
        aws rds modify-db-cluster --db-cluster-identifier "$CLONE" --manage-master-user-password --apply-immediately >/dev/null
    else
        aws rds modify-db-instance --db-instance-identifier "$CLONE" --manage-master-user-password --apply-immediately >/dev/null
    fi
    while :; do
        if [ "$DATABASE_KIND" = cluster ]; then
            state=$(aws rds describe-db-clusters --db-cluster-identifier "$CLONE" --output text \
                --query 'DBClusters[0].MasterUserSecret.SecretStatus')
        else
            state=$(aws rds describe-db-instances --db-instance-identifier "$CLONE" --output text \
                --query 'DBInstances[0].MasterUserSecret.SecretStatus')
        fi
        [ "$state" != active ] || return 0
        sleep 10
    done
}

clone_cluster() {
    aws rds describe-db-clusters --db-cluster-identifier "$SOURCE" --output text \
        --query 'DBClusters[0].[DBSubnetGroup,DBClusterParameterGroup,Engine]' >"$WORK_FOLDER/source"
    read -r subnets parameters engine <"$WORK_FOLDER/source"
    set --
    [ "$CLONE_CLASS" != db.serverless ] || set -- --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16
    aws rds restore-db-cluster-to-point-in-time --db-cluster-identifier "$CLONE" \
        --source-db-cluster-identifier "$SOURCE" --restore-type copy-on-write --use-latest-restorable-time \
        --db-subnet-group-name "$subnets" --db-cluster-parameter-group-name "$parameters" \
        --vpc-security-group-ids "$group" --port "$CLONE_PORT" --no-deletion-protection --tags "$CLONE_TAGS" "$@" >/dev/null
    aws rds create-db-instance --db-instance-identifier "$CLONE" --db-cluster-identifier "$CLONE" \
        --db-instance-class "$CLONE_CLASS" --engine "$engine" --no-publicly-accessible --tags "$CLONE_TAGS" >/dev/null
    wait_until db-instance-available --db-instance-identifier
}

clone_instance() {
    aws rds describe-db-instances --db-instance-identifier "$SOURCE" --output text \
        --query 'DBInstances[0].[DBSubnetGroup.DBSubnetGroupName,DBParameterGroups[0].DBParameterGroupName]' \
        >"$WORK_FOLDER/source"
    read -r subnets parameters <"$WORK_FOLDER/source"
    aws rds restore-db-instance-to-point-in-time --target-db-instance-identifier "$CLONE" \
        --source-db-instance-identifier "$SOURCE" --use-latest-restorable-time --db-instance-class "$CLONE_CLASS" \
        --db-subnet-group-name "$subnets" --db-parameter-group-name "$parameters" --vpc-security-group-ids "$group" \
        --port "$CLONE_PORT" --no-multi-az --no-publicly-accessible --no-deletion-protection \
        --tags "$CLONE_TAGS" >/dev/null
    wait_until db-instance-available --db-instance-identifier
}

# What of one column must not survive: of each value the longest part that COPY and JSON write as it is. Short ones are
# found in any text by chance. The same data always gives the same samples. Rows that a policy hides are an error, not absent.
sample() { # schema, table, column, and keys within JSON with commas between them
    value=':"column"'
    [ -z "$4" ] || value="(:\"column\" #>> string_to_array(:'keys', ','))"
    psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set=schema="$1" --set=table="$2" --set=column="$3" --set=keys="$4" <<SQL
SET row_security = off;
COPY (
    SELECT part FROM (
        SELECT DISTINCT (
            SELECT part FROM regexp_split_to_table($value::text, '[\\\\"[:cntrl:]]+') AS part
            ORDER BY length(part) DESC, part LIMIT 1
        ) AS part FROM :"schema".:"table"
    ) AS parts
    WHERE length(part) >= $SAMPLE_CHARACTERS ORDER BY md5(part) LIMIT $SAMPLE_VALUES
) TO STDOUT;
SQL
}

# Each step may write, but none may take away or replace what another one wrote.
chmod 1777 "$WORK_FOLDER"
date +%s >"$WORK_FOLDER/began"
group=$(aws ec2 describe-security-groups --filters "Name=group-name,Values=$CLONE_GROUP" \
    --query 'SecurityGroups[].GroupId' --output text)
case $group in sg-*[[:space:]]* | '' | None) refuse "expected one security group $CLONE_GROUP, got: $group" ;; esac

# What a run that was killed left behind.
drop_clone
if [ "$DATABASE_KIND" = cluster ]; then
    aws rds wait db-cluster-deleted --db-cluster-identifier "$CLONE"
    say "cloning $SOURCE, copy on write"
    clone_cluster
else
    aws rds wait db-instance-deleted --db-instance-identifier "$CLONE"
    say "restoring $SOURCE to its latest moment"
    clone_instance
fi
give_password
connection "$CLONE" "$DATABASE" >"$WORK_FOLDER/clone.env"
chmod 0644 "$WORK_FOLDER/clone.env"
. "$WORK_FOLDER/clone.env"

umask 077
printf '%s' "$PERSONAL_COLUMNS" | jq -r '.[] | [.schema, .table, .column, (.keys // [] | join(","))] | @tsv' \
    >"$WORK_FOLDER/columns"
: >"$WORK_FOLDER/samples"
while IFS="$(printf '\t')" read -r schema table column keys; do
    sample "$schema" "$table" "$column" "$keys" >>"$WORK_FOLDER/samples" </dev/null
done <"$WORK_FOLDER/columns"
[ -s "$WORK_FOLDER/samples" ] ||
    refuse "no personal column holds a value of $SAMPLE_CHARACTERS characters: nobody could tell whether the masking worked"
say "took $(wc -l <"$WORK_FOLDER/samples") samples of what must not survive"
umask 022
mkdir -p "$WORK_FOLDER/dump" "$WORK_FOLDER/temporary"
chmod 0777 "$WORK_FOLDER/dump" "$WORK_FOLDER/temporary"
printf '%s' "$MASKING_CONFIGURATION" >"$WORK_FOLDER/masking.yaml"
: >"$WORK_FOLDER/cloned"
`;

/** Runs the masking tool, in its own image, against the clone. */
export const MASK_SCRIPT = String.raw`[ -e "$WORK_FOLDER/cloned" ] || exit 1
. "$WORK_FOLDER/clone.env"
export MASKING_FILE="$WORK_FOLDER/masking.yaml"
${WITHOUT_ROLE}/bin/sh -eu -c "$MASKING_COMMAND"
: >"$WORK_FOLDER/masked"
`;

/** Dumps what was masked, looks for the samples in it, signs it, stores it; drops the clone whatever happened before. */
export const PUBLISH_SCRIPT = String.raw`${CLONE}
finish() {
    status=$?
    trap - EXIT
    drop_clone || { say "$CLONE may still be there, with what production holds"; status=1; }
    exit "$status"
}
trap finish EXIT

[ -e "$WORK_FOLDER/masked" ] || refuse "the masking did not end well; the clone is dropped, nothing is stored"
. "$WORK_FOLDER/clone.env"
if [ "$MASKING_RESULT" = database ]; then
    dump=$WORK_FOLDER/dump/masked
    pg_dump --format=directory --file="$dump" --no-owner --no-privileges --no-publications --no-subscriptions \
        --no-security-labels
else
    dump=$(find "$WORK_FOLDER/dump" -type f -name toc.dat -exec dirname {} \;)
    [ -e "$dump/toc.dat" ] || refuse "expected one dump of the masking tool, got: $dump"
fi

# What pg_restore reads, as text. A pipe forgets that its beginning failed, so a file remembers.
plain() { pg_restore --file=- "$@" "$dump" || : >"$WORK_FOLDER/unreadable"; }
readable() { [ ! -e "$WORK_FOLDER/unreadable" ] || refuse "the dump cannot be read"; }

# Large objects are masked by no tool. Foreign servers, user mappings and subscriptions lead back to production, the
# second with a password.
pg_restore --list "$dump" >"$WORK_FOLDER/contents"
if grep -E '^[0-9]+; [0-9]+ [0-9]+ (BLOB|BLOBS|BLOB METADATA|SERVER|USER MAPPING|SUBSCRIPTION) ' "$WORK_FOLDER/contents" >&2; then
    refuse "the database holds what cannot be masked, or what leads back: see the lines above"
fi

found=$(plain | grep -acFf "$WORK_FOLDER/samples" || [ $? -eq 1 ])
readable
[ "$found" -eq 0 ] || refuse "$found lines of the dump hold values that must not survive: the masking is incomplete"

plain --data-only | awk '
    inside && $0 == "\\." { print table "\t" rows; inside = 0; next }
    inside { rows++; next }
    /^COPY .* FROM stdin;$/ { table = substr($0, 6); sub(/ \(.*$/, "", table); rows = 0; inside = 1 }
' >"$WORK_FOLDER/rows"
readable

# Only what pg_restore reads, and so was searched, is stored: a tool may leave more beside its dump. Data lies under the number
# of its entry, and pg_restore takes the first of these that is there.
echo toc.dat >"$WORK_FOLDER/files"
for entry in $(sed -nE 's/^([0-9]+); [0-9]+ [0-9]+ TABLE DATA .*/\1/p' "$WORK_FOLDER/contents"); do
    for file in "$entry.dat" "$entry.dat.gz" "$entry.dat.lz4" "$entry.dat.zst"; do
        [ ! -e "$dump/$file" ] || break
    done
    if [ ! -f "$dump/$file" ] || [ -L "$dump/$file" ]; then refuse "the data of entry $entry is not a file of the dump"; fi
    printf '%s\n' "$file" >>"$WORK_FOLDER/files"
done
tar --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$WORK_FOLDER/dump.tar" -C "$dump" --files-from="$WORK_FOLDER/files"
id=$(date -u -d "@$(cat "$WORK_FOLDER/began")" +%Y%m%dT%H%M%SZ)
sha256=$(sha256sum <"$WORK_FOLDER/dump.tar" | cut -d ' ' -f 1)
jq -Rns --arg id "$id" --arg sha256 "$sha256" --arg bytes "$(wc -c <"$WORK_FOLDER/dump.tar")" \
    --arg samples "$(wc -l <"$WORK_FOLDER/samples")" --argjson provenance "$PROVENANCE" '
    {
        schema: "stagewright.data-refresh/1",
        id: $id,
        artefact: { file: "dump.tar", format: "a directory of pg_dump, as tar", bytes: ($bytes | tonumber), sha256: $sha256 },
        provenance: $provenance,
        samplesSought: ($samples | tonumber),
        rows: (input | rtrimstr("\n") | split("\n") | map(select(. != "") | split("\t") | { key: .[0], value: (.[1] | tonumber) }) | from_entries)
    }' <"$WORK_FOLDER/rows" >"$WORK_FOLDER/manifest.json"

openssl dgst -sha256 -binary "$WORK_FOLDER/manifest.json" >"$WORK_FOLDER/digest"
aws kms sign --key-id "$SIGNER" --message "fileb://$WORK_FOLDER/digest" --message-type DIGEST \
    --signing-algorithm ECDSA_SHA_256 --query Signature --output text >"$WORK_FOLDER/signature"
base64 -d "$WORK_FOLDER/signature" >"$WORK_FOLDER/manifest.sig"
for file in dump.tar manifest.json manifest.sig; do
    aws s3 cp "$WORK_FOLDER/$file" "s3://$BUCKET/$PREFIX/$id/$file" --region "$BUCKET_REGION" --only-show-errors
done
say "stored $id, $sha256"
metric DurationSeconds "$(($(date +%s) - $(cat "$WORK_FOLDER/began")))" Seconds
metric AgeSeconds "$(($(date +%s) - $(seconds_of "$id")))" Seconds
`;

/** Says how old the newest artefact is, and deletes those that are older than they may be, but never the newest. */
export const WATCH_ARTEFACTS_SCRIPT = String.raw`newest=$(newest)
[ -n "$newest" ] || refuse "there is no artefact under s3://$BUCKET/$PREFIX"
now=$(date +%s)
metric AgeSeconds "$((now - $(seconds_of "$newest")))" Seconds
for id in $(listed '.*'); do
    [ "$id" != "$newest" ] || continue
    [ "$((now - $(seconds_of "$id")))" -gt "$RETENTION_SECONDS" ] || continue
    aws s3 rm "s3://$BUCKET/$PREFIX/$id/" --recursive --region "$BUCKET_REGION" --only-show-errors
    say "purged $id"
done
`;
