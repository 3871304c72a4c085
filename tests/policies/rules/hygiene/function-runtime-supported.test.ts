import { Secret, Unknown } from "../../../../plan/value";
import { functionRuntimeSupported as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

/** Node.js 20 was mended up to 2026-04-30. */
const on = (today: string, warningDays = 60) => ({ today, settings: { warningDays } });

describe("function-runtime-supported", () => {
    tries(rule, "aws:lambda/function:Function", [
        ["a runtime long before its end", "holds", { runtime: "nodejs24.x" }],
        ["a runtime 60 days before its end", "holds", { runtime: "nodejs20.x" }, on("2026-03-01")],
        ["a runtime 59 days before its end", "violated", { runtime: "nodejs20.x" }, on("2026-03-02")],
        ["a runtime after its end", "violated", { runtime: "python3.8" }],
        ["a runtime whose end is near, and no warning", "holds", { runtime: "nodejs20.x" }, on("2026-04-30", 0)],
        ["a runtime newer than all of its language", "holds", { runtime: "python3.99" }],
        ["a runtime older than all of its language", "violated", { runtime: "nodejs4.3" }],
        ["a newer operating system under an old language", "holds", { runtime: "java8.al2023" }],
        ["a runtime of an unknown language", "undecided", { runtime: "cobol1" }],
        ["a runtime of the program's own", "holds", { runtime: "provided.al2023" }],
        ["no runtime, as in a function from an image", "nothing", { packageType: "Image", imageUri: "registry/api" }],
        ["a runtime that is not known", "undecided", { runtime: Unknown.computed }],
        ["a runtime of another type", "undecided", { runtime: 20 }],
        ["a secret runtime", "violated", { runtime: new Secret("python3.8") }],
    ]);
});
