import * as pulumi from "@pulumi/pulumi";
import { BREACHES } from "./all";
import { buildBreaches } from "./site";

/* The whole catalogue as a Pulumi program, for the real engine to preview. */

const stack = pulumi.getStack();
if (stack !== "staging" && stack !== "prod") throw new Error(`expected the stack staging or prod, got ${stack}`);
buildBreaches(BREACHES, stack, process.env["BREACHES_TWIN"] === "true");
