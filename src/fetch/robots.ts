// What robots.txt of a host allows, as RFC 9309 has it. Must not know how it is fetched.
import robotsModule from "robots-parser";
import { type Response, unpackedBody } from "./response.ts";

export interface Robots {
  /** False while the host cannot say what it allows: then nothing is. */
  readonly reached: boolean;
  allows(address: string): boolean;
  /** Seconds between two requests; null where nothing is said. */
  readonly delay: number | null;
}

interface Parsed {
  isAllowed(url: string, agent?: string): boolean | undefined;
  getCrawlDelay(agent?: string): number | undefined;
}
/** The module is a function; its types say it has one. */
const parse = robotsModule as unknown as (url: string, text: string) => Parsed;

/** More of a file is not read: the standard asks for at least this much. */
const MOST_BYTES = 512 * 1024;
/** A file is asked for again after so long; sooner where a host could not give it. */
const EXPIRES_MS = 24 * 60 * 60 * 1000;
const ASK_AGAIN_MS = 10 * 60 * 1000;

/** True when what was had so many milliseconds ago no longer counts. */
export function isExpired({ reached }: Robots, age: number): boolean {
  return age >= (reached ? EXPIRES_MS : ASK_AGAIN_MS);
}

export const ALL_ALLOWED: Robots = { reached: true, allows: () => true, delay: null };
const UNREACHABLE: Robots = { reached: false, allows: () => false, delay: null };

/** @param answer the response at the end of its redirects, or why there is none: too many of them, or a fault of the wire */
export function robotsOf(address: string, answer: Response | "redirects" | "fault", agent: string): Robots {
  if (answer === "redirects") return ALL_ALLOWED;
  if (answer === "fault" || answer.status >= 500) return UNREACHABLE;
  if (answer.status < 200 || answer.status >= 300) return ALL_ALLOWED;
  const bytes = unpackedBody(answer);
  if (bytes === null) return UNREACHABLE;
  const parsed = parse(address, new TextDecoder().decode(bytes.subarray(0, MOST_BYTES)));
  return {
    reached: true,
    // Rules speak of paths: the file's host and scheme are those it came from.
    allows: (url) => parsed.isAllowed(url, agent) !== false,
    delay: parsed.getCrawlDelay(agent) ?? null,
  };
}
