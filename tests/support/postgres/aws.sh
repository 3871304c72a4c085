#!/bin/sh
# Stands in for the AWS CLI: the calls that the jobs make, answered by a folder and the PostgreSQL server of the test.
# What is called otherwise than expected ends with an error, so that a call that AWS would refuse is no success here.
set -eu
state=$FAKE_AWS_STATE
printf '%s\n' "$*" >>"$state/calls"

value() { # name of an option, then all arguments: prints what follows it
    wanted=$1
    shift
    while [ $# -gt 0 ]; do
        if [ "$1" = "$wanted" ]; then
            printf '%s' "$2"
            return 0
        fi
        shift
    done
    return 0
}
fail() {
    printf 'fake aws: %s\n' "$*" >&2
    exit 254
}
maintenance() { PGOPTIONS= PGPASSWORD=$FAKE_AWS_PASSWORD PGSSLMODE=require psql -qAtX -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$FAKE_AWS_PORT" -U "$FAKE_AWS_USER" -d postgres "$@"; }
path_of() { printf '%s/s3/%s' "$state" "$(printf '%s' "$1" | sed 's|^s3://||')"; }

if [ -e "$state/fail" ] && printf '%s' "$*" | grep -qEf "$state/fail"; then fail "told to fail: $1 $2"; fi

case "$1 $2" in
'ec2 describe-security-groups')
    cat "$state/groups"
    ;;
'rds describe-db-clusters' | 'rds describe-db-instances')
    kind=$(printf '%s' "$2" | sed 's/describe-db-//; s/s$//')
    query=$(value --query "$@")
    filter=$(value --filters "$@" | sed 's/.*Values=//')
    identifier=$(value "--db-$kind-identifier" "$@")
    if [ -n "$filter" ]; then
        [ ! -e "$state/$kind-$filter" ] || echo available
        exit 0
    fi
    [ -e "$state/$kind-$identifier" ] || fail "DB${kind}NotFound $identifier"
    case $query in
    'DBClusters[0].[DBSubnetGroup,DBClusterParameterGroup,Engine]') printf 'subnets\tparameters\taurora-postgresql\n' ;;
    'DBInstances[0].[DBSubnetGroup.DBSubnetGroupName,DBParameterGroups[0].DBParameterGroupName]') printf 'subnets\tparameters\n' ;;
    'DBClusters[0].MasterUserSecret.SecretStatus' | 'DBInstances[0].MasterUserSecret.SecretStatus') if [ -e "$state/managed-$identifier" ]; then echo active; else echo None; fi ;;
    *MasterUserSecret.SecretArn*)
        [ -e "$state/managed-$identifier" ] || fail "no managed secret of $identifier"
        printf '127.0.0.1\t%s\t%s\tarn:secret:%s\n' "$FAKE_AWS_PORT" "$FAKE_AWS_USER" "$identifier"
        ;;
    *) fail "unknown query $query" ;;
    esac
    ;;
'rds restore-db-cluster-to-point-in-time' | 'rds restore-db-instance-to-point-in-time')
    kind=$(printf '%s' "$2" | sed 's/restore-db-//; s/-to-point-in-time//')
    clone=$(value --db-cluster-identifier "$@")$(value --target-db-instance-identifier "$@")
    [ "$(value --vpc-security-group-ids "$@")" = sg-clone ] || fail "the clone is open"
    [ ! -e "$state/$kind-$clone" ] || fail "$clone exists already"
    case " $* " in *' --manage-master-user-password '* | *' --backup-retention-period '*) fail "an option that this call has not" ;; esac
    source=$(value "--source-db-$kind-identifier" "$@")
    [ -e "$state/$kind-$source" ] || fail "no $kind $source"
    # The clone's database takes the place of production's on the same server; the one name stands for the one host.
    maintenance -c "CREATE DATABASE \"$FAKE_AWS_CLONE_DATABASE\" TEMPLATE \"$FAKE_AWS_SOURCE_DATABASE\"" >/dev/null
    : >"$state/$kind-$clone"
    ;;
'rds create-db-instance')
    : >"$state/instance-$(value --db-instance-identifier "$@")"
    ;;
'rds modify-db-cluster')
    : >"$state/managed-$(value --db-cluster-identifier "$@")"
    ;;
'rds modify-db-instance')
    : >"$state/managed-$(value --db-instance-identifier "$@")"
    ;;
'rds delete-db-instance')
    identifier=$(value --db-instance-identifier "$@")
    rm "$state/instance-$identifier"
    if [ ! -e "$state/cluster-$identifier" ]; then
        maintenance -c "DROP DATABASE \"$FAKE_AWS_CLONE_DATABASE\" WITH (FORCE)"
        rm -f "$state/managed-$identifier"
    fi
    ;;
'rds delete-db-cluster')
    identifier=$(value --db-cluster-identifier "$@")
    [ ! -e "$state/instance-$identifier" ] || fail "$identifier has an instance"
    maintenance -c "DROP DATABASE \"$FAKE_AWS_CLONE_DATABASE\" WITH (FORCE)"
    rm -f "$state/cluster-$identifier" "$state/managed-$identifier"
    ;;
'rds wait') ;;
'secretsmanager get-secret-value')
    printf '{"username":"%s","password":"%s"}\n' "$FAKE_AWS_USER" "$FAKE_AWS_PASSWORD"
    ;;
'kms sign')
    [ "$(value --message-type "$@") $(value --signing-algorithm "$@")" = 'DIGEST ECDSA_SHA_256' ] || fail "another way of signing"
    openssl pkeyutl -sign -inkey "$state/signing-key.pem" -in "$(value --message "$@" | sed 's|^fileb://||')" | base64 -w 0
    ;;
's3 cp')
    from=$3
    to=$4
    case $from in
    s3://*) cp "$(path_of "$from")" "$to" ;;
    *)
        # The bucket is locked: nothing is written over.
        [ ! -e "$(path_of "$to")" ] || fail "$to exists already"
        mkdir -p "$(dirname "$(path_of "$to")")"
        cp "$from" "$(path_of "$to")"
        ;;
    esac
    ;;
's3 rm')
    rm -r "$(path_of "$3")"
    ;;
's3api list-objects-v2')
    bucket=$state/s3/$(value --bucket "$@")
    prefix=$(value --prefix "$@")
    if [ -d "$bucket/$prefix" ]; then
        (cd "$bucket" && find "$prefix" -type f | sed 's|//|/|g' | sort | tr '\n' '\t')
        echo
    else
        echo None
    fi
    ;;
'cloudwatch put-metric-data')
    printf '%s %s\n' "$(value --metric-name "$@")" "$(value --value "$@")" >>"$state/metrics"
    ;;
*) fail "unknown call $*" ;;
esac
