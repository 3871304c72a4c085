import { planStacks } from "/tmp/wt-parity/engine/index";
import { compareStacks } from "/tmp/wt-parity/parity/stacks";
async function main() {
  const planned = await planStacks({ cwd: process.argv[2] ?? "/tmp/wt-parity", stacks: (process.argv[3] ?? "prod,staging").split(","), signal: new AbortController().signal } as never);
  const [a, b] = planned.map((p: any) => p.plan);
  const t = Date.now();
  const c = compareStacks(a, b);
  console.log(Date.now() - t, "ms", c.pairs.length, "pairs", c.pairs.filter(p => p.by !== "place").map(p => [p.left.path, p.right.path]));
  for (const d of c.differences) {
    if (d.kind === "property") console.log(d.at, d.pair.left.type, "#", d.property, JSON.stringify(show(d.left)), "|", JSON.stringify(show(d.right)));
    else console.log("ONLY", d.only.side, d.at, d.only.resources.length, "resources;", d.consequences.length, "consequences");
  }
}
function show(v: any): any { if (!v) return undefined; return v.kind === "plain" ? v.planned : v.kind === "map" ? Object.fromEntries([...v.fields].map(([k, x]: any) => [k, show(x)])) : v.kind === "list" ? v.items.map(show) : v.kind === "unknown" ? "?" + v.from.join() : v.kind; }
void main();
