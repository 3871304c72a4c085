import { Secret, Unknown } from "../../../../plan/value";
import { volumesEncrypted as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

describe("volumes-encrypted", () => {
    describe("of a volume", () => {
        tries(rule, "aws:ebs/volume:Volume", [
            ["encryption", "holds", { encrypted: true }],
            ["none", "violated", { encrypted: false }],
            ["nothing said", "violated", {}],
            ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
            ["nothing said, and encryption by default", "holds", {}, { settings: { encryptedByDefault: true } }],
            [
                "none, in spite of encryption by default",
                "violated",
                { encrypted: false },
                { settings: { encryptedByDefault: true } },
            ],
            ["nothing said of a copy, which is as its snapshot is", "undecided", { snapshotId: "snap-1" }],
            ["no encryption of a copy", "violated", { snapshotId: "snap-1", encrypted: false }],
            [
                "nothing said of a copy, and encryption by default",
                "holds",
                { snapshotId: "snap-1" },
                { settings: { encryptedByDefault: true } },
            ],
            ["a value that is not known", "undecided", { encrypted: Unknown.computed }],
            ["a secret value", "violated", { encrypted: new Secret(false) }],
        ]);
    });

    describe("of a copy of a snapshot", () => {
        tries(rule, "aws:ebs/snapshotCopy:SnapshotCopy", [
            ["encryption", "holds", { sourceSnapshotId: "snap-1", encrypted: true }],
            ["nothing said, so that it is as the other is", "undecided", { sourceSnapshotId: "snap-1" }],
        ]);
    });

    describe("of a file system", () => {
        tries(rule, "aws:efs/fileSystem:FileSystem", [
            ["encryption", "holds", { encrypted: true }],
            [
                "nothing said, which encryption of EBS does not help",
                "violated",
                {},
                { settings: { encryptedByDefault: true } },
            ],
        ]);
    });

    describe("of an instance", () => {
        const template = resource(
            "aws:ec2/launchTemplate:LaunchTemplate",
            { blockDeviceMappings: [{ ebs: { encrypted: "true" } }] },
            { name: "template" },
        );
        tries(rule, "aws:ec2/instance:Instance", [
            ["an encrypted disk", "holds", { rootBlockDevice: { encrypted: true } }],
            ["a disk that says nothing", "violated", { rootBlockDevice: { volumeSize: 20 } }],
            [
                "a second disk without",
                "violated",
                { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdb" }] },
            ],
            ["no disk, which is then as the image has it", "undecided", {}],
            ["no disk, and encryption by default", "nothing", {}, { settings: { encryptedByDefault: true } }],
            ["disks that are not known", "undecided", { ebsBlockDevices: Unknown.computed }],
            [
                "a disk made from a snapshot, which is as that is",
                "undecided",
                { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ snapshotId: "snap-1" }] },
            ],
            [
                "no disk, and a launch template, which says how",
                "holds",
                { launchTemplate: { id: Unknown.computed } },
                { comesFrom: { launchTemplate: [template] }, beside: [template] },
            ],
            ["no disk, and a launch template of elsewhere", "undecided", { launchTemplate: { id: "lt-1" } }],
        ]);
    });

    describe("of a launch template", () => {
        tries(rule, "aws:ec2/launchTemplate:LaunchTemplate", [
            ["an encrypted disk, in words", "holds", { blockDeviceMappings: [{ ebs: { encrypted: "true" } }] }],
            [
                "a disk without",
                "violated",
                { blockDeviceMappings: [{ ebs: { encrypted: "true" } }, { ebs: { volumeSize: 20 } }] },
            ],
        ]);
    });
});
