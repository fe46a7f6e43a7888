// What bytes and texts are known by. Must not know what they are of.
import { createHash } from "node:crypto";

/** In hexadecimal digits; a text is taken as UTF-8. */
export function sha256(of: string | Uint8Array): string {
  return createHash("sha256").update(of).digest("hex");
}
