/** One resource as the Pulumi CLI wrote it down. */
export interface WrittenRecord {
    urn: string;
    type: string;
    parent?: string;
    retainOnDelete?: boolean;
    inputs: Record<string, unknown>;
    dependencies?: string[];
    propertyDependencies?: Record<string, string[]>;
}

/** The part of a preview's JSON and of an exported state that holds the records. */
interface Document {
    readonly steps?: { op: string; urn: string; newState: WrittenRecord }[];
    readonly changeSummary?: Readonly<Record<string, number>>;
    readonly deployment?: { readonly resources: WrittenRecord[] };
}

/**
 * A preview's JSON or an exported state that a test changes, as if another program had been previewed or deployed. Every
 * change is made to a copy.
 */
export class RecordedStack {
    private constructor(private readonly document: Document) {}

    /** @param text What the CLI printed. */
    static of(text: string): RecordedStack {
        return new RecordedStack(JSON.parse(text) as Document);
    }

    /** What a reader of files would parse. */
    get json(): unknown {
        return this.document;
    }

    urnOf(name: string): string {
        return this.record(name).urn;
    }

    /** With one record changed in place. */
    changed(name: string, change: (record: WrittenRecord) => void): RecordedStack {
        const copy = RecordedStack.of(JSON.stringify(this.document));
        change(copy.record(name));
        return copy;
    }

    /** With one property of one record in place of what it was. */
    withInput(name: string, property: string, value: unknown): RecordedStack {
        return this.changed(name, record => {
            record.inputs[property] = value;
        });
    }

    /** With one part of one input another one, however deep in it and in whatever text it lies. */
    replacedIn(name: string, property: string, from: string, to: string): RecordedStack {
        return this.changed(name, record => {
            const before = JSON.stringify(record.inputs[property]);
            const after = before.replace(from, to);
            if (after === before) throw new Error(`${property} of ${name} does not hold ${from}`);
            record.inputs[property] = JSON.parse(after);
        });
    }

    /** Without one record, and without anything that waits for it. */
    without(name: string): RecordedStack {
        const { urn } = this.record(name);
        const { changeSummary, deployment, steps } = this.document;
        const { op = "" } = steps?.find(step => step.urn === urn) ?? {};
        const left = {
            ...this.document,
            ...(changeSummary && { changeSummary: { ...changeSummary, [op]: (changeSummary[op] ?? 1) - 1 } }),
            ...(steps && { steps: steps.filter(step => step.urn !== urn) }),
            ...(deployment && {
                deployment: { ...deployment, resources: deployment.resources.filter(one => one.urn !== urn) },
            }),
        };
        const withoutUrn = (_: string, value: unknown): unknown =>
            Array.isArray(value) ? value.filter(item => item !== urn) : value;
        return RecordedStack.of(JSON.stringify(left, withoutUrn));
    }

    /** With a copy of one record under another name. */
    withCopy(name: string, copyName: string): RecordedStack {
        const original = this.record(name);
        const copy = { ...original, urn: named(original.urn, copyName) };
        const { deployment, steps } = this.document;
        return new RecordedStack({
            ...this.document,
            ...(steps && { steps: [...steps, { op: "create", urn: copy.urn, newState: copy }] }),
            ...(deployment && { deployment: { ...deployment, resources: [...deployment.resources, copy] } }),
        });
    }

    /** With one record called otherwise, wherever it is spoken of. */
    renamed(name: string, newName: string): RecordedStack {
        const { urn } = this.record(name);
        return this.spelled(urn, named(urn, newName));
    }

    /** With one record below another parent. */
    moved(name: string, parentName: string): RecordedStack {
        const { urn } = this.record(name);
        const { urn: parent } = this.record(parentName);
        const [stack, project, types = ""] = parent.split("::");
        const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
        return this.changed(name, record => {
            record.parent = parent;
        }).spelled(urn, [stack, project, `${types}$${type}`, name].join("::"));
    }

    private spelled(urn: string, newUrn: string): RecordedStack {
        return RecordedStack.of(JSON.stringify(this.document).replaceAll(`${urn}"`, `${newUrn}"`));
    }

    private record(name: string): WrittenRecord {
        const records =
            this.document.deployment?.resources ?? this.document.steps?.map(({ newState }) => newState) ?? [];
        const found = records.find(({ urn }) => urn.endsWith(`::${name}`));
        if (found === undefined) throw new Error(`there is no record of ${name}`);
        return found;
    }
}

function named(urn: string, name: string): string {
    return `${urn.slice(0, urn.lastIndexOf("::"))}::${name}`;
}
