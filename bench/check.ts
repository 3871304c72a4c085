/*
 * `stagewright check` of the reference program against the practical floor (bench/floor.ts), in one run.
 * Command: npm run bench:check [-- rounds]
 */
import * as path from "node:path";
import { measure, report } from "./measure";

const ROUNDS = 7;

async function main(): Promise<void> {
    const root = path.join(__dirname, "../..");
    const rounds = Number(process.argv[2] ?? ROUNDS);
    const check = path.join(root, "dist/cli/main.js");
    const floor = path.join(__dirname, "floor.js");
    report(
        `check of both stacks against the floor, median of ${rounds} rounds in turn`,
        await measure(
            [
                { name: "floor: one process, Pulumi's mocks, 31 bare rules", command: process.execPath, args: [floor] },
                { name: "stagewright check", command: process.execPath, args: [check, "check", "--cwd", root] },
            ],
            rounds,
        ),
    );
}

void main();
