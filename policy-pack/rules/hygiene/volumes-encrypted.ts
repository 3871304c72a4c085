import { z } from "zod";
import { expectTrue, resourceRule, type Subject, undecided, type Verdict } from "../../kernel";
import { leftToTemplate } from "../support/launch-template";

const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** Disks within other resources, by type: lists or blocks, each with its own `encrypted`. */
const DISKS: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/instance:Instance": ["rootBlockDevice", "ebsBlockDevices[]"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["rootBlockDevice", "ebsBlockDevices[]"],
    [LAUNCH_TEMPLATE]: ["blockDeviceMappings[].ebs"],
};

/** Types that are storage themselves. Not encrypted where nothing is said (type documentation of the provider). */
const STORAGE = ["aws:ebs/volume:Volume", "aws:efs/fileSystem:FileSystem", "aws:ebs/snapshotCopy:SnapshotCopy"];

/** Inputs that name a snapshot, of which a copy is encrypted where that is (Amazon EBS, "Amazon EBS encryption"; recalled). */
const COPIED_FROM = ["snapshotId", "sourceSnapshotId"];

const BECAUSE = "whoever gets at a disk, a snapshot or a copy reads all of it";

const settings = z.object({
    encryptedByDefault: z
        .boolean()
        .default(false)
        .describe("Whether the organisation encrypts new EBS volumes by default in every account and region."),
});

export const volumesEncrypted = resourceRule({
    name: "volumes-encrypted",
    family: "hygiene",
    severity: "high",
    description: "Every disk and file system is encrypted.",
    remediation:
        "`Cluster` encrypts the disks of its nodes; elsewhere set `encrypted: true` on the volume, on `rootBlockDevice`, or in `blockDeviceMappings[].ebs`. Changing it replaces the volume.",
    appliesTo: [...STORAGE, ...Object.keys(DISKS)],
    settings,
    check(subject, { settings: { encryptedByDefault } }) {
        const disks = DISKS[subject.type];
        if (disks === undefined) {
            // Encryption by default is one of EBS, and not of EFS.
            const isDefault = encryptedByDefault && subject.type.startsWith("aws:ebs/");
            return judgeDisk(subject, "", isDefault);
        }
        const judged = disks.flatMap(disk => judgeDisks(subject, disk, encryptedByDefault));
        if (judged.length > 0 || encryptedByDefault) return judged;
        const disk = (disks[0] ?? "").replace(/\[\].*$/, "");
        return leftToTemplate(subject, disk) ?? ofTheImage(disk);
    },
    remediate(subject) {
        // A template only says how disks are made from now on; anything else that is changed is made anew, and empty.
        if (subject.type !== LAUNCH_TEMPLATE) return undefined;
        const plain = subject
            .readAll("blockDeviceMappings[].ebs")
            .filter(({ path, state }) => state === "known" && isLeftOpen(subject, path))
            .map(({ path }) => [`${path}.encrypted`, "true"] as const);
        return Object.fromEntries(plain);
    },
});

/** A disk made from a snapshot is encrypted as that is: the provider takes no word of it. */
function isLeftOpen(subject: Subject, disk: string): boolean {
    return ["encrypted", "snapshotId"].every(property => subject.read(`${disk}.${property}`).state === "absent");
}

function judgeDisks(subject: Subject, disk: string, encryptedByDefault: boolean): readonly Verdict[] {
    return subject
        .readAll(disk)
        .filter(({ state }) => state !== "absent")
        .map(({ path }) => judgeDisk(subject, `${path}.`, encryptedByDefault));
}

/** @param prefix Where the properties of the disk stand: nothing, or a path that ends in a dot. */
function judgeDisk(subject: Subject, prefix: string, encryptedByDefault: boolean): Verdict {
    const property = `${prefix}encrypted`;
    const source = COPIED_FROM.find(input => subject.read(`${prefix}${input}`).state !== "absent");
    const isAsSource = source !== undefined && subject.read(property).state === "absent" && !encryptedByDefault;
    if (!isAsSource) return expectTrue(subject, property, { because: BECAUSE, default: encryptedByDefault });
    const message = `${property} is not set, and the disk is then as its ${source} is, which the plan does not show`;
    return undecided({ property, message });
}

function ofTheImage(property: string): Verdict {
    const message = `${property} is not set, and the disk is then as the machine image has it, which the plan does not show`;
    return undecided({ property, message });
}
