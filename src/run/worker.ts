// A reading process as it is started by its path: the engine is set before anything is loaded.
// Must not know what is read.
import { setFlagsFromString } from "node:v8";
import { sweepEarly } from "./heap.ts";

/**
 * A process that reads hundreds of documents gains nothing from compiling what it has run a few times: with the usual budget a tenth
 * to a third of a run is spent in the optimiser's threads. In the engine's own units, bytes of bytecode run; fifteen times its usual.
 */
const BUDGET = 1_000_000;
/** Later engines have no such budget, and gain nothing from calls that have to be more. */
const LATER = 12;

sweepEarly();
const [major = ""] = process.versions.v8.split(".");
if (Number(major) < LATER) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
await import("./reading.ts");
