// The source beside the reading: a page in a frame that runs nothing, or the pages of a PDF, the place marked.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Place } from "../../model/place.ts";
import type { Shown } from "../wire.ts";
import { bytesAddress, sourceAddress } from "./api.ts";
import { drawPage, type Turn } from "./pdf.ts";
import { type Language, say } from "./words.ts";

interface Props {
  readonly of: Shown;
  /** The keys of the cell in hand, and its place. */
  readonly cell: string | null;
  readonly at: Place | undefined;
  readonly asSeen: boolean;
  readonly language: Language;
}

export function Source({ of, cell, at, asSeen, language }: Props) {
  if (of.shown === null) return <p class="missing">{say("missing", language) + (of.missing ?? "")}</p>;
  if (of.shown === "pdf" && !asSeen) return <Pages of={of} cell={cell} at={at} language={language} />;
  return (
    <iframe
      class="source"
      title={say("source", language)}
      sandbox=""
      src={sourceAddress(of.n, cell, asSeen)}
    />
  );
}

/** One page of a PDF at a time, that of the cell. */
function Pages({ of, cell, at, language }: Omit<Props, "asSeen">) {
  const { n } = of;
  const holder = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(1);
  const [pages, setPages] = useState(1);
  const [failure, setFailure] = useState("");
  const wanted = at?.page;
  useEffect(() => {
    if (wanted !== undefined) setPage(wanted);
  }, [wanted]);
  useEffect(() => {
    const stop = { asked: false };
    const box = at?.page === page ? at.box : undefined;
    if (holder.current)
      drawPage(
        holder.current,
        { address: bytesAddress(n), number: page, turn: turnOf(of, page) },
        box,
        stop,
      ).then(setPages, (error: Error) => setFailure(error.message));
    return () => {
      stop.asked = true;
    };
  }, [of, n, page, cell, at]);
  return (
    <div class="pages">
      <p class="pager">
        <button type="button" disabled={page <= 1} onClick={() => setPage(page - 1)}>
          ‹
        </button>
        {` ${say("page", language)} ${page} / ${pages} `}
        <button type="button" disabled={page >= pages} onClick={() => setPage(page + 1)}>
          ›
        </button>
        {failure}
      </p>
      <div class="paper" ref={holder} />
    </div>
  );
}

/** How a page was turned to be read, as its record tells. */
function turnOf({ turned }: Shown, page: number): Turn {
  const told = turned.find(({ at }) => at.page === page);
  const [, quarters = "0", slope = "0"] = /^(\d) quarters, slope (-?[\d.]+)$/.exec(told?.found ?? "") ?? [];
  return { quarters: Number(quarters), slope: Number(slope) };
}
