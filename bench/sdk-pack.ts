/*
 * The same rules as our pack, composed with `@pulumi/policy` as teams do it: what `bench/pack.ts` holds our server against.
 */
import { PolicyPack } from "@pulumi/policy";
import { rules, toPulumiPolicies } from "../policy-pack/index";

const [today = ""] = new Date().toISOString().split("T");

new PolicyPack("composed", { policies: [...toPulumiPolicies(rules, { today, environment: process.env })] });
