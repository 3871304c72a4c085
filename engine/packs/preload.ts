import { guardInspect } from "../child/inspect-guard";

/* Runs in a pack's own process before anything else: a pack that fails must say so within seconds. */

guardInspect();
