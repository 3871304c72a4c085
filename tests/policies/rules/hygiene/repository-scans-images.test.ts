import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { repositoryScansImages as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const scanning = (scanOnPush: PropertyValue) => ({ imageScanningConfiguration: { scanOnPush } });
const beside = (rules: PropertyValue) => ({
    beside: [
        resource(
            "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
            { scanType: "ENHANCED", rules },
            { name: "registry" },
        ),
    ],
});
const registry = (filter: PropertyValue, scanFrequency: PropertyValue = "SCAN_ON_PUSH") =>
    beside([{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }]);

describe("repository-scans-images", () => {
    tries(rule, "aws:ecr/repository:Repository", [
        ["a scan on push", "holds", scanning(true)],
        ["none", "violated", scanning(false)],
        ["nothing said", "violated", {}],
        ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
        ["a value that is not known", "undecided", scanning(Unknown.computed)],
        ["a value of another type", "undecided", scanning("often")],
        ["a secret value", "violated", scanning(new Secret(false))],
        ["a registry that scans everything", "holds", {}, registry("*")],
        ["a registry that goes on scanning everything", "holds", {}, registry("*", "CONTINUOUS_SCAN")],
        ["a registry that scans when asked", "violated", {}, registry("*", "MANUAL")],
        ["a registry that scans some", "undecided", {}, registry("api-*")],
        ["a registry whose filters are not known", "undecided", {}, registry(Unknown.computed)],
        ["a registry whose frequency is not known", "undecided", {}, registry("*", Unknown.computed)],
        ["a registry whose rules are not known", "undecided", {}, beside(Unknown.computed)],
        ["a registry without rules", "violated", {}, beside([])],
        ["a registry that scans some, and a scan on push", "holds", scanning(true), registry("api-*")],
        ["a registry outside of the program", "holds", {}, { settings: { scannedByRegistry: true } }],
    ]);
});
