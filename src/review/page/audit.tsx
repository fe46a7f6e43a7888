// An audit: one cell after another, its place without its reading, typed by a person.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { AuditAnswer } from "../wire.ts";
import { getAudit, sendTyping } from "./api.ts";
import { typedFigure } from "./cells.ts";
import { STATE_KEYS } from "./detail.tsx";
import { Source } from "./source.tsx";
import { type Language, say, type Word } from "./words.ts";

export function Audit({ by, language }: { by: string; language: Language }) {
  const [answer, setAnswer] = useState<AuditAnswer | null>(null);
  const [asSeen, setAsSeen] = useState(false);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    getAudit(by).then(setAnswer, (error: Error) => setFailure(error.message));
  }, [by]);
  if (!answer) return <p class="warning">{failure || "…"}</p>;
  const { cell } = answer;
  if (!cell)
    return (
      <main class="queue">
        <h2>{say("allTyped", language)}</h2>
        <pre class="told">{answer.told}</pre>
      </main>
    );
  const send = (state: string, value: string | null) =>
    sendTyping(by, { cell: cell.index, state, value }).then(
      (next) => {
        setAnswer(next);
        setFailure("");
      },
      (error: Error) => setFailure(error.message),
    );
  return (
    <main class="document">
      <div class="left">
        <p class="views">
          <button type="button" onClick={() => setAsSeen(!asSeen)}>
            {say(asSeen ? "seen" : "published", language)}
          </button>{" "}
          {cell.source}
        </p>
        <Source of={cell} cell={cell.key} at={cell.at} asSeen={asSeen} language={language} />
      </div>
      <div class="right typing">
        <p>
          {answer.open} / {answer.total} {say("leftToType", language)}
        </p>
        <h2>{cell.table}</h2>
        <p class="figure">{cell.row}</p>
        <p class="figure">{cell.column}</p>
        <p>{say("typeSeen", language)}</p>
        <Typing key={`${cell.index} ${answer.open}`} {...{ language, send, setFailure }} />
        {failure && <p class="warning">{failure}</p>}
      </div>
    </main>
  );
}

interface TypingProps {
  readonly language: Language;
  readonly send: (state: string, value: string | null) => Promise<void>;
  readonly setFailure: (text: string) => void;
}

/** A figure, or the letter of a state; Enter sends it. */
function Typing({ language, send, setFailure }: TypingProps) {
  // Before the next key: the first digit of a figure must not go astray.
  useLayoutEffect(() => document.getElementById("typed")?.focus(), []);
  const submit = (text: string) => {
    const [value, state] = [typedFigure(text), STATE_KEYS[text.trim()]];
    if (value !== null) void send("reported", value);
    else if (state) void send(state, null);
    else setFailure(`«${text}» ?`);
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
        />
        <button type="submit">{say("save", language)}</button>
      </form>
      <p class="ways">
        {Object.entries(STATE_KEYS).map(([key, state]) => (
          <button type="button" key={key} onClick={() => void send(state, null)}>
            {say(state as Word, language)} <kbd>{key} ⏎</kbd>
          </button>
        ))}
      </p>
    </>
  );
}
