// Pages that an address holds itself (`data:text/html;…`), as frames that scripts and archives of pages make show them.
// Must not know what a page says.
import { decodeText } from "./charset.ts";

const ADDRESS = /^\s*data:(?:text\/html|application\/xhtml\+xml)((?:;[^,;]*)*),([\s\S]*)$/i;

/** The mark-up in such an address; null where it is another. */
export function markupInAddress(address: string): string | null {
  const [, parameters = "", written] = ADDRESS.exec(address) ?? [];
  if (written === undefined) return null;
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(parameters)?.[1];
  const letters = Buffer.from(written, "utf8").toString("latin1");
  const bytes = letters.replace(/%([0-9a-f]{2})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const held = Buffer.from(bytes, /;\s*base64\s*(?:;|$)/i.test(parameters) ? "base64" : "latin1");
  return decodeText(held, [charset]).text;
}
