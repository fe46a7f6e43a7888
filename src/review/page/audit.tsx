// An audit: one cell after another, its place without its reading, typed by a person.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { AuditAnswer } from "../wire.ts";
import { getAudit, sendTyping, takeTypingBack } from "./api.ts";
import { typedFigure } from "./cells.ts";
import { STATE_KEYS } from "./detail.tsx";
import { Source } from "./source.tsx";
import { type Language, say, type Word } from "./words.ts";

/** What a coder may say besides the cell's figure: the states of a print, and that he cannot see it. */
const ANSWERS: Readonly<Record<string, Word>> = { ...STATE_KEYS, u: "illegible", x: "unseen" };
const PASSES = { first: "passFirst", both: "passBoth", again: "passAgain" } as const;

export function Audit({ by, language }: { by: string; language: Language }) {
  const [answer, setAnswer] = useState<AuditAnswer | null>(null);
  const [asSeen, setAsSeen] = useState(false);
  const [failure, setFailure] = useState("");
  const take = (next: Promise<AuditAnswer>) =>
    next.then(
      (one) => {
        setAnswer(one);
        setFailure("");
      },
      (error: Error) => setFailure(error.message),
    );
  useEffect(() => void take(getAudit(by)), [by]);
  if (!answer) return <p class="warning">{failure || "…"}</p>;
  const { cell } = answer;
  const back = () => void take(takeTypingBack(by));
  if (!cell)
    return (
      <main class="queue">
        <h2>{say("allTyped", language)}</h2>
        <pre class="told">{answer.told}</pre>
      </main>
    );
  const send = (state: string, value: string | null) =>
    void take(sendTyping(by, { cell: cell.index, state, value }));
  const switchView = () => setAsSeen(!asSeen);
  return (
    <main class="document">
      <Source
        of={cell}
        cell={cell.key}
        at={cell.at}
        {...{ asSeen, switchView, language }}
        name={cell.source}
      />
      <div class="right typing">
        <p>
          {say(PASSES[answer.pass], language)} {answer.done} / {answer.of}{" "}
          <progress max={answer.of} value={answer.done} />
        </p>
        <h2>{cell.table}</h2>
        <p class="figure">{cell.row}</p>
        <p class="figure">{cell.column}</p>
        <p>{say("typeSeen", language)}</p>
        <Typing
          key={`${cell.index} ${answer.pass} ${answer.done}`}
          {...{ language, send, back, switchView, setFailure }}
        />
        {failure && <p class="warning">{failure}</p>}
      </div>
    </main>
  );
}

interface TypingProps {
  readonly language: Language;
  readonly send: (state: string, value: string | null) => void;
  readonly back: () => void;
  readonly switchView: () => void;
  readonly setFailure: (text: string) => void;
}

/** A figure, or the letter of an answer; Enter sends it. Keys that no figure has act at once. */
function Typing({ language, send, back, switchView, setFailure }: TypingProps) {
  // Before the next key: the first digit of a figure must not go astray.
  useLayoutEffect(() => document.getElementById("typed")?.focus(), []);
  const submit = (text: string) => {
    const letter = text.trim().normalize("NFKC").toLowerCase();
    const [value, answer] = [typedFigure(text), ANSWERS[letter]];
    if (value !== null) send("reported", value);
    else if (letter === "z") back();
    else if (answer) send(answer === "illegible" ? "unreadable" : answer, null);
    else setFailure(letter === "" ? say("typeFirst", language) : `«${text}»: ${say("noFigure", language)}`);
  };
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget).get("typed") as string);
        }}
      >
        <input
          id="typed"
          name="typed"
          inputMode="decimal"
          autocomplete="off"
          aria-label={say("type", language)}
          onKeyDown={(event) => {
            if (event.key !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            switchView();
          }}
        />
        <button type="submit">{say("save", language)}</button>
      </form>
      <ul class="answers">
        {Object.entries(ANSWERS).map(([key, word]) => (
          <li key={key}>
            <button type="button" onClick={() => submit(key)}>
              <kbd>{key} ⏎</kbd> {say(word, language)}
            </button>{" "}
            {(word === "illegible" || word === "unseen") && <small>{say(`${word}Means`, language)}</small>}
          </li>
        ))}
        <li>
          <button type="button" onClick={back}>
            <kbd>z ⏎</kbd> {say("backOne", language)}
          </button>
        </li>
      </ul>
    </>
  );
}
