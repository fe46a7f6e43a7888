// Cuts RTF bytes into groups, control words and text. Must not know what the words mean.

export type RtfToken =
  | { readonly kind: "open" }
  | { readonly kind: "close" }
  | { readonly kind: "word"; readonly name: string; readonly value: number | null }
  /** One byte of text in the charset that holds there. */
  | { readonly kind: "byte"; readonly byte: number };

/** Tokens in order; line ends between them are nothing, binary data is passed over. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    at += 1;
    if (byte === 0x7b) yield { kind: "open" };
    else if (byte === 0x7d) yield { kind: "close" };
    else if (byte === 0x0a || byte === 0x0d || byte === 0) continue;
    else if (byte !== 0x5c) yield { kind: "byte", byte };
    else {
      const next = bytes[at];
      if (next === undefined) return;
      if (!isLetter(next)) {
        at += 1;
        if (next === 0x27) {
          const hex = Number.parseInt(String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0), 16);
          at += 2;
          if (!Number.isNaN(hex)) yield { kind: "byte", byte: hex };
        } else yield symbol(next);
        continue;
      }
      let end = at;
      while (end < bytes.length && isLetter(bytes[end] as number)) end += 1;
      const name = ascii(bytes, at, end);
      let digits = end;
      if (bytes[digits] === 0x2d) digits += 1;
      while (digits < bytes.length && isDigit(bytes[digits] as number)) digits += 1;
      const value =
        digits > end && isDigit(bytes[digits - 1] as number) ? Number(ascii(bytes, end, digits)) : null;
      at = value === null ? end : digits;
      if (bytes[at] === 0x20) at += 1;
      if (name === "bin" && value !== null) at += Math.max(0, value);
      else yield { kind: "word", name, value };
    }
  }
}

/** Control symbols: escaped characters are text, the rest are words of one sign. */
function symbol(byte: number): RtfToken {
  if (byte === 0x5c || byte === 0x7b || byte === 0x7d) return { kind: "byte", byte };
  if (byte === 0x0a || byte === 0x0d) return { kind: "word", name: "par", value: null };
  return { kind: "word", name: String.fromCharCode(byte), value: null };
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] as number);
  return text;
}
