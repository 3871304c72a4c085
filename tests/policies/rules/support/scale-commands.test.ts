import * as assert from "node:assert/strict";

import { scaleCommands } from "../../../../policy-pack/rules/support/scale-commands";

/** What a script scales: kind, name, namespace, how many, and a question mark where not all of it is certain. */
const read = (script: string) =>
    scaleCommands(script).map(({ namespace, replicas, target: { certain, kind, name } }) =>
        [kind ?? "?", name ?? "*", namespace ?? "", replicas ?? "?", certain ? "" : "?"].join(" ").trim(),
    );

describe("commands that scale workloads", () => {
    for (const [script, ...expected] of [
        ["kubectl scale deployment/api --replicas=0", "Deployment api  0"],
        ["kubectl -n shop scale deployment/api --replicas=0", "Deployment api shop 0"],
        ["kubectl scale --replicas 0 --namespace=shop deploy api", "Deployment api shop 0"],
        ["kubectl scale -nshop deployments.v1.apps/api --replicas=0", "Deployment api shop 0"],
        ['kubectl scale \'deployment/api\' --replicas="0" --namespace "shop"', "Deployment api shop 0"],
        ["kubectl scale \\\n  --replicas=2 \\\n  sts/queue", "StatefulSet queue  2"],
        ["kubectl scale deploy/a sts/b --replicas=0", "Deployment a  0", "StatefulSet b  0"],
        ["kubectl scale deployment a b --replicas=0", "Deployment a  0", "Deployment b  0"],
        ["kubectl scale deployment --replicas=0 api", "Deployment api  0"],
        ["kubectl scale deploy,sts --all --replicas=0", "Deployment *  0", "StatefulSet *  0"],
        [
            "kubectl scale deployment/a --replicas=0 -n x; kubectl scale deployment/b --replicas=1",
            "Deployment a x 0",
            "Deployment b  1",
        ],
        ["kubectl scale deployment/a --replicas=0 >/dev/null 2>&1 || true", "Deployment a  0"],
        ["kubectl scale deployment -l app=x --replicas=0", "Deployment *  0 ?"],
        ["kubectl scale deployment --all --selector=app=x --replicas=0", "Deployment *  0 ?"],
        ["kubectl scale --replicas=0 -f app.yaml", "? *  0 ?"],
        ["kubectl get deploy -o name | xargs kubectl scale --replicas=0", "? *  0 ?"],
        ["kubectl scale deployment/$NAME --replicas=0", "Deployment *  0 ?"],
        ["kubectl scale $KIND --replicas=0", "? *  0 ?"],
        ["kubectl scale deployment/api --replicas=$COUNT -n $NS", "Deployment api $NS ?"],
        ["kubectl scale deployment/api --current-replicas=2 --replicas=0", "Deployment api  0"],
        ["kubectl scale rs/api --replicas=0"],
        ["# kubectl scale deployment/api --replicas=0"],
        ["kubectl autoscale deployment/api --min=0"],
        ["kubectl scale deployment/api"],
        [""],
    ] as const) {
        it(`given ${JSON.stringify(script)}, reads ${expected.length === 0 ? "nothing" : expected.join(", ")}`, () => {
            assert.deepEqual(read(script), expected);
        });
    }

    it("given a script of thousands of commands, reads it at once", () => {
        const many = "kubectl scale deployment/api --replicas=0 -n shop\n".repeat(5_000);
        assert.equal(scaleCommands(many).length, 5_000);
        assert.deepEqual(scaleCommands(" ".repeat(100_000)), []);
        assert.deepEqual(scaleCommands(`${"9".repeat(200_000)}${"-".repeat(200_000)}`), []);
    });
});
