// The source beside the reading: a page in a frame that runs nothing, or the pages of a PDF, the place marked. It is moved
// and enlarged by keys, wherever the focus is.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Place } from "../../model/place.ts";
import type { Shown } from "../wire.ts";
import { bytesAddress, sourceAddress } from "./api.ts";
import { isField } from "./field.ts";
import { drawPage, type Turn } from "./pdf.ts";
import { showWhole } from "./sight.ts";
import { type Language, say } from "./words.ts";

interface Props {
  readonly of: Shown;
  /** What the document is called. */
  readonly name: string;
  /** The keys of the cell in hand, and its place. */
  readonly cell: string | null;
  readonly at: Place | undefined;
  readonly asSeen: boolean;
  readonly switchView: () => void;
  readonly language: Language;
}

/** Enlargements that are gone through. */
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;
const PLAIN = ZOOMS.indexOf(1);

export function Source(props: Props) {
  const { of, name, asSeen, switchView, language } = props;
  const [step, setStep] = useState(PLAIN);
  const enlarge = (far: 1 | -1) => setStep(Math.min(ZOOMS.length - 1, Math.max(0, step + far)));
  useSourceKeys(enlarge);
  const zoom = ZOOMS[step] ?? 1;
  return (
    <div class="left">
      <p class="views">
        {of.shown !== "page" && of.shown !== null && (
          <button type="button" onClick={switchView}>
            {say(asSeen ? "showPublished" : "showSeen", language)} <kbd>t</kbd>
          </button>
        )}{" "}
        <button type="button" aria-label={say("smaller", language)} onClick={() => enlarge(-1)}>
          −
        </button>{" "}
        {Math.round(zoom * 100)} %{" "}
        <button type="button" aria-label={say("larger", language)} onClick={() => enlarge(1)}>
          +
        </button>{" "}
        {name}
      </p>
      {of.shown === null ? (
        <p class="missing">{say("missing", language) + (of.missing ?? "")}</p>
      ) : of.shown === "pdf" && !asSeen ? (
        <Pages {...props} zoom={zoom} />
      ) : (
        <Framed {...props} zoom={zoom} />
      )}
    </div>
  );
}

/** Of the pane, how far a key moves it to the right and down. */
const MOVES: Readonly<Record<string, readonly [right: number, down: number]>> = {
  PageUp: [0, -0.8],
  PageDown: [0, 0.8],
  "Shift ArrowUp": [0, -0.15],
  "Shift ArrowDown": [0, 0.15],
  "Shift ArrowLeft": [-0.3, 0],
  "Shift ArrowRight": [0.3, 0],
};
/** Where a figure is typed, a stroke is its sign: the same key with Shift makes the source smaller. */
const ENLARGING: Readonly<Record<string, 1 | -1>> = { "+": 1, "=": 1, "-": -1, _: -1 };

function useSourceKeys(enlarge: (far: 1 | -1) => void): void {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const move = MOVES[`${event.shiftKey && event.key.startsWith("Arrow") ? "Shift " : ""}${event.key}`];
      const far = ENLARGING[event.key];
      const isSigned = isField(event.target) && (event.key === "-" || event.target.id !== "typed");
      if (move) moveSource(move);
      else if (far !== undefined && !isSigned) enlarge(far);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  });
}

function moveSource([right, down]: readonly [number, number]): void {
  const frame = document.querySelector<HTMLIFrameElement>("iframe.source");
  const pane = frame?.contentDocument?.scrollingElement ?? document.querySelector(".paper");
  pane?.scrollBy({ left: right * pane.clientWidth, top: down * pane.clientHeight });
}

type ViewProps = Props & { readonly zoom: number };

/** Another cell has another frame: what the one before showed must not stand beside its question. */
function Framed({ of, cell, asSeen, zoom, language }: ViewProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [loaded, setLoaded] = useState("");
  const address = sourceAddress(of.n, cell, asSeen);
  const isHere = loaded === address;
  const here = isHere ? frame.current?.contentDocument?.getElementById("here") : null;
  useLayoutEffect(() => {
    const shown = frame.current?.contentDocument;
    if (!shown || !isHere) return;
    shown.documentElement.style.zoom = `${zoom}`;
    const mark = shown.getElementById("here");
    if (mark) showWhole(mark);
  }, [zoom, isHere, address]);
  const onLoad = useCallback(() => {
    setLoaded(address);
    // What is pressed while the source has the focus is meant for the page.
    frame.current?.contentWindow?.addEventListener("keydown", (event) => {
      if (!window.dispatchEvent(new KeyboardEvent("keydown", event))) event.preventDefault();
    });
  }, [address]);
  return (
    <>
      {isHere && cell !== null && !here && <p class="unmarked">{say("unmarked", language)}</p>}
      <iframe
        key={address}
        ref={frame}
        class="source"
        title={say("source", language)}
        // Without scripts: nothing in it runs, and this page can bring the mark into view.
        sandbox="allow-same-origin"
        src={address}
        onLoad={onLoad}
      />
    </>
  );
}

/** One page of a PDF at a time, that of the cell. */
function Pages({ of, cell, at, zoom, language }: ViewProps) {
  const { n } = of;
  const holder = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(at?.page ?? 1);
  const [pages, setPages] = useState(1);
  const [failure, setFailure] = useState("");
  const wanted = at?.page;
  useEffect(() => {
    if (wanted !== undefined) setPage(wanted);
  }, [wanted, cell]);
  useEffect(() => {
    const stop = { asked: false };
    const box = at?.page === page ? at.box : undefined;
    const sheet = { address: bytesAddress(n), number: page, turn: turnOf(of, page), zoom };
    if (holder.current)
      drawPage(holder.current, sheet, box, stop).then(
        (count) => {
          setPages(count);
          setFailure("");
        },
        (error: Error) => setFailure(error.message),
      );
    return () => {
      stop.asked = true;
    };
  }, [of, n, page, cell, at, zoom]);
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
      {cell !== null && at?.box === undefined && <p class="unmarked">{say("unmarked", language)}</p>}
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
