import type { WorkingHours } from "../../hours";
import { type DaySpanMinutes, dayTable } from "../../hours/day-table";
import { WEEKDAYS } from "../../hours/weekdays";
import { API_VARIABLES, CALL_API } from "../scripts-in-cluster";
import { KINDS, NEVER_SLEEPS, POOL, REPLICAS_AT_WORK } from "./marks";

/** How long nodes of pools may take to go, in seconds: managed nodes, and the controller with them, go after ten minutes. */
const POOLS_GONE_SECONDS = 480;
/** How often it looks whether they have, in seconds. */
const LOOK_EVERY_SECONDS = 15;

/** Whether workloads are to be awake at a minute of a date. */
const IS_AWAKE = `($table.dates[$date] // $table.week[$day])
    | any(.[]; .[0] <= ($minute | tonumber) and ($minute | tonumber) < .[1])`;

/** Each workload in a line: its name, its replicas, and what it had at work. */
const LIST_WORKLOADS = `.items[]
    | select(.metadata.deletionTimestamp == null)
    | (.metadata.annotations["${REPLICAS_AT_WORK}"] // "none") as $kept
    | .metadata.name + " " + (.spec.replicas | tostring) + " "
      + (if $kept == "none" or ($kept | test("^[1-9][0-9]{0,4}$")) then $kept else "unreadable" end)`;

/** Each node of a pool in a line: its name, and whether it is going already. */
const LIST_NODES = `.items[] | .metadata.name + " " + (if .metadata.deletionTimestamp == null then "there" else "going" end)`;

/** Asks the clock on the wall, and the hours. A zone that the image does not know would be taken for UTC in silence. */
const DECIDE = `if [ ! -e "$ZONES/$TZ" ]; then
    echo "the image holds no data of the time zone $TZ" >&2
    exit 1
fi
set -- $(date --date "@\${AT:-$(date +%s)}" "+%F %u %-H %-M")
awake=$(jq --null-input --arg date "$1" --arg day "$2" --arg minute "$(($3 * 60 + $4))" \\
    --argjson table "$HOURS" "$IS_AWAKE")
failed=0`;

/**
 * Puts one workload to sleep, or wakes it. What it had is written down before it has none, and forgotten after it has it
 * again: whenever this ends half way, the next run does the rest.
 */
const SET_WORKLOAD = `change() {
    api --request PATCH --header "Content-Type: application/merge-patch+json" --data "$2" --output /dev/null "$1"
}
keep() {
    change "$1" "{\\"metadata\\":{\\"annotations\\":{\\"$REPLICAS_AT_WORK\\":$2}}}"
}
scale() {
    change "$1/scale" "{\\"spec\\":{\\"replicas\\":$2}}"
}
set_workload() {
    url="$API_URL/apis/apps/v1/namespaces/$1/$2"
    if [ "$awake" = false ]; then
        [ "$3" -gt 0 ] || return 0
        keep "$url" "\\"$3\\"" && scale "$url" 0 && echo "$1/$2: asleep, $3 at work"
    elif [ "$4" = unreadable ]; then
        echo "$1/$2: what it had at work cannot be read" >&2
        return 1
    elif [ "$4" != none ]; then
        if [ "$3" = 0 ]; then
            scale "$url" "$4" && echo "$1/$2: awake, $4 at work" || return 1
        fi
        keep "$url" null
    fi
}`;

const SET_ALL = `for namespace in $NAMESPACES; do
    for kind in $KINDS; do
        if ! answer=$(api "$API_URL/apis/apps/v1/namespaces/$namespace/$kind?labelSelector=$SELECTOR"); then
            echo "$namespace/$kind: not listed: $answer" >&2
            failed=1
            continue
        fi
        workloads=$(printf '%s' "$answer" | jq --raw-output "$LIST_WORKLOADS")
        while read -r name replicas kept; do
            [ -n "$name" ] || continue
            set_workload "$namespace" "$kind/$name" "$replicas" "$kept" || failed=1
        done <<END
$workloads
END
    done
done`;

/**
 * Ends the nodes of pools while their controller is still there to end them. Twice in a row none must be left: a pod that was
 * moved off one may have called for another.
 */
const END_NODES = `end_nodes() {
    gives_up=$(($(date +%s) + POOLS_GONE_SECONDS))
    looks=0
    while [ "$looks" -lt 2 ]; do
        [ "$looks" = 0 ] || sleep "$LOOK_EVERY_SECONDS"
        answer=$(api "$API_URL/apis/karpenter.sh/v1/nodeclaims?labelSelector=$POOLS") || return 1
        nodes=$(printf '%s' "$answer" | jq --raw-output "$LIST_NODES")
        if [ -z "$nodes" ]; then
            looks=$((looks + 1))
            continue
        fi
        looks=0
        while read -r name state; do
            [ "$state" = there ] || continue
            api --request DELETE --output /dev/null "$API_URL/apis/karpenter.sh/v1/nodeclaims/$name" || return 1
            echo "$name: ended"
        done <<END
$nodes
END
        if [ "$(date +%s)" -ge "$gives_up" ]; then
            echo "nodes of pools that are still there:" $(printf '%s\\n' "$nodes" | cut -d ' ' -f 1) >&2
            return 1
        fi
        sleep "$LOOK_EVERY_SECONDS"
    done
}
if [ "$awake" = false ]; then end_nodes || failed=1; fi`;

/** Makes workloads what the hours say at this moment, however often it runs; then ends what nodes of pools are left. */
export function hoursScript(hasPools: boolean): string {
    const parts = ["set -eu", CALL_API, DECIDE, SET_WORKLOAD, SET_ALL, ...(hasPools ? [END_NODES] : [])];
    return [...parts, 'exit "$failed"', ""].join("\n");
}

/** What the script is told. */
export function hoursVariables(
    hours: WorkingHours,
    namespaces: readonly string[],
    pools: readonly string[],
): Readonly<Record<string, string>> {
    const inPools: Readonly<Record<string, string>> =
        pools.length === 0
            ? {}
            : {
                  LIST_NODES,
                  LOOK_EVERY_SECONDS: String(LOOK_EVERY_SECONDS),
                  POOLS: encodeURIComponent(`${POOL} in (${pools.join(",")})`),
                  POOLS_GONE_SECONDS: String(POOLS_GONE_SECONDS),
              };
    return {
        ...API_VARIABLES,
        HOURS: JSON.stringify(tableOf(hours)),
        IS_AWAKE,
        KINDS: KINDS.join(" "),
        LIST_WORKLOADS,
        NAMESPACES: namespaces.join(" "),
        REPLICAS_AT_WORK,
        SELECTOR: encodeURIComponent(`${NEVER_SLEEPS.key}!=${NEVER_SLEEPS.value}`),
        TZ: hours.timeZone,
        ZONES: "/usr/share/zoneinfo",
        ...inPools,
    };
}

/** The hours as the script looks them up: days of the week by number, Monday first, as `date` says them. */
function tableOf(hours: WorkingHours) {
    const { dates, week } = dayTable(hours, "workloads");
    const byNumber = Object.fromEntries(
        WEEKDAYS.map((day, index): [string, readonly DaySpanMinutes[]] => [String(index + 1), week[day]]),
    );
    return { week: byNumber, dates };
}
