// Tasks under way: how many there are, which of them came of which address given, and the first thing that went wrong.
// Must not know what is done for a task.
import type { Task } from "./task.ts";

export class OpenTasks {
  /** All that are under way. */
  count = 0;
  /** What could not be done: after it nothing more is begun. */
  failure: Error | null = null;
  private readonly bySeed = new Map<string, number>();
  private wakes: (() => void)[] = [];

  /** @param onFailure called with whatever breaks a task */
  constructor(private readonly onFailure: () => void) {}

  begin(task: Task, work: (task: Task) => Promise<void>): void {
    this.add(task, 1);
    void work(task)
      .catch((error: Error) => this.fail(error))
      .finally(() => {
        this.add(task, -1);
        for (const wake of this.wakes.splice(0)) wake();
      });
  }

  fail(error: Error): void {
    this.failure ??= error;
    this.onFailure();
  }

  /** True while anything is under way that came of one of these addresses. */
  isOpen(seeds: ReadonlySet<string>): boolean {
    for (const seed of this.bySeed.keys()) if (seeds.has(seed)) return true;
    return false;
  }

  /** Until one of them has ended. */
  ended(): Promise<void> {
    return new Promise((resolve) => {
      this.wakes.push(resolve);
    });
  }

  /** Until all have. @throws Error the first thing that went wrong */
  async allEnded(): Promise<void> {
    while (this.count > 0) await this.ended();
    if (this.failure) throw this.failure;
  }

  private add({ seed }: Task, by: number): void {
    this.count += by;
    const open = (this.bySeed.get(seed) ?? 0) + by;
    if (open === 0) this.bySeed.delete(seed);
    else this.bySeed.set(seed, open);
  }
}
