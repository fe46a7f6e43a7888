// A table from texts of some kinds to places in a file, and a mark for each of them, that holds hashes in the place of the texts:
// 24 bytes an entry, and saved and loaded as it is. What stands at a place says whether it is what was looked for.
// Must not know what the texts, the kinds, the places or the marks are.

const WORDS = 4;
const MARK = 3;
const SLOT_BYTES = Float64Array.BYTES_PER_ELEMENT + WORDS * Uint32Array.BYTES_PER_ELEMENT;
const FEWEST_SLOTS = 1 << 10;
/** Entries for each slot at most: with more, looking one up takes ever more steps. */
const FULL = 0.7;
const EMPTY = 0;
/** Places are kept one higher, so that nothing is nothing. */
const SHIFT = 1;
const FORGOTTEN = -1;

export class PlaceTable {
  private places: Float64Array;
  /** Three words of hash and the mark. */
  private words: Uint32Array;
  private used = 0;

  /** @param bytes of another table, which are this one's from now on. @throws Error where they are of none */
  constructor(bytes: ArrayBuffer = new ArrayBuffer(FEWEST_SLOTS * SLOT_BYTES)) {
    const slots = bytes.byteLength / SLOT_BYTES;
    if (slots < FEWEST_SLOTS || (slots & (slots - 1)) !== 0) throw new Error("these bytes are no table");
    this.places = new Float64Array(bytes, 0, slots);
    this.words = new Uint32Array(bytes, this.places.byteLength);
    for (const place of this.places) if (place !== EMPTY) this.used += 1;
  }

  /** The whole table. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.places.buffer);
  }

  /** @param kind 32 bits: texts of different kinds are different texts */
  get(kind: number, text: string): number | undefined {
    const place = this.places[this.slotOf(kind, text)] as number;
    return place === EMPTY || place === FORGOTTEN ? undefined : place - SHIFT;
  }

  /** What was put there beside its place. */
  markOf(kind: number, text: string): number | undefined {
    const slot = this.slotOf(kind, text);
    const place = this.places[slot];
    return place === EMPTY || place === FORGOTTEN ? undefined : this.words[WORDS * slot + MARK];
  }

  /** @param mark 32 bits that are to be had without a look at the place */
  set(kind: number, text: string, place: number, mark = 0): void {
    const slot = this.slotOf(kind, text);
    const isNew = this.places[slot] === EMPTY;
    this.places[slot] = place + SHIFT;
    this.words.set(HASH, WORDS * slot);
    this.words[WORDS * slot + MARK] = mark;
    if (!isNew) return;
    this.used += 1;
    if (this.used > FULL * this.places.length) this.grow();
  }

  forget(kind: number, text: string): void {
    const slot = this.slotOf(kind, text);
    if (this.places[slot] !== EMPTY) this.places[slot] = FORGOTTEN;
  }

  /** The slot of a text, or the empty one that it would have; its hash stands in `HASH` then. */
  private slotOf(kind: number, text: string): number {
    hash(kind, text);
    return this.slotOfHash();
  }

  private slotOfHash(): number {
    const { places, words } = this;
    const [low, middle, high] = HASH as unknown as readonly [number, number, number];
    const last = places.length - 1;
    for (let slot = low & last; ; slot = (slot + 1) & last) {
      if (places[slot] === EMPTY) return slot;
      const at = WORDS * slot;
      if (words[at] === low && words[at + 1] === middle && words[at + 2] === high) return slot;
    }
  }

  private grow(): void {
    const { places, words } = this;
    const bytes = new ArrayBuffer(2 * places.buffer.byteLength);
    this.places = new Float64Array(bytes, 0, 2 * places.length);
    this.words = new Uint32Array(bytes, 2 * places.byteLength);
    for (const [slot, place] of places.entries()) {
      if (place === EMPTY) continue;
      const own = words.subarray(WORDS * slot, WORDS * (slot + 1));
      HASH.set(own.subarray(0, MARK));
      const to = this.slotOfHash();
      this.places[to] = place;
      this.words.set(own, WORDS * to);
    }
  }
}

/** Of the text that was looked for last: made anew for each, it would cost more than all else. */
const HASH = new Uint32Array(MARK);

/**
 * Three hashes of 32 bits that know nothing of one another (MurmurHash2's rounds by three multipliers, each ended by its finish):
 * that any of a million texts is taken for one of a million others happens once in 10^16 tables.
 */
function hash(kind: number, text: string): void {
  let low = 0x9747b28c ^ kind;
  let middle = 0x3c6ef372 ^ kind;
  let high = 0x27d4eb2f ^ kind;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 15;
    middle = Math.imul(middle ^ code, 0x2c1b3c6d);
    middle ^= middle >>> 13;
    high = Math.imul(high ^ code, 0x165667b1);
    high ^= high >>> 14;
  }
  HASH[0] = finished(low);
  HASH[1] = finished(middle);
  HASH[2] = finished(high);
}

function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
