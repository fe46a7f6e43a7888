// What a document is: title, issuer, year, status, each with its doubts, and the ways to decide them.
import type { CodesAnswer, DocumentAnswer, Draft } from "../wire.ts";
import { standingAt } from "./cells.ts";
import { Keep } from "./keep.tsx";
import { type Language, say } from "./words.ts";

interface Props {
  readonly answer: DocumentAnswer;
  readonly codes: CodesAnswer;
  readonly language: Language;
  readonly by: string;
  readonly send: (decisions: readonly Draft[]) => Promise<unknown>;
  /** Cells that are open. */
  readonly left: number;
}

export function Identity(props: Props) {
  const { answer, codes, language, left } = props;
  const { report } = answer;
  return (
    <header class="identity">
      <Field {...props} field="title" />
      <Field {...props} field="issuer" />
      <Field {...props} field="year" />
      <p>
        <span class={report.status}>{codes.statuses[report.status]?.[language]}</span> · {left}{" "}
        {say("doubts", language)}{" "}
        <button type="button" onClick={() => void props.send([noReport(props)])}>
          {say(report.status === "not_a_report" ? "takeBack" : "noReport", language)}
        </button>
      </p>
      <ul class="reasons">
        {report.reasons.map((reason) => (
          <li key={reason}>{explained(reason, codes, language)}</li>
        ))}
      </ul>
      <Keep key={report.sha256} answer={answer} language={language} />
      {left === 0 && report.reasons.length > 0 && <p class="left-over">{say("relationsLeft", language)}</p>}
      {left === 0 && report.reasons.length === 0 && (
        <p class="done">
          {say("noDoubt", language)}: <kbd>]</kbd> {say("nextDocument", language)}
        </p>
      )}
    </header>
  );
}

function explained(reason: string, { reasons, doubts }: CodesAnswer, language: Language): string {
  const [code = "", ...rest] = reason.split(":");
  const told = (reasons[code] ?? doubts[code])?.[language];
  return told === undefined ? reason : [told, ...rest].join(": ");
}

function Field({ answer, language, by, send, field }: Props & { field: "title" | "issuer" | "year" }) {
  const { report } = answer;
  const fact = report.identity[field];
  const read = (report.decisions?.read.identity ?? report.identity)[field]?.value ?? null;
  const own = standingAt(answer, `identity\n${field}`);
  const over = (own?.decisions ?? []).map(({ id }) => id);
  return (
    <form
      class="fact"
      onSubmit={(event) => {
        event.preventDefault();
        const text = (new FormData(event.currentTarget).get(field) as string).trim();
        const decided = text === "" ? null : text;
        const { sha256 } = report;
        void send([{ about: "identity", sha256, field, read, decided, by, why: "", over }]);
      }}
    >
      <label>
        {say(field, language)} <input key={fact?.value} name={field} defaultValue={fact?.value ?? ""} />
      </label>
      <button type="submit">{say("save", language)}</button>
      {fact?.from === "review" && <span class="decided">✓</span>}
      {own?.conflict && <span class="warning">≠ {say("conflict", language)}</span>}
    </form>
  );
}

function noReport({ answer, by }: Props): Draft {
  const { sha256, status, decisions } = answer.report;
  const over = (standingAt(answer, "document")?.decisions ?? []).map(({ id }) => id);
  const read = { status: decisions?.read.status ?? status };
  const decided = over.length > 0 ? null : ("not_a_report" as const);
  return { about: "document", sha256, read, decided, by, why: "", over };
}
