// Marks in a picture: runs of pixels that touch from row to row, and the box around each.
// Must not know which runs are asked about, or what the marks are.

/** A box in pixels: `right` and `bottom` are past its last pixel. */
export interface Strip {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels of one row, `to` past the last. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/**
 * The boxes of runs that hang together, corners included, by their first pixel.
 * @param runsOf runs of a row, from left to right, apart from each other
 */
export function hangingTogether(height: number, runsOf: (y: number) => readonly Run[]): Strip[] {
  const boxes: { left: number; top: number; right: number; bottom: number }[] = [];
  const groups = new Groups();
  let above: { from: number; to: number; mark: number }[] = [];
  for (let y = 0; y < height; y += 1) {
    const here: typeof above = [];
    let first = 0;
    for (const { from, to } of runsOf(y)) {
      while ((above[first]?.to ?? Number.POSITIVE_INFINITY) < from) first += 1;
      const mark = groups.add();
      boxes.push({ left: from, top: y, right: to, bottom: y + 1 });
      for (let i = first; (above[i]?.from ?? Number.POSITIVE_INFINITY) <= to; i += 1)
        groups.join(above[i]?.mark ?? mark, mark);
      here.push({ from, to, mark });
    }
    above = here;
  }
  return hulls(boxes, groups);
}

/** Things that are put together in groups, by their number. */
export class Groups {
  private readonly parent: number[] = [];

  add(): number {
    return this.parent.push(this.parent.length) - 1;
  }

  /** The group's lowest number. */
  of(index: number): number {
    let root = index;
    while ((this.parent[root] ?? root) !== root) root = this.parent[root] ?? root;
    this.parent[index] = root;
    return root;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y) as [number, number];
    this.parent[high] = low;
  }
}

/** One box around each group. */
export function hulls(boxes: readonly Strip[], groups: Groups): Strip[] {
  const found = new Map<number, { left: number; top: number; right: number; bottom: number }>();
  boxes.forEach((box, index) => {
    const root = groups.of(index);
    const hull = found.get(root);
    if (!hull) found.set(root, { ...box });
    else {
      hull.left = Math.min(hull.left, box.left);
      hull.top = Math.min(hull.top, box.top);
      hull.right = Math.max(hull.right, box.right);
      hull.bottom = Math.max(hull.bottom, box.bottom);
    }
  });
  return [...found.values()];
}
