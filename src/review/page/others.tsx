// The document's tables that are none of the form's. A person points to the first figure of one and says which table it is.
import { useState } from "preact/hooks";
import type { Bindable, DocumentAnswer, Draft, Unbound } from "../wire.ts";
import { standingAt } from "./cells.ts";
import { type Language, say } from "./words.ts";

interface Props {
  readonly answer: DocumentAnswer;
  readonly language: Language;
  readonly by: string;
  readonly send: (decisions: readonly Draft[]) => Promise<unknown>;
}

interface First {
  readonly index: number;
  readonly row: number;
  readonly column: number;
}

export function Others(props: Props) {
  const { answer, language } = props;
  const [first, setFirst] = useState<First | null>(null);
  if (answer.others.length === 0) return null;
  return (
    <section class="others">
      <h2>{say("otherTables", language)}</h2>
      <Found {...props} />
      <p>{say("pointToFirst", language)}</p>
      {answer.others.map((other) => (
        <div key={other.index}>
          <Printed other={other} first={first} choose={setFirst} />
          {first?.index === other.index && (
            <Naming {...props} other={other} first={first} done={() => setFirst(null)} />
          )}
        </div>
      ))}
    </section>
  );
}

/** What stands already, each with the way back. */
function Found({ answer, language, by, send }: Props) {
  const { applied = [] } = answer.report.decisions ?? {};
  return (
    <>
      {answer.bindable.map((part) => {
        const own = standingAt(answer, subjectOf(part));
        if (!own) return null;
        const isApplied = own.decisions.every(({ id }) => applied.includes(id));
        return (
          <p key={subjectOf(part)} class={isApplied ? "decision" : "warning"}>
            {isApplied ? "✓" : own.conflict ? "≠" : "↺"} {part.title}{" "}
            {isApplied ? "" : say("doesNotFit", language)}{" "}
            <button type="button" onClick={() => void send([draftOf(answer, part, null, by)])}>
              {say("takeBack", language)}
            </button>
          </p>
        );
      })}
    </>
  );
}

function Printed({
  other,
  first,
  choose,
}: {
  other: Unbound;
  first: First | null;
  choose: (first: First) => void;
}) {
  const rows = [...new Set(other.cells.map(({ row }) => row))];
  const widest = other.cells.reduce((most, { column }) => Math.max(most, column), 0);
  const cellAt = new Map(other.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  return (
    <table class="form">
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            {Array.from({ length: widest }, (_, at) => cellAt.get(`${row} ${at + 1}`)).map((cell, at) => {
              if (!cell) return <td key={at} class="none" />;
              const isFirst =
                first?.index === other.index && first.row === row && first.column === cell.column;
              return (
                <td key={at} class={isFirst ? "current" : ""}>
                  <button
                    type="button"
                    aria-pressed={isFirst}
                    data-printed={`${other.index} ${row} ${cell.column}`}
                    onClick={() => choose({ index: other.index, row, column: cell.column })}
                  >
                    {cell.raw}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Naming({
  answer,
  language,
  by,
  send,
  other,
  first,
  done,
}: Props & { other: Unbound; first: First; done: () => void }) {
  return (
    <form
      class="naming"
      onSubmit={(event) => {
        event.preventDefault();
        const part = answer.bindable[Number(new FormData(event.currentTarget).get("part"))];
        if (part) void send([draftOf(answer, part, { first, digest: other.digest }, by)]).then(done);
      }}
    >
      <label>
        {say("thisTableIs", language)}{" "}
        <select name="part">
          {answer.bindable.map(({ title }, index) => (
            <option key={title} value={index}>
              {title}
            </option>
          ))}
        </select>
      </label>{" "}
      <button type="submit">{say("save", language)}</button>
    </form>
  );
}

const subjectOf = ({ edition, table, block }: Bindable) => ["table", edition, table, block].join("\n");

/** @param found null takes back what stands */
function draftOf(
  answer: DocumentAnswer,
  { edition, table, block }: Bindable,
  found: { readonly first: First; readonly digest: string } | null,
  by: string,
): Draft {
  const standing = standingAt(answer, subjectOf({ edition, table, block, title: "" }))?.decisions ?? [];
  const [one] = standing;
  const read = found ?? (one?.about === "table" ? one.read : { digest: "" });
  return {
    about: "table",
    sha256: answer.report.sha256,
    ...{ edition, table, block, by },
    read: { digest: read.digest },
    decided: found?.first ?? null,
    why: "",
    over: standing.map(({ id }) => id),
  };
}
