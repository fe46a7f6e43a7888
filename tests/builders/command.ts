// The command as users call it.
import { fileURLToPath } from "node:url";

export const GONGKAI = fileURLToPath(new URL("../../bin/gongkai.js", import.meta.url));
