import type { WorkingHours } from "../../hours";
import { type DaySpanMinutes, dayTable } from "../../hours/day-table";
import { WEEKDAYS } from "../../hours/weekdays";
import { API_VARIABLES, CALL_API, EACH_ITEM } from "../scripts-in-cluster";
import { KINDS, MOVES, PAUSED, PAUSED_REPLICAS, type SleepingKind } from "./kinds";
import { NEVER_SLEEPS, POOL } from "./marks";

/** How long nodes of pools may take to go, in seconds: managed nodes, and the controller with them, go after ten minutes. */
const POOLS_GONE_SECONDS = 480;
/** How often it looks whether they have, in seconds. */
const LOOK_EVERY_SECONDS = 15;

/** Whether workloads are to be awake at a minute of a date. */
const IS_AWAKE = `($table.dates[$date] // $table.week[$day])
    | any(.[]; .[0] <= ($minute | tonumber) and ($minute | tonumber) < .[1])`;

/**
 * Each object in a line: its name; whether it never sleeps, is asleep or awake; what it has in one word, and what it had at work;
 * and what it scales, if it is a scaler. Whatever is no such word is never handed on. KEDA takes an annotation that says neither
 * true nor false for true.
 */
const LIST_OBJECTS = `def is($words): test("\\\\A(" + $words + ")\\\\z");
def moved:
    if $move == "scale" then
        {now: (.spec.replicas // 1 | tostring), keeps: "${MOVES.scale.keeps}", asleep: "0", awake: "[1-9][0-9]{0,4}"}
    elif $move == "suspend" then
        {now: (if .spec.suspend == true then "suspended" else "running" end), keeps: "${MOVES.suspend.keeps}", asleep: "suspended", awake: "running"}
    elif $move == "pause" then
        {now: (.metadata.annotations["${PAUSED_REPLICAS}"] // "unpaused"), keeps: "${MOVES.pause.keeps}", asleep: "0", awake: "unpaused|[1-9][0-9]{0,4}"}
    else
        "unpaused|0|f|F|false|False|FALSE" as $awake
        | {now: (.metadata.annotations["${PAUSED}"] // "unpaused" | if is($awake) then . else "paused" end),
            keeps: "${MOVES.hold.keeps}", asleep: "paused", $awake}
    end;
${EACH_ITEM}
    | select(.metadata.deletionTimestamp == null)
    | moved as $moved
    | (.metadata.annotations[$moved.keeps]
       | if . == null then "none" elif is($moved.awake) then . else "unreadable" end) as $kept
    | (if .metadata.labels["${NEVER_SLEEPS.key}"] == "${NEVER_SLEEPS.value}" then
           (if $moved.now == $moved.asleep and $kept != "none" then "stuck" else "never" end)
       elif $moved.now == $moved.asleep then "asleep"
       elif $moved.now | is($moved.awake) then "awake"
       else "unreadable" end) as $state
    | [.metadata.name, $state, (if $state == "awake" then $moved.now else "-" end), $kept,
       (if $move == "pause" then .spec.scaleTargetRef | (.kind // "Deployment") + "s/" + .name else "-" end
        | ascii_downcase | gsub("[^a-z0-9./-]"; "?"))]
    | join(" ")`;

/** Each node of a pool in a line: its name, and whether it is going already. */
const LIST_NODES = `${EACH_ITEM} | .metadata.name + " " + (if .metadata.deletionTimestamp == null then "there" else "going" end)`;

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
 * Which kinds the cluster has, in the order in which they are to move. Only the API server's own word that it has none is taken
 * for that; where it gives none, everything is tried, and the run fails.
 */
const FIND_KINDS = `has_one() {
    answer=$(api "$API_URL/$1") && printf '%s' "$answer" | jq --null-input --arg name "$3" "input | any(.$2[]; .name == \\$name)"
}
has_kind() {
    case " $BROUGHT " in *" $1 "*) ;; *) echo true && return ;; esac
    has=$(has_one apis groups "\${1%%/*}") || return 1
    if [ "$has" = false ]; then echo false; else has_one "apis/\${1%/*}" resources "\${1##*/}"; fi
}
kinds=""
for kind in $KINDS; do
    if ! has=$(has_kind "\${kind#*:}"); then
        echo "\${kind#*:}: the cluster does not say whether it has such a kind" >&2
        failed=1
    fi
    if [ "$has" = false ]; then continue; fi
    if [ "$awake" = true ]; then kinds="$kinds $kind"; else kinds="$kind $kinds"; fi
done`;

/**
 * Puts one object to sleep, or wakes it. What it had is written down before it has none, and forgotten after it has it
 * again: whenever this ends half way, the next run does the rest.
 */
const SET_OBJECT = `change() {
    if ! answer=$(api --request PATCH --header "Content-Type: application/merge-patch+json" --data "$2" "$1"); then
        echo "$what: not changed: $answer" >&2
        return 1
    fi
}
annotate() {
    change "$url" "{\\"metadata\\":{\\"annotations\\":{\\"$1\\":$2}}}"
}
keep() {
    case "$move" in
    scale) annotate "${MOVES.scale.keeps}" "$1" ;;
    suspend) annotate "${MOVES.suspend.keeps}" "$1" ;;
    pause) annotate "${MOVES.pause.keeps}" "$1" ;;
    hold) annotate "${MOVES.hold.keeps}" "$1" ;;
    esac
}
move_to() {
    case "$move:$1" in
    scale:asleep) change "$url/scale" '{"spec":{"replicas":0}}' ;;
    scale:*) change "$url/scale" "{\\"spec\\":{\\"replicas\\":$1}}" ;;
    suspend:asleep) change "$url" '{"spec":{"suspend":true}}' ;;
    suspend:running) change "$url" '{"spec":{"suspend":false}}' ;;
    pause:asleep) annotate "${PAUSED_REPLICAS}" '"0"' ;;
    pause:unpaused) annotate "${PAUSED_REPLICAS}" null ;;
    pause:*) annotate "${PAUSED_REPLICAS}" "\\"$1\\"" ;;
    hold:asleep) annotate "${PAUSED}" '"true"' ;;
    hold:unpaused) annotate "${PAUSED}" null ;;
    hold:*) annotate "${PAUSED}" "\\"$1\\"" ;;
    esac
}
set_object() {
    url="$API_URL/apis/\${path%/*}/namespaces/$namespace/$resource/$name"
    what="$namespace/$resource/$name"
    if [ "$state" = never ] || [ "$state" = stuck ]; then
        never="$never$resource/$name "
        [ "$state/$awake" = stuck/true ] || return 0
        echo "$what: is never to sleep, but was put to sleep before that was said: wake it by hand" >&2
        return 1
    elif [ "$awake" = false ]; then
        case "$never" in *" $target "*) return 0 ;; esac
        if [ "$state" = unreadable ]; then
            echo "$what: what it has at work cannot be read" >&2
            return 1
        fi
        [ "$state" = awake ] || return 0
        keep "\\"$now\\"" && move_to asleep && echo "$what: asleep, $now at work"
    elif [ "$kept" = unreadable ]; then
        echo "$what: what it had at work cannot be read" >&2
        return 1
    elif [ "$kept" != none ]; then
        if [ "$state" = asleep ]; then
            move_to "$kept" && echo "$what: awake, $kept at work" || return 1
        fi
        keep null
    fi
}`;

/**
 * A scaler waits for the names of what never sleeps, and of what could not be put to sleep: it is left alone with what it scales.
 * It would hold at nothing what nobody remembers.
 */
const SET_ALL = `for namespace in $NAMESPACES; do
    never=" "
    unlisted=""
    for kind in $kinds; do
        move=\${kind%%:*} path=\${kind#*:} resource=\${kind##*/}
        if [ "$move/$awake" = pause/false ] && [ -n "$unlisted" ]; then
            echo "$namespace/$resource: left alone, what never sleeps is not known" >&2
            continue
        fi
        if ! answer=$(api "$API_URL/apis/\${path%/*}/namespaces/$namespace/$resource") ||
            ! objects=$(printf '%s' "$answer" | jq --null-input --raw-output --arg move "$move" "$LIST_OBJECTS"); then
            echo "$namespace/$resource: not listed: $answer" >&2
            failed=1
            [ "$move" != scale ] || unlisted=yes
            continue
        fi
        while read -r name state now kept target; do
            [ -n "$name" ] || continue
            set_object && continue
            failed=1
            never="$never$resource/$name "
        done <<END
$objects
END
    done
done`;

/**
 * Ends the nodes of pools while their controller is still there to end them. Twice in a row none must be left: a pod that was
 * moved off one may have called for another. One that could not be ended may be gone by itself: the next look tells.
 */
const END_NODES = `end_nodes() {
    gives_up=$(($(date +%s) + POOLS_GONE_SECONDS))
    looks=0
    while [ "$looks" -lt 2 ]; do
        [ "$looks" = 0 ] || sleep "$LOOK_EVERY_SECONDS"
        answer=$(api "$API_URL/apis/karpenter.sh/v1/nodeclaims?labelSelector=$POOLS") || return 1
        nodes=$(printf '%s' "$answer" | jq --null-input --raw-output "$LIST_NODES") || return 1
        if [ -z "$nodes" ]; then
            looks=$((looks + 1))
            continue
        fi
        looks=0
        while read -r name state; do
            [ "$state" = there ] || continue
            if answer=$(api --request DELETE "$API_URL/apis/karpenter.sh/v1/nodeclaims/$name"); then
                echo "$name: ended"
            else
                echo "$name: not ended: $answer" >&2
            fi
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

/** Makes what sleeps what the hours say at this moment, however often it runs; then ends what nodes of pools are left. */
export function hoursScript(hasPools: boolean): string {
    const parts = ["set -eu", CALL_API, DECIDE, FIND_KINDS, SET_OBJECT, SET_ALL];
    return [...parts, ...(hasPools ? [END_NODES] : []), 'exit "$failed"', ""].join("\n");
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
        BROUGHT: KINDS.filter(({ isBrought }) => isBrought)
            .map(pathOf)
            .join(" "),
        HOURS: JSON.stringify(tableOf(hours)),
        IS_AWAKE,
        KINDS: KINDS.map(kind => `${kind.move}:${pathOf(kind)}`).join(" "),
        LIST_OBJECTS,
        NAMESPACES: namespaces.join(" "),
        TZ: hours.timeZone,
        ZONES: "/usr/share/zoneinfo",
        ...inPools,
    };
}

function pathOf({ group, resource, version }: SleepingKind): string {
    return `${group}/${version}/${resource}`;
}

/** The hours as the script looks them up: days of the week by number, Monday first, as `date` says them. */
function tableOf(hours: WorkingHours) {
    const { dates, week } = dayTable(hours, "workloads");
    const byNumber = Object.fromEntries(
        WEEKDAYS.map((day, index): [string, readonly DaySpanMinutes[]] => [String(index + 1), week[day]]),
    );
    return { week: byNumber, dates };
}
