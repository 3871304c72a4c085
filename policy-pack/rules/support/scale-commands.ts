/** What a command scales. */
export interface Target {
    /** Nothing where that is not known. */
    readonly kind: string | undefined;
    /** Nothing for all of the kind, and where it is not known. */
    readonly name: string | undefined;
    /** Whether all that it says of it is known, and it takes no pick by labels. */
    readonly certain: boolean;
}

/** One command that scales one thing. */
export interface ScaleCommand {
    readonly target: Target;
    /** The word behind `-n`; nothing where there is none. */
    readonly namespace: string | undefined;
    /** Nothing where that is not known. */
    readonly replicas: number | undefined;
}

/** Stands in a command for a word that is not known. */
export const UNREAD_WORD = "$";

/** Whether a word means what it says: a shell puts something else in the place of what has other signs. */
export function isRead(word: string): boolean {
    return /^[a-z0-9][a-z0-9.-]*$/i.test(word);
}

/** Every `kubectl scale deployment/api --replicas=0 -n shop` of a script, in whatever order. */
export function scaleCommands(script: string): readonly ScaleCommand[] {
    return script
        .replace(/\\\n/g, " ")
        .replace(/(?:^|\s)#.*$/gm, "")
        .replace(/(?<!\d)\d*[<>]+&?\s*\S+/g, " ")
        .split(/[;&|\n]/)
        .flatMap(commandsIn);
}

/** Flags whose value may be the next word ("kubectl scale", "kubectl options"). */
const VALUED: ReadonlySet<string> = new Set([
    ...["-n", "--namespace", "--replicas", "-l", "--selector", "-f", "--filename", "-k", "--kustomize"],
    ...["--current-replicas", "--resource-version", "--timeout", "-o", "--output", "--template", "-v", "-s"],
    ...["--server", "--context", "--cluster", "--user", "--kubeconfig", "--token", "--as", "--request-timeout"],
]);

function commandsIn(command: string): readonly ScaleCommand[] {
    const written = command
        .split(/\s+/)
        .map(word => word.replace(/["'`()]/g, ""))
        .filter(word => word !== "");
    const flags = new Map<string, string>();
    const words: string[] = [];
    for (let place = 0; place < written.length; place++) {
        const word = written[place] ?? "";
        const [, flag, value = ""] = /^(--[^=]+|-[a-z])=?(.*)$/i.exec(word) ?? [];
        if (flag === undefined) words.push(word);
        else flags.set(flag, value === "" && VALUED.has(flag) ? (written[++place] ?? "") : value);
    }
    const verb = words.indexOf("scale");
    const replicas = flags.get("--replicas");
    if (verb < 0 || replicas === undefined) return [];
    const picks = ["-l", "--selector"].some(flag => flags.has(flag));
    return targetsOf(words.slice(verb + 1), flags.has("--all") && !picks).map(target => ({
        target,
        namespace: flags.get("-n") ?? flags.get("--namespace"),
        replicas: /^\d+$/.test(replicas) ? Number(replicas) : undefined,
    }));
}

/** `deployment/api statefulset/queue`, `deployment api worker` or `deployments,statefulsets`; nothing for other kinds. */
function targetsOf(words: readonly string[], isAll: boolean): readonly Target[] {
    if (words.some(word => word.includes("/"))) {
        return words.flatMap(word => {
            const [kind = "", name = ""] = word.split("/");
            return targetOf(kind, name);
        });
    }
    const [kinds, ...names] = words;
    // A file says what, or another command.
    if (kinds === undefined) return [{ kind: undefined, name: undefined, certain: false }];
    return kinds
        .split(",")
        .flatMap(kind => (names.length === 0 ? ofKind(kind, isAll) : names.flatMap(name => targetOf(kind, name))));
}

function targetOf(kind: string, name: string): readonly Target[] {
    return ofKind(kind, isRead(name)).map(target => ({ ...target, name: isRead(name) ? name : undefined }));
}

const KINDS: ReadonlyMap<string, string> = new Map([
    ...["deploy", "deployment", "deployments"].map(word => [word, "Deployment"] as const),
    ...["sts", "statefulset", "statefulsets"].map(word => [word, "StatefulSet"] as const),
]);

function ofKind(word: string, certain: boolean): readonly Target[] {
    if (!isRead(word)) return [{ kind: undefined, name: undefined, certain: false }];
    const kind = KINDS.get(word.toLowerCase().split(".")[0] ?? "");
    return kind === undefined ? [] : [{ kind, name: undefined, certain }];
}
