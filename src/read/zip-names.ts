// Lists the member names of a zip without inflating anything, also when the end of the file is missing.
// Must not know what any member means.

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** More members than any document has. */
const MOST_NAMES = 10_000;

/** @returns names as stored, from the directory if there is one, else from the members found before the cut. */
export function zipNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(bytes);
  const names = end === null ? [] : directoryNames(bytes, view, view.getUint32(end + 16, true));
  return names.length > 0 ? names : memberNames(bytes, view);
}

/** Offset of the record that closes a zip; null when the file is cut off before it. */
export function endOfDirectory(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lowest = Math.max(0, bytes.length - 65_557);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return null;
}

function directoryNames(bytes: Uint8Array, view: DataView, start: number): string[] {
  const names: string[] = [];
  let at = start;
  while (at + 46 <= bytes.length && view.getUint32(at, true) === CENTRAL && names.length < MOST_NAMES) {
    const length = view.getUint16(at + 28, true);
    names.push(nameAt(bytes, at + 46, length));
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

function memberNames(bytes: Uint8Array, view: DataView): string[] {
  const names: string[] = [];
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at >= 0 && at + 30 <= bytes.length && names.length < MOST_NAMES) {
    if (view.getUint32(at, true) === LOCAL) names.push(nameAt(bytes, at + 30, view.getUint16(at + 26, true)));
    at = file.indexOf("PK\x03\x04", at + 4, "latin1");
  }
  return names;
}

function nameAt(bytes: Uint8Array, start: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(start, start + length)).replaceAll("\\", "/");
}
