// Text into the bytes of a charset, as browsers write them into queries and forms.
// Must not know pages or addresses as such.
import iconv from "iconv-lite";

/** Percent-encoded in the charset of the page that it stands in. */
export function encodeIn(text: string, charset: string): string {
  const known = iconv.encodingExists(charset) ? charset : "utf-8";
  return [...iconv.encode(text, known)].map(escaped).join("");
}

/** A query whose characters outside of ASCII are encoded in the page's charset; what is encoded already stays. */
export function encodeQuery(address: string, charset: string): string {
  const at = address.indexOf("?");
  if (at < 0 || /^utf-?8$/i.test(charset)) return address;
  const query = address.slice(at).replace(/[^\u0000-\u007f]+/g, (text) => encodeIn(text, charset));
  return address.slice(0, at) + query;
}

function escaped(byte: number): string {
  const char = String.fromCharCode(byte);
  return /[\w.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
