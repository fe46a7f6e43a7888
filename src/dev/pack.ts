// Documents packed as archives, for the tools and tests of its makers.
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { pack as packTar } from "tar-stream";
import { WARCRecord, WARCSerializer } from "warcio";

/** Documents by their path in the archive. */
export type Entries = readonly (readonly [name: string, bytes: Uint8Array])[];

export function asZip(entries: Entries): Uint8Array {
  return zipSync(Object.fromEntries(entries));
}

export async function asTarGz(entries: Entries): Promise<Uint8Array> {
  const tar = packTar();
  for (const [name, bytes] of entries) tar.entry({ name }, Buffer.from(bytes));
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) chunks.push(chunk as Uint8Array);
  return gzipSync(Buffer.concat(chunks));
}

/** Captures of one day, a record each. @param site address below which all of them stood, with its last slash */
export async function asWarc(entries: Entries, site: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (const [name, bytes] of entries) {
    const record = await WARCRecord.create(
      {
        url: site + encodeURI(name),
        date: "2026-01-01T00:00:00Z",
        type: "response",
        httpHeaders: { "content-type": "application/octet-stream" },
        statusline: "HTTP/1.1 200 OK",
      },
      [bytes],
    );
    for await (const chunk of new WARCSerializer(record, { gzip: true })) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
