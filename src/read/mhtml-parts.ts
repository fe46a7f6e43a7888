// The parts of a message: bodies decoded from their transfer, with what their headers say of them.
// Must not know what a part is for.

export interface MailPart {
  /** Media type with its parameters, as written. */
  readonly type: string;
  readonly body: Uint8Array;
  readonly charset: string | undefined;
  readonly id: string | undefined;
  readonly location: string | undefined;
  /** The name of the file that the part is, as the headers have it: it may be coded. */
  readonly file: string | undefined;
}

/** Parts within parts deeper than this are made to tire a reader. */
const DEEPEST = 8;

/** The parts of a message in order, one character a byte. */
export function mailParts(message: string, depth = 0): MailPart[] {
  const split = /\r?\n\r?\n/.exec(message);
  if (!split || depth > DEEPEST) return [];
  const headers = message.slice(0, split.index).replace(/\r?\n[ \t]+/g, " ");
  const body = message.slice(split.index + split[0].length);
  const type = header(headers, "content-type") ?? "text/plain";
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(type)?.[1];
  if (/^multipart\//i.test(type) && boundary !== undefined) {
    const parts: MailPart[] = [];
    for (const part of body.split(`--${boundary}`).slice(1)) {
      if (part.startsWith("--")) break;
      parts.push(...mailParts(part.replace(/^\r?\n/, ""), depth + 1));
    }
    return parts;
  }
  if (/^message\/rfc822/i.test(type)) return mailParts(body, depth + 1);
  const encoding = header(headers, "content-transfer-encoding")?.toLowerCase();
  return [
    {
      type,
      body: decodeBody(body, encoding),
      charset: /charset="?([\w-]+)/i.exec(type)?.[1],
      id: header(headers, "content-id")?.replace(/^<|>$/g, ""),
      location: header(headers, "content-location"),
      file: fileName(headers, type),
    },
  ];
}

function fileName(headers: string, type: string): string | undefined {
  const disposition = header(headers, "content-disposition") ?? "";
  const named = /\bname\*?="?([^";]+)/i.exec(type)?.[1];
  const told = /\bfilename\*?="?([^";]+)/i.exec(disposition)?.[1] ?? named;
  return told ?? (/^attachment/i.test(disposition) ? "" : undefined);
}

function header(headers: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, "im").exec(headers)?.[1]?.trim();
}

function decodeBody(body: string, encoding: string | undefined): Uint8Array {
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  const plain = body
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}
