// The source beside the reading: a page in a frame that runs nothing, or the pages of a PDF, the place marked.
import { useEffect, useRef, useState } from "preact/hooks";
import type { ReportCell } from "../../model/report.ts";
import type { DocumentAnswer } from "../wire.ts";
import { bytesAddress, sourceAddress } from "./api.ts";
import { keyOf } from "./cells.ts";
import { drawPage, type Turn } from "./pdf.ts";
import { type Language, say } from "./words.ts";

interface Props {
  readonly answer: DocumentAnswer;
  readonly cell: ReportCell | null;
  readonly asSeen: boolean;
  readonly language: Language;
}

export function Source({ answer, cell, asSeen, language }: Props) {
  if (answer.shown === null)
    return <p class="missing">{say("missing", language) + (answer.missing ?? "")}</p>;
  if (answer.shown === "pdf" && !asSeen) return <Pages answer={answer} cell={cell} language={language} />;
  return (
    <iframe
      class="source"
      title={say("source", language)}
      sandbox=""
      src={sourceAddress(answer.n, cell && keyOf(cell), asSeen)}
    />
  );
}

/** One page of a PDF at a time, that of the cell. */
function Pages({ answer, cell, language }: Omit<Props, "asSeen">) {
  const { n } = answer;
  const holder = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(1);
  const [pages, setPages] = useState(1);
  const [failure, setFailure] = useState("");
  const wanted = cell?.at.page;
  useEffect(() => {
    if (wanted !== undefined) setPage(wanted);
  }, [wanted]);
  useEffect(() => {
    const stop = { asked: false };
    const box = cell?.at.page === page ? cell.at.box : undefined;
    if (holder.current)
      drawPage(
        holder.current,
        { address: bytesAddress(n), number: page, turn: turnOf(answer, page) },
        box,
        stop,
      ).then(setPages, (error: Error) => setFailure(error.message));
    return () => {
      stop.asked = true;
    };
  }, [answer, n, page, cell]);
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
function turnOf({ report }: DocumentAnswer, page: number): Turn {
  const told = report.diagnostics.find(({ code, at }) => code === "read/page-turned" && at.page === page);
  const [, quarters = "0", slope = "0"] = /^(\d) quarters, slope (-?[\d.]+)$/.exec(told?.found ?? "") ?? [];
  return { quarters: Number(quarters), slope: Number(slope) };
}
