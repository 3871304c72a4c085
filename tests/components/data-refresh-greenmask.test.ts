import * as assert from "node:assert/strict";
import { parse } from "yaml";
import { GREENMASK_TRANSFORMERS, type GreenmaskConfiguration } from "../../components";
import { greenmaskYaml } from "../../components/data-refresh/greenmask";
import { GREENMASK } from "./data-refresh-samples";

const FOLDERS = { dump: "/refresh/dump", temporary: "/refresh/temporary" };
const DECIDED = {
    "no-privileges": true,
    "no-publications": true,
    "no-subscriptions": true,
    "no-security-labels": true,
};

describe("the configuration of Greenmask", () => {
    it("given all that there is to say, says it in Greenmask's own words, and where the dump goes", () => {
        const { common, log, dump, custom_transformers } = GREENMASK;
        assert.deepEqual(parse(greenmaskYaml(GREENMASK, FOLDERS)), {
            common: { ...common, tmp_dir: "/refresh/temporary" },
            log,
            storage: { type: "directory", directory: { path: "/refresh/dump" } },
            dump: { pg_dump_options: { ...dump.pg_dump_options, ...DECIDED }, transformation: dump.transformation },
            custom_transformers,
        });
    });

    it("given no more than tables, leaves the rest to Greenmask", () => {
        const smallest: GreenmaskConfiguration = {
            dump: { transformation: [{ schema: "public", name: "customers", transformers: [] }] },
        };
        assert.equal(
            greenmaskYaml(smallest, FOLDERS),
            [
                "common:",
                "  tmp_dir: /refresh/temporary",
                "storage:",
                "  type: directory",
                "  directory:",
                "    path: /refresh/dump",
                "dump:",
                "  transformation:",
                "    - schema: public",
                "      name: customers",
                "      transformers: []",
                "  pg_dump_options:",
                "    no-privileges: true",
                "    no-publications: true",
                "    no-subscriptions: true",
                "    no-security-labels: true",
                "",
            ].join("\n"),
        );
    });

    it("given an option that would let privileges out, keeps them in", () => {
        const configuration = { dump: { transformation: [], pg_dump_options: { "no-privileges": false } } };
        const { dump } = parse(greenmaskYaml(configuration, FOLDERS)) as { dump: { pg_dump_options: object } };
        assert.deepEqual(dump.pg_dump_options, DECIDED);
    });

    it("quotes what YAML would read as something else", () => {
        const params = { value: "no", list: ["1.0", "~"], number: 7 };
        const transformers = [{ name: "Replace", params }];
        const yaml = greenmaskYaml({ dump: { transformation: [{ schema: "s", name: "t", transformers }] } }, FOLDERS);
        const { dump } = parse(yaml) as { dump: { transformation: readonly { transformers: unknown }[] } };
        assert.deepEqual(dump.transformation[0]?.transformers, transformers);
    });

    it("knows each transformer once", () => {
        assert.equal(new Set(GREENMASK_TRANSFORMERS).size, GREENMASK_TRANSFORMERS.length);
    });
});
