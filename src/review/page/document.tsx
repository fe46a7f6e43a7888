// One document: its source, its tables, the cell in hand and what is decided about it.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CellState, ReportCell } from "../../model/report.ts";
import type { CodesAnswer, DocumentAnswer, Draft } from "../wire.ts";
import { getDocument, sendDecisions } from "./api.ts";
import { cellsOf, draftFor, isDecided, isKnown, isOpen, keyOf, opennessOf, typedFigure } from "./cells.ts";
import { type Deciding, Detail, STATE_KEYS } from "./detail.tsx";
import { isField } from "./field.ts";
import { Identity } from "./identity.tsx";
import { Others } from "./others.tsx";
import { Source } from "./source.tsx";
import { Tables } from "./tables.tsx";
import { failingCells, type LastDecided, lastDecided, neighbour, nextFailing, nextOpen } from "./walk.ts";
import { type Language, say } from "./words.ts";

interface Props {
  readonly n: number;
  readonly by: string;
  readonly codes: CodesAnswer;
  readonly language: Language;
}

/** What is decided about one of several cells at once. */
interface Verdict {
  readonly cell: ReportCell;
  readonly decided: { readonly state: CellState; readonly value: string | null };
}

export function Document({ n, by, codes, language }: Props) {
  const [answer, setAnswer] = useState<DocumentAnswer | null>(null);
  const { current, setCurrent, goBack } = useTrail(n);
  const [failure, setFailure] = useState("");
  const [asSeen, setAsSeen] = useState(false);
  const why = useRef("");
  useEffect(() => {
    let wanted = true;
    setAnswer(null);
    setFailure("");
    getDocument(n).then(
      (one) => {
        if (!wanted) return;
        setAnswer(one);
        setCurrent(nextOpen(one, null, 1) ?? nextFailing(one, null));
      },
      (error: Error) => wanted && setFailure(error.message),
    );
    return () => {
      wanted = false;
    };
  }, [n]);
  const send = useCallback(
    async (decisions: readonly Draft[]) => {
      try {
        const after = await sendDecisions({ n, decisions });
        setAnswer(after);
        setFailure("");
        return after;
      } catch (error) {
        setFailure((error as Error).message);
        return null;
      }
    },
    [n],
  );
  const cell = useMemo(
    () => (answer && cellsOf(answer.report).find((one) => keyOf(one) === current)) ?? null,
    [answer, current],
  );
  const switchView = () => setAsSeen(!asSeen);
  const deciding = useDeciding({ answer, cell, by, why, language, send, setCurrent, setFailure });
  useCellKeys({ answer, cell, deciding, setCurrent, goBack, switchView });
  useFocus(current, answer);
  const failing = useMemo(() => (answer ? failingCells(answer) : new Set<string>()), [answer]);
  if (!answer) return <p class="warning">{failure || "…"}</p>;
  const choice = cell ? choiceOf(answer, cell) : undefined;
  const left = cellsOf(answer.report).filter((one) => isOpen(opennessOf(answer, one))).length;
  return (
    <main class="document">
      <Source
        {...{ asSeen, switchView, language }}
        of={answer}
        name={answer.report.source}
        cell={cell && keyOf(cell)}
        at={cell?.at}
      />
      <div class="right">
        <Identity answer={answer} codes={codes} language={language} by={by} send={send} left={left} />
        {failure && <p class="warning">{failure}</p>}
        <div class="tables">
          <Tables answer={answer} current={current} failing={failing} choose={setCurrent} />
          <Others answer={answer} language={language} by={by} send={send} />
        </div>
        {cell && <Detail key={current} {...{ answer, cell, codes, language, choice, deciding }} />}
      </div>
    </main>
  );
}

/** The cell in hand, and the way back to those that were before it. */
function useTrail(n: number) {
  const [current, setCurrent] = useState<string | null>(null);
  const before = useRef<string[]>([]);
  useLayoutEffect(() => {
    before.current = [];
    setCurrent(null);
  }, [n]);
  const go = useCallback(
    (key: string | null) => {
      if (current !== null && current !== key) before.current.push(current);
      setCurrent(key);
    },
    [current],
  );
  /** @returns false at the beginning */
  const goBack = () => {
    const last = before.current.pop();
    if (last !== undefined) setCurrent(last);
    return last !== undefined;
  };
  return { current, setCurrent: go, goBack };
}

const choiceOf = ({ choices }: DocumentAnswer, cell: ReportCell) =>
  choices.find(({ cells }) => cells.some((one) => keyOf(one) === keyOf(cell)));

interface DecidingParts {
  readonly answer: DocumentAnswer | null;
  readonly cell: ReportCell | null;
  readonly by: string;
  readonly why: { current: string };
  readonly language: Language;
  readonly send: (decisions: readonly Draft[]) => Promise<DocumentAnswer | null>;
  readonly setCurrent: (key: string | null) => void;
  readonly setFailure: (text: string) => void;
}

function useDeciding(parts: DecidingParts): Deciding {
  const { answer, cell, by, why, language, send, setCurrent, setFailure } = parts;
  const keep = (drafts: readonly Draft[], next: (after: DocumentAnswer) => string) =>
    void send(drafts).then((after) => {
      if (!after) return;
      why.current = "";
      setCurrent(next(after));
    });
  const signature = () => ({ by, why: why.current });
  const decide = (verdicts: readonly Verdict[]) => {
    if (!answer || !cell || verdicts.length === 0) return;
    const drafts = verdicts.map((one) => draftFor(answer, one.cell, one.decided, signature()));
    keep(drafts, (after) => nextOpen(after, keyOf(cell), 1) ?? keyOf(cell));
  };
  const undo = (last: readonly LastDecided[]) => {
    const [first] = last;
    if (!answer || !first) return setFailure(say("nothingToUndo", language));
    // Only what is one's own: that of somebody else stays.
    const drafts = last.map(({ cell: own, id }) => ({
      ...draftFor(answer, own, null, signature()),
      over: [id],
    }));
    keep(drafts, () => keyOf(first.cell));
  };
  const takeBack = () => {
    if (!answer || !cell) return;
    if (!isDecided(answer, cell)) return setFailure(say("nothingDecided", language));
    keep([draftFor(answer, cell, null, signature())], () => keyOf(cell));
  };
  const asRead = (one: ReportCell): Verdict => {
    const { state, value } = one.reading ?? one;
    return { cell: one, decided: { state, value } };
  };
  return {
    confirm: () => cell && isKnown(cell.reading ?? cell) && decide([asRead(cell)]),
    confirmRow: () => {
      if (!answer || !cell) return;
      const row = cellsOf(answer.report).filter(({ table, row }) => table === cell.table && row === cell.row);
      const open = row.filter((one) => isOpen(opennessOf(answer, one)) && isKnown(one.reading ?? one));
      if (open.length === 0) setFailure(say("nothingToConfirm", language));
      decide(open.map(asRead));
    },
    value: (text) => {
      const value = typedFigure(text);
      if (value === null) setFailure(`«${text}»: ${say("isNoFigure", language)}`);
      else if (cell) decide([{ cell, decided: { state: "reported", value } }]);
    },
    state: (state) => cell && decide([{ cell, decided: { state, value: null } }]),
    option: (index) => answer && cell && decide(optionOf(answer, cell, index)),
    takeBack,
    undo: () => answer && undo(lastDecided(answer, by)),
    why: (text) => {
      why.current = text;
    },
  };
}

/** Cells that can only be right together are decided together. */
function optionOf(answer: DocumentAnswer, cell: ReportCell, index: number): Verdict[] {
  const figure = (value: string | null) =>
    value ? { state: "reported" as const, value } : { state: "blank" as const, value: null };
  const choice = choiceOf(answer, cell);
  if (!choice) {
    const text = (cell.reading ?? cell).alternatives?.[index];
    return text === undefined ? [] : [{ cell, decided: figure(text) }];
  }
  const option = choice.options[index];
  if (!option) return [];
  const cells = new Map(cellsOf(answer.report).map((one) => [keyOf(one), one]));
  return choice.cells.flatMap((name, at) => {
    const own = cells.get(keyOf(name));
    return own ? [{ cell: own, decided: figure(option.values[at] ?? null) }] : [];
  });
}

interface KeyParts extends Pick<DecidingParts, "answer" | "cell" | "setCurrent"> {
  readonly deciding: Deciding;
  readonly goBack: () => boolean;
  readonly switchView: () => void;
}

function useCellKeys({ answer, cell, deciding, setCurrent, goBack, switchView }: KeyParts): void {
  // Before the next key, however soon it comes: it is meant for the cell that is shown, and not for the one before.
  useLayoutEffect(() => {
    const go = (key: string | null) => key !== null && setCurrent(key);
    const at = cell && keyOf(cell);
    const keys: Record<string, () => unknown> = {
      n: () => answer && go(nextOpen(answer, at, 1)),
      p: () => goBack() || (answer && go(nextOpen(answer, at, -1))),
      f: () => answer && go(nextFailing(answer, at)),
      y: deciding.confirm,
      Y: deciding.confirmRow,
      z: deciding.undo,
      Z: deciding.takeBack,
      t: switchView,
      e: () => document.getElementById("figure")?.focus(),
    };
    for (const [key, state] of Object.entries(STATE_KEYS)) keys[key] = () => deciding.state(state);
    for (let one = 1; one <= 9; one += 1) keys[`${one}`] = () => deciding.option(one - 1);
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isField(event.target)) {
        return;
      }
      const action = keys[event.key];
      const near = action ? null : neighbour(cell, event.key);
      if (!action && near === null) return;
      event.preventDefault();
      if (action) action();
      else go(near);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
}

/** The cell in hand has the focus, and is where it can be seen. */
function useFocus(current: string | null, answer: DocumentAnswer | null): void {
  useLayoutEffect(() => {
    if (current === null || !answer) return;
    const button = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(current)}"]`);
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: "center", inline: "nearest" });
  }, [current, answer]);
}
