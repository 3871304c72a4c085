/*
 * The jobs are shell scripts, kept as texts so that they are part of the compiled package and of the plan. They run in
 * containers as they stand here. A brace after a dollar sign would be TypeScript's, so the scripts do without.
 */

/**
 * Starts a script, its text as the first argument, and stops it when the job's time is over. What cleans up gets
 * `LEAST_SECONDS` all the same. The masking image runs this as well, so it needs no more than `sh` and `timeout`.
 */
export const LAUNCH = String.raw`set -eu
began=$(cat "$WORK_FOLDER/began" 2>/dev/null || date +%s)
left=$((began + DEADLINE_SECONDS - $(date +%s)))
[ "$left" -ge "$LEAST_SECONDS" ] || left=$LEAST_SECONDS
exec timeout -k 60 "$left" /bin/sh -eu -c "$1"
`;

/**
 * Takes from what other people's images run the address at which a task asks for its role: a tool that finds credentials by
 * itself would otherwise act as the job. It keeps none out that looks for it, so both images are trusted.
 */
export const WITHOUT_ROLE = "unset AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI\n";

/** What every script of ours begins with. */
export const COMMON = String.raw`export LC_ALL=C AWS_PAGER=
say() { printf '%s\n' "$*" >&2; }
refuse() { say "refused: $*"; exit 1; }
trap 'exit 143' TERM INT

metric() { # name, value, unit
    aws cloudwatch put-metric-data --namespace "$METRIC_NAMESPACE" --metric-name "$1" --value "$2" --unit "$3" \
        --dimensions "Refresh=$REFRESH_NAME"
}

seconds_of() { # the name of an artefact, such as 20260131T080000Z
    date -u -d "$(printf '%s' "$1" | sed -E 's/^(....)(..)(..)T(..)(..)(..)Z$/\1-\2-\3 \4:\5:\6/')" +%s
}

# Names of all that is under the prefix, oldest first, which is their order in the alphabet.
listed() {
    aws s3api list-objects-v2 --region "$BUCKET_REGION" --bucket "$BUCKET" --prefix "$PREFIX/" \
        --query 'Contents[].Key' --output text >"$WORK_FOLDER/listing"
    tr '\t' '\n' <"$WORK_FOLDER/listing" | sed -nE "s|^$PREFIX/([0-9]{8}T[0-9]{6}Z)/$1$|\1|p" | sort -u
}

# The signature is written last: what has none was never finished, or is no artefact at all.
newest() { listed 'manifest\.sig' | tail -n 1; }

# How to connect: host, port and user of a cluster or instance, and its password from the secret that AWS keeps.
connection() { # identifier, database
    if [ "$DATABASE_KIND" = cluster ]; then
        aws rds describe-db-clusters --db-cluster-identifier "$1" --output text \
            --query 'DBClusters[0].[Endpoint,Port,MasterUsername,MasterUserSecret.SecretArn]' >"$WORK_FOLDER/described"
    else
        aws rds describe-db-instances --db-instance-identifier "$1" --output text \
            --query 'DBInstances[0].[Endpoint.Address,Endpoint.Port,MasterUsername,MasterUserSecret.SecretArn]' \
            >"$WORK_FOLDER/described"
    fi
    read -r host port user secret <"$WORK_FOLDER/described"
    aws secretsmanager get-secret-value --secret-id "$secret" --query SecretString --output text |
        jq -er --arg host "$host" --arg port "$port" --arg user "$user" --arg database "$2" \
            '.password | @sh "export PGHOST=\($host) PGPORT=\($port) PGUSER=\($user) PGPASSWORD=\(.) PGDATABASE=\($database)"'
}
`;
