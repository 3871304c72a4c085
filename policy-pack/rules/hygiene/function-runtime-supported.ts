import { z } from "zod";
import { resourceRule, undecidedBecauseUnknown } from "../../kernel";
import { judgeSupport, type SupportCalendar, warningDays } from "../support/support-calendar";

/**
 * The day from which on Lambda no longer mends each runtime (Lambda, "Lambda runtimes"), as published up to November
 * 2026. Runtimes that ended before 2024 are older than any of these.
 */
const CALENDAR: SupportCalendar = {
    "nodejs16.x": "2024-06-12",
    "nodejs18.x": "2025-09-01",
    "nodejs20.x": "2026-04-30",
    "nodejs22.x": "2027-04-30",
    "nodejs24.x": "2028-04-30",
    "python3.8": "2024-10-14",
    "python3.9": "2025-12-15",
    "python3.10": "2026-10-31",
    "python3.11": "2027-06-30",
    "python3.12": "2028-10-31",
    "python3.13": "2029-06-30",
    "python3.14": "2029-06-30",
    java8: "2024-01-08",
    "java8.al2": "2027-06-30",
    java11: "2027-06-30",
    java17: "2027-06-30",
    java21: "2029-06-30",
    java25: "2029-06-30",
    "java8.al2023": "2029-06-30",
    "java11.al2023": "2029-06-30",
    "java17.al2023": "2029-06-30",
    "dotnetcore2.1": "2022-01-05",
    "dotnetcore3.1": "2023-04-03",
    dotnet6: "2024-11-12",
    dotnet8: "2026-11-10",
    dotnet10: "2028-11-14",
    "ruby2.7": "2023-11-27",
    "ruby3.2": "2026-03-31",
    "ruby3.3": "2027-03-31",
    "ruby3.4": "2028-03-31",
    "ruby4.0": "2029-03-31",
    "go1.x": "2024-01-08",
    provided: "2024-01-08",
    // Recalled, not looked up: the published calendar no longer lists it.
    "provided.al2": "2026-07-31",
    "provided.al2023": "2029-06-30",
};

export const functionRuntimeSupported = resourceRule({
    name: "function-runtime-supported",
    family: "hygiene",
    severity: "medium",
    description: "Every function runs on a Lambda runtime that AWS keeps mending for a while.",
    remediation: "Set `runtime` to a newer version of the language, and test the function on it.",
    appliesTo: ["aws:lambda/function:Function"],
    settings: z.object({ warningDays }),
    check(subject, { settings, today }) {
        const reading = subject.read("runtime");
        // A function made from a container image has none: the image brings its own.
        if (reading.state === "absent") return [];
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        return judgeSupport({
            reading,
            calendar: CALENDAR,
            series: typeof reading.value === "string" ? reading.value : undefined,
            today,
            warningDays: settings.warningDays,
            because: "flaws in it are no longer mended, and one day the function can no longer be updated",
        });
    },
});
