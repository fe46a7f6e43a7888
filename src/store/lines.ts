// Lines of a file, which end with a line feed and with nothing else: text may hold every other break.
// Must not know what the lines are.
import { createReadStream } from "node:fs";
import { failureReason } from "../model/failure.ts";
import { RefusedEntry } from "./limits.ts";

const LINE_FEED = 0x0a;

/** Lines without their ends. A last line without an end is one too. @throws the system's error */
export function linesOf(path: string): AsyncGenerator<string> {
  return linesIn(createReadStream(path), Number.POSITIVE_INFINITY);
}

/**
 * @param most bytes of one line
 * @throws RefusedEntry when a line is longer
 */
export async function* linesIn(stream: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<string> {
  let pieces: Buffer[] = [];
  let held = 0;
  for await (const chunk of stream) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED)) {
      yield Buffer.concat([...pieces, bytes.subarray(0, end)]).toString("utf8");
      pieces = [];
      held = 0;
      bytes = bytes.subarray(end + 1);
    }
    pieces.push(bytes);
    held += bytes.length;
    if (held > most) throw new RefusedEntry(failureReason("too-large", `a line of more than ${most} bytes`));
  }
  if (held > 0) yield Buffer.concat(pieces).toString("utf8");
}
