// The responses in the WARC of an archive, as they were kept, and what of it cannot be read.
// Must not know the manifest.
import { statSync } from "node:fs";
import { capturesIn, type LostStretch } from "../store/capture-records.ts";
import { sha256 as digestOf } from "../store/digest.ts";
import { parseHttp } from "../store/http-body.ts";
import { Pieces } from "../store/origin.ts";
import type { Response } from "./response.ts";

export interface FoundRecord {
  readonly kind: "record";
  /** Where its packed bytes begin and end. */
  readonly offset: number;
  readonly end: number;
  readonly date: string;
  /** Of the body: of the one that it repeats, when it is a revisit. */
  readonly sha256: string;
  readonly isRevisit: boolean;
  /** null for what is no response, such as a request. */
  readonly response: Response | null;
  /** The bytes are the ones that the record's own digest tells of. */
  readonly isTrue: boolean;
}

/** More than any response that is fetched. */
const MOST_BYTES = 1 << 30;

/** @param from where a record begins */
export function* recordsIn(path: string, from: number): Generator<FoundRecord | LostStretch> {
  const file = new Pieces({ path: Buffer.from(path), size: statSync(path).size });
  try {
    for (const capture of capturesIn(file, MOST_BYTES, from)) {
      if (capture.kind === "lost") {
        yield capture;
        continue;
      }
      const { at, end, headers, block } = capture;
      const type = headers.get("warc-type");
      const http = type === "response" || type === "revisit" ? parseHttp(block) : null;
      const drawn = type === "conversion" ? drawnIn(headers, block) : null;
      const told = headers.get("warc-payload-digest")?.replace(/^sha256:/, "") ?? "";
      const body = drawn?.body ?? (type === "response" ? http?.body : undefined);
      const sha256 = body ? digestOf(body) : told;
      yield {
        kind: "record",
        offset: at,
        end,
        date: headers.get("warc-date") ?? "",
        sha256,
        isRevisit: type === "revisit",
        isTrue: headers.get("warc-block-digest") === `sha256:${digestOf(block)}`,
        response:
          drawn ??
          (http && {
            url: headers.get("warc-target-uri") ?? "",
            status: http.status,
            headers: [...http.headers],
            body: http.body,
            requestHeaders: {},
          }),
      };
    }
  } finally {
    file.close();
  }
}

/** A page as a browser drew it. */
function drawnIn(headers: ReadonlyMap<string, string>, body: Uint8Array): Response {
  const type = headers.get("content-type") ?? "";
  const url = headers.get("warc-target-uri") ?? "";
  return { url, status: 200, headers: [["content-type", type]], body, requestHeaders: {}, drawn: true };
}
