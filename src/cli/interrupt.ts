// Ctrl-C and SIGTERM end a command in silence but for one line that says how to go on.
import { giveCursorBack } from "./progress-bar.ts";
import { drawOver, warn } from "./voice.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Until the function that it returns is called, a signal ends the process at once, as signals do, after `line` is said. */
export function endingWith(line: string): () => void {
  const handlers = SIGNALS.map((signal) => {
    const handler = () => {
      giveCursorBack();
      if (process.stderr.isTTY) drawOver(() => process.stderr.write("\r\u001b[K"));
      warn(line, { signal });
      // Whoever called the command sees that it was the signal that ended it.
      process.removeListener(signal, handler);
      process.kill(process.pid, signal);
    };
    process.on(signal, handler);
    return () => process.removeListener(signal, handler);
  });
  return () => {
    for (const remove of handlers) remove();
  };
}
