import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Plan } from "../../../plan/plan";
import { plainly, resource } from "../plan";
import { removeFolder } from "../remove-folder";

/** A container as a task definition describes it. */
interface Container {
    readonly name: string;
    readonly essential: boolean;
    readonly entryPoint: readonly string[];
    readonly command: readonly string[];
    readonly environment: readonly { readonly name: string; readonly value: string }[];
    readonly dependsOn?: readonly { readonly containerName: string; readonly condition: string }[];
}

/** How a task ended. */
export interface Ended {
    /** Exit code of each container. */
    readonly codes: Readonly<Record<string, number | null>>;
    /** What the containers wrote, in their order. */
    readonly log: string;
}

/** What stands in for the cloud around a task. */
export interface TaskSurroundings {
    /** Folders before `PATH`: the stand-in for the AWS CLI, PostgreSQL's programs, the masking tool. */
    readonly programs: readonly string[];
    /** Told to every container, over what the plan says. */
    readonly variables: Readonly<Record<string, string>>;
}

/**
 * Runs a planned task as ECS would: its containers one after the other, whatever their exit codes, with a folder that they
 * share. Nothing is taken from anywhere but the plan, save where that folder lies.
 */
export async function runTask(plan: Plan, task: string, around: TaskSurroundings): Promise<Ended> {
    const containers = JSON.parse(
        plainly(resource(plan, task).inputs["containerDefinitions"]) as string,
    ) as readonly Container[];
    const folder = mkdtempSync(path.join(tmpdir(), "task-"));
    const work = path.join(folder, "work");
    mkdirSync(work);
    const codes: Record<string, number | null> = {};
    let log = "";
    try {
        for (const [at, container] of containers.entries()) {
            const waitsFor = container.dependsOn ?? [];
            const before = containers[at - 1];
            const expected = before === undefined ? [] : [{ containerName: before.name, condition: "COMPLETE" }];
            if (JSON.stringify(waitsFor) !== JSON.stringify(expected))
                throw new Error(`${container.name} waits for another`);
            const ended = await runContainer(container, work, around);
            codes[container.name] = ended.code;
            log += ended.log;
        }
    } finally {
        removeFolder(folder);
    }
    return { codes, log };
}

function runContainer(
    { entryPoint, command, environment }: Container,
    work: string,
    { programs, variables }: TaskSurroundings,
): Promise<{ readonly code: number | null; readonly log: string }> {
    const [program = "", ...args] = [...entryPoint, ...command];
    const child = spawn(program, args, {
        cwd: work,
        env: {
            PATH: [...programs, process.env["PATH"] ?? ""].join(path.delimiter),
            HOME: work,
            ...Object.fromEntries(environment.map(({ name, value }) => [name, value])),
            TMPDIR: work,
            WORK_FOLDER: work,
            ...variables,
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8");
        stream.on("data", (text: string) => {
            log += text;
        });
    }
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", code => {
            resolve({ code, log });
        });
    });
}
