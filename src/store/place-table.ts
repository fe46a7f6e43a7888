// A table from texts to places in a file that holds hashes in the place of the texts: sixteen bytes an entry, and saved and
// loaded as it is. Whoever looks something up holds what stands at the place against what was looked for.
// Must not know what the texts or the places are.

const SLOT_BYTES = 16;
const FEWEST_SLOTS = 1 << 10;
/** Entries for each slot at most: with more, looking one up takes ever more steps. */
const FULL = 0.7;
const EMPTY = 0;
/** Places are kept one higher, so that nothing is nothing. */
const SHIFT = 1;
const FORGOTTEN = -1;

export class PlaceTable {
  private places: Float64Array;
  private hashes: Uint32Array;
  private used = 0;

  /** @param bytes of another table, which are this one's from now on. @throws Error where they are of none */
  constructor(bytes: ArrayBuffer = new ArrayBuffer(FEWEST_SLOTS * SLOT_BYTES)) {
    const slots = bytes.byteLength / SLOT_BYTES;
    if (slots < FEWEST_SLOTS || (slots & (slots - 1)) !== 0) throw new Error("these bytes are no table");
    this.places = new Float64Array(bytes, 0, slots);
    this.hashes = new Uint32Array(bytes, slots * Float64Array.BYTES_PER_ELEMENT);
    for (const place of this.places) if (place !== EMPTY) this.used += 1;
  }

  /** The whole table. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.places.buffer);
  }

  get(text: string): number | undefined {
    const place = this.places[this.slotOf(...hashOf(text))] as number;
    return place === EMPTY || place === FORGOTTEN ? undefined : place - SHIFT;
  }

  set(text: string, place: number): void {
    this.put(hashOf(text), place + SHIFT);
  }

  forget(text: string): void {
    const slot = this.slotOf(...hashOf(text));
    if (this.places[slot] !== EMPTY) this.places[slot] = FORGOTTEN;
  }

  private put([low, high]: Hash, kept: number): void {
    const slot = this.slotOf(low, high);
    const isNew = this.places[slot] === EMPTY;
    this.places[slot] = kept;
    this.hashes[2 * slot] = low;
    this.hashes[2 * slot + 1] = high;
    if (!isNew) return;
    this.used += 1;
    if (this.used > FULL * this.places.length) this.grow();
  }

  /** The slot of a hash, or the empty one that it would have. */
  private slotOf(low: number, high: number): number {
    const last = this.places.length - 1;
    for (let slot = low & last; ; slot = (slot + 1) & last) {
      if (this.places[slot] === EMPTY) return slot;
      if (this.hashes[2 * slot] === low && this.hashes[2 * slot + 1] === high) return slot;
    }
  }

  private grow(): void {
    const { places, hashes } = this;
    const bytes = new ArrayBuffer(2 * places.buffer.byteLength);
    this.places = new Float64Array(bytes, 0, 2 * places.length);
    this.hashes = new Uint32Array(bytes, 2 * places.byteLength);
    this.used = 0;
    for (const [slot, place] of places.entries())
      if (place !== EMPTY) this.put([hashes[2 * slot] as number, hashes[2 * slot + 1] as number], place);
  }
}

type Hash = readonly [low: number, high: number];

/**
 * Two hashes of 32 bits that know nothing of each other (MurmurHash2's rounds by two multipliers, each ended by its finish):
 * in a million texts, two are taken for one in one of thirty million tables, and then one of them is looked up in vain.
 */
function hashOf(text: string): Hash {
  let low = 0x9747b28c;
  let high = 0x3c6ef372;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 15;
    high = Math.imul(high ^ code, 0x2c1b3c6d);
    high ^= high >>> 13;
  }
  return [finished(low), finished(high)];
}

function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
