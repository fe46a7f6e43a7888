// The index of an archive's records, as the programs of web archives read and write it: a line a record.
// Must not know how records are kept.
import { getSurt } from "warcio";
import type { RecordLine } from "./entry.ts";
import { addressOf, get } from "./lead.ts";

/** A line without its end; lines are sorted by their bytes. `first` is the file of records that name none. */
export function cdxjLine(record: RecordLine, first: string): string {
  const { url, post, date, warc = first, offset, length, status, mime, digest, isRevisit } = record;
  const asked = post === undefined ? get(url) : { url, method: "POST" as const, body: post, bodyType: null };
  const facts = {
    url,
    ...(isRevisit ? { mime: "warc/revisit" } : mime === undefined ? {} : { mime }),
    ...(status === undefined ? {} : { status: String(status) }),
    ...(digest === undefined ? {} : { digest }),
    length: String(length),
    offset: String(offset),
    filename: warc,
    ...(post === undefined
      ? {}
      : { method: "POST", requestBody: addressOf(asked).split("__wb_method=POST&")[1] }),
  };
  return `${getSurt(addressOf(asked))} ${date.replace(/\D/g, "")} ${JSON.stringify(facts)}`;
}
