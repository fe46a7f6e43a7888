// Waits for a time in which this program itself ran: while the machine sleeps, or the program is stopped and goes on, no time
// goes by. Must not know what is waited for.

/** A pause costs what is waited for at most one part of its time. */
const PARTS = 20;

/** Calls `then` once after so many seconds of this program's own. @returns what calls it off */
export function afterOwnTime(seconds: number, then: () => void): () => void {
  let left = PARTS;
  const timer = setInterval(
    () => {
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      then();
    },
    (seconds * 1000) / PARTS,
  );
  return () => clearInterval(timer);
}
