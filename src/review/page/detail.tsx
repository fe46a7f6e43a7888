// Everything about the cell in hand, and the ways to decide it.
import type { CellState, ReportCell } from "../../model/report.ts";
import type { Choice, CodesAnswer, DocumentAnswer } from "../wire.ts";
import { isDecided, isKnown, keyOf, nameOf, opennessOf, standingAt } from "./cells.ts";
import { type Language, say, type Word } from "./words.ts";

export interface Deciding {
  readonly confirm: () => void;
  readonly confirmRow: () => void;
  readonly value: (text: string) => void;
  readonly state: (state: CellState) => void;
  readonly option: (index: number) => void;
  /** Takes back what stands about the cell in hand. */
  readonly takeBack: () => void;
  /** Takes back what this person decided last, wherever it is in the document. */
  readonly undo: () => void;
  readonly why: (text: string) => void;
}

interface Props {
  readonly answer: DocumentAnswer;
  readonly cell: ReportCell;
  readonly codes: CodesAnswer;
  readonly language: Language;
  readonly choice: Choice | undefined;
  readonly deciding: Deciding;
}

export const STATE_KEYS: Readonly<Record<string, CellState>> = {
  b: "blank",
  s: "struck",
  a: "absent",
  u: "unreadable",
};

export function Detail(props: Props) {
  const { answer, cell, codes, language } = props;
  const own = standingAt(answer, `cell\n${keyOf(cell)}`);
  const openness = opennessOf(answer, cell);
  const read = cell.reading ?? cell;
  const shown = (one: { value: string | null; state: string }) =>
    one.value ?? (isKnown(one) ? (codes.states[one.state]?.[language] ?? one.state) : "?");
  return (
    <section class="detail" aria-live="polite">
      <p class="cell-name">{nameOf(answer, cell)}</p>
      <p>
        <strong class="figure">{shown(read)}</strong> {say("read", language)} · {say("printed", language)} «
        {cell.raw}»
        {cell.settledBy === "review" && (
          <>
            {" "}
            → <strong class="figure">{shown(cell)}</strong> {say("now", language)}
          </>
        )}
      </p>
      {isUnsettled(read) && <p class="unmarked">{say("amongMarked", language)}</p>}
      {read.doubts.includes("drawn") && answer.shown !== "pdf" && (
        <p class="unmarked">{say("pictureNotShown", language)}</p>
      )}
      {read.state === "absent" && <p class="unmarked">{say("rowMarked", language)}</p>}
      {read.doubts.map((doubt) => (
        <p key={doubt} class="rule">
          ? {codes.doubts[doubt]?.[language] ?? doubt}
        </p>
      ))}
      {own && (openness === "conflict" || openness === "stale") && (
        <p class="warning">{say(openness === "conflict" ? "conflict" : "stale", language)}</p>
      )}
      {own?.decisions.map((one) => (
        <p key={one.id} class="decision">
          {one.about === "cell" && one.decided ? shown(one.decided) : say("nothing", language)} — {one.by},{" "}
          {one.when.slice(0, 16).replace("T", " ")} {one.why}
        </p>
      ))}
      <Ways {...props} />
      <Relations answer={answer} cell={cell} language={language} />
    </section>
  );
}

/** Whether several figures may be the cell's, all of which are marked. */
const isUnsettled = ({ value, alternatives }: Pick<ReportCell, "value" | "alternatives">) =>
  value === null && (alternatives?.length ?? 0) > 1;

function Ways({ answer, cell, language, choice, deciding }: Props) {
  const read = cell.reading ?? cell;
  const label = (word: Word, key: string) => (
    <>
      {say(word, language)} <kbd>{key}</kbd>
    </>
  );
  return (
    <div class="ways">
      <Options cell={cell} choice={choice} language={language} deciding={deciding} />
      {isKnown(read) && (
        <button type="button" class="yes" onClick={deciding.confirm}>
          {say("confirm", language)}: {read.value ?? say(read.state as Word, language)} <kbd>y</kbd>
        </button>
      )}
      <button type="button" onClick={deciding.confirmRow}>
        {label("confirmRow", "Y")}
      </button>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deciding.value(new FormData(event.currentTarget).get("figure") as string);
        }}
      >
        <label>
          {label("type", "e")}{" "}
          <input name="figure" id="figure" inputMode="decimal" autocomplete="off" size={10} />
        </label>
      </form>
      {Object.entries(STATE_KEYS).map(([key, state]) => (
        <button type="button" key={key} onClick={() => deciding.state(state)}>
          {label(state as Word, key)}
        </button>
      ))}
      <button type="button" onClick={deciding.undo}>
        {label("undo", "z")}
      </button>
      {isDecided(answer, cell) && (
        <button type="button" onClick={deciding.takeBack}>
          {label("takeBackHere", "Z")}
        </button>
      )}
      <label>
        {say("why", language)}{" "}
        <input
          id="why"
          size={24}
          maxLength={2000}
          onInput={(event) => deciding.why(event.currentTarget.value)}
        />
      </label>
    </div>
  );
}

function Options({ cell, choice, language, deciding }: Omit<Props, "answer" | "codes">) {
  const options = choice
    ? choice.options.map(({ values, holds, fails }) => ({
        text: values.map((one) => one || "·").join(" | "),
        told: `${holds} ${say("holds", language)}, ${fails} ${say("fails", language)}`,
      }))
    : (cell.reading ?? cell).alternatives?.map((text) => ({
        text: text || say("nothing", language),
        told: "",
      }));
  if (!options || options.length === 0) return null;
  return (
    <div class="options">
      <span>{say(choice ? "together" : "alternatives", language)}</span>
      {options.slice(0, 9).map(({ text, told }, index) => (
        <button type="button" key={text} onClick={() => deciding.option(index)}>
          <kbd>{index + 1}</kbd> {text} <small>{told}</small>
        </button>
      ))}
    </div>
  );
}

/** What a relation says of its sides where it holds, and where it fails. */
const SAID = { "=": ["=", "≠"], "<=": ["≤", ">"], ">=": ["≥", "<"] } as const;

function Relations({
  answer,
  cell,
  language,
}: {
  answer: DocumentAnswer;
  cell: ReportCell;
  language: Language;
}) {
  const own = answer.relations.filter(({ cells }) => cells.includes(keyOf(cell)));
  const words = { holds: "holds", fails: "fails", not_evaluable: "open" } as const;
  return (
    <ul class="relations" aria-label={say("relations", language)}>
      {own.map(({ relation, at, formula, operator, status, lhs, rhs }) => (
        <li key={`${relation} ${at}`} class={status}>
          {say(words[status as keyof typeof words], language)}: {formula}
          {lhs !== null && ` — ${lhs} ${SAID[operator][status === "fails" ? 1 : 0]} ${rhs}`}
        </li>
      ))}
    </ul>
  );
}
