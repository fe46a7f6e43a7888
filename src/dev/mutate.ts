// Documents with faults that are made where their containers are made of parts: in the parts of a zip, the objects of a PDF,
// the sectors of a compound file, the tokens of markup. Changes are drawn from a seed and can be drawn again.
import { unzipSync, zipSync } from "fflate";

export type Random = () => number;

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): Random {
  // Seeds in a row must not begin alike.
  let state = Math.imul((seed ^ (seed >>> 15)) + 0x9e3779b9, 0x85ebca6b) >>> 0;
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const below = (random: Random, count: number) => Math.floor(random() * count);
const oneOf = <T>(random: Random, all: readonly T[]): T => all[below(random, all.length)] as T;

/** A change that may damage. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const lead = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (lead.startsWith("PK")) return inZip(bytes, random, (part) => inTokens(part, random));
  if (lead.startsWith("%PDF")) return inPieces(bytes, random, /\bendobj\b/g);
  if (lead.startsWith("\xd0\xcf")) return inSectors(bytes, random);
  return inTokens(bytes, random);
}

/** A change that says nothing else: every certain figure stays what it was. null where the container has none. */
export function neutral(bytes: Uint8Array, random: Random): Uint8Array | null {
  const text = Buffer.from(bytes).toString("latin1");
  if (text.startsWith("PK")) return inZip(bytes, random, (part) => part);
  if (text.startsWith("%PDF")) return Buffer.from(`${text}\n% ${below(random, 1e9)}\n`, "latin1");
  if (!/^\s*<(?:!doctype html|html)/i.test(text)) return null;
  const tags = text.split(/(?=<\/(?:td|tr|p)>)/i);
  tags.splice(below(random, tags.length), 0, `<!-- ${below(random, 1e9)} -->`);
  return Buffer.from(tags.join(""), "latin1");
}

/** What texts end in, or go on with, where they were cut. */
const TORN = [
  "",
  "\n（\ufffd",
  "(",
  "1.",
  "（一",
  "、",
  "|",
  "\t\t",
  "—",
  "3/",
  "《",
  "．①",
  "\n\n\n",
  "   ",
  "%",
  "件",
];

/** A text that ends or goes on oddly: cut anywhere, and perhaps with a piece of another text, or of the same one again, behind. */
export function spliced(texts: readonly string[], random: Random): string {
  const [text, other] = [oneOf(random, texts), oneOf(random, texts)];
  const anywhere = below(random, text.length + 1);
  // Lines are where rows and labels end.
  const cut = random() < 0.5 ? anywhere : Math.max(0, text.indexOf("\n", anywhere));
  const begun = text.slice(0, cut) + oneOf(random, TORN) + (random() < 0.3 ? oneOf(random, TORN) : "");
  if (random() < 0.5) return begun;
  const from = below(random, other.length);
  const piece = other.slice(from, from + below(random, 2000));
  return begun + piece.repeat(random() < 0.1 ? 1 + below(random, 20) : 1) + oneOf(random, TORN);
}

function inZip(bytes: Uint8Array, random: Random, change: (part: Uint8Array) => Uint8Array): Uint8Array {
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes);
  } catch {
    // One of the broken samples: its bytes are as good as any.
    return inPieces(bytes, random, /PK/g);
  }
  const names = Object.keys(parts);
  const chosen = oneOf(random, names);
  if (names.length > 1 && random() < 0.1) return zipSync({ ...parts, [chosen]: new Uint8Array() });
  return zipSync(
    { ...parts, [chosen]: change(parts[chosen] as Uint8Array) },
    { level: random() < 0.5 ? 0 : 6 },
  );
}

const ODD = ["0,5", "-1", "999999999999", "1e309", "NaN", "", "\u0000", "2147483648", "0x10"];

/** Markup and text are tokens: one is taken away, doubled, exchanged, or its number made odd. */
function inTokens(bytes: Uint8Array, random: Random): Uint8Array {
  const tokens = Buffer.from(bytes)
    .toString("latin1")
    .split(/(<[^>]*>|\\[a-z]+-?\d*|\d+|\s+)/);
  for (let times = 1 + below(random, 4); times > 0; times -= 1) {
    const at = below(random, tokens.length);
    const kind = below(random, 5);
    if (kind === 0) tokens.splice(at, 1 + below(random, 3));
    else if (kind === 1)
      tokens.splice(at, 0, ...Array<string>(1 + below(random, 200)).fill(tokens[at] ?? ""));
    else if (kind === 2) tokens[at] = oneOf(random, tokens);
    else if (kind === 3) tokens[at] = (tokens[at] ?? "").replace(/\d+/, oneOf(random, ODD));
    else tokens[at] = (tokens[at] ?? "").slice(0, below(random, 20));
  }
  return Buffer.from(tokens.join(""), "latin1");
}

/** Stretches between marks are taken away, doubled or exchanged. */
function inPieces(bytes: Uint8Array, random: Random, mark: RegExp): Uint8Array {
  const pieces = Buffer.from(bytes).toString("latin1").split(mark);
  const [a, b] = [below(random, pieces.length), below(random, pieces.length)];
  if (random() < 0.3) pieces.splice(a, 1);
  else if (random() < 0.5) [pieces[a], pieces[b]] = [pieces[b] as string, pieces[a] as string];
  else
    pieces[a] = Buffer.from(inTokens(Buffer.from(pieces[a] as string, "latin1"), random)).toString("latin1");
  return Buffer.from(pieces.join(mark.source.replace(/\\b/g, "")), "latin1");
}

const SECTOR = 512;

/** Sectors of a compound file are zeroed, exchanged, or one of their numbers is set to another. */
function inSectors(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Buffer.from(bytes);
  const sector = () => below(random, Math.max(1, Math.floor(copy.length / SECTOR))) * SECTOR;
  const [a, b] = [sector(), sector()];
  const kind = below(random, 3);
  if (kind === 0) copy.fill(0, a, a + SECTOR);
  else if (kind === 1) copy.copy(copy, a, b, b + SECTOR);
  else copy.writeUInt32LE(below(random, 200), Math.min(a + 4 * below(random, SECTOR / 4), copy.length - 4));
  return copy;
}
