// The list of documents, worst first, with search, filters and how far the work is.
import { useEffect, useState } from "preact/hooks";
import type { CodesAnswer, QueueAnswer } from "../wire.ts";
import { getQueue } from "./api.ts";
import { type Language, say, type Word } from "./words.ts";

export interface Filters {
  readonly status: string;
  readonly doubt: string;
  readonly year: string;
  readonly text: string;
  readonly open: boolean;
}

export const NO_FILTERS: Filters = { status: "", doubt: "", year: "", text: "", open: true };
export const SHOWN = 50;

export const queueQuery = (filters: Filters, offset: number, limit: number) => ({
  ...filters,
  open: filters.open ? "1" : "",
  offset: `${offset}`,
  limit: `${limit}`,
});

interface Props {
  readonly codes: CodesAnswer;
  readonly language: Language;
  readonly filters: Filters;
  readonly setFilters: (filters: Filters) => void;
  readonly show: (n: number, index: number) => void;
}

export function Queue({ codes, language, filters, setFilters, show }: Props) {
  const [answer, setAnswer] = useState<QueueAnswer | null>(null);
  const [limit, setLimit] = useState(SHOWN);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    let wanted = true;
    getQueue(queueQuery(filters, 0, limit)).then(
      (one) => wanted && setAnswer(one),
      (error: Error) => setFailure(error.message),
    );
    return () => {
      wanted = false;
    };
  }, [filters, limit]);
  const explained = (kind: "statuses" | "reasons" | "doubts", code: string) =>
    codes[kind][code]?.[language] ?? code;
  return (
    <main class="queue">
      <Filtering {...{ language, filters, setFilters, answer, explained }} />
      {failure && <p class="warning">{failure}</p>}
      {answer && (
        <>
          <p>
            {answer.total} / {answer.documents} {say("documents", language)} · {answer.doubted}{" "}
            {say("doubtsRead", language)} · {answer.decided} {say("decided", language)}{" "}
            <progress max={Math.max(1, answer.doubted)} value={Math.min(answer.decided, answer.doubted)} />
          </p>
          <table>
            <thead>
              <tr>
                {(["issuer", "year", "status", "doubtsRead", "decided", "source"] as const).map(
                  (word: Word) => (
                    <th key={word} scope="col">
                      {say(word, language)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {answer.rows.map((row, index) => (
                <tr key={row.n}>
                  <td>
                    <a
                      href={`#/${row.n}`}
                      onClick={(event) => {
                        event.preventDefault();
                        show(row.n, index);
                      }}
                    >
                      {row.issuer || row.title || row.source}
                    </a>
                  </td>
                  <td>{row.year}</td>
                  <td class={row.status} title={explained("statuses", row.status)}>
                    {row.reasons
                      .split(";")
                      .map((reason) => toldShort(reason, explained))
                      .join("; ") || row.status}
                  </td>
                  <td class="number">{row.doubted || (row.fails > 0 ? `Σ ${row.fails}` : "")}</td>
                  <td class="number">{row.decided || ""}</td>
                  <td class="path">{row.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {answer.rows.length < answer.total && limit < 500 && (
            <button type="button" onClick={() => setLimit(Math.min(500, limit + 150))}>
              {say("more", language)}
            </button>
          )}
        </>
      )}
    </main>
  );
}

interface FilteringProps extends Pick<Props, "language" | "filters" | "setFilters"> {
  readonly answer: QueueAnswer | null;
  readonly explained: (kind: "statuses" | "reasons" | "doubts", code: string) => string;
}

function Filtering({ language, filters, setFilters, answer, explained }: FilteringProps) {
  const choice = (
    field: "status" | "doubt" | "year",
    any: Word,
    values: readonly string[],
    kind?: "statuses" | "doubts",
  ) => (
    <select
      aria-label={say(any, language)}
      value={filters[field]}
      onChange={(event) => setFilters({ ...filters, [field]: event.currentTarget.value })}
    >
      <option value="">{say(any, language)}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {kind === undefined ? value : kind === "doubts" ? named(value, explained) : explained(kind, value)}
        </option>
      ))}
    </select>
  );
  return (
    <p class="filters">
      <input
        id="search"
        type="search"
        size={32}
        aria-label={say("search", language)}
        placeholder={say("search", language)}
        value={filters.text}
        onInput={(event) => setFilters({ ...filters, text: event.currentTarget.value.trim() })}
      />
      {choice("status", "anyStatus", ["partial", "flagged", "failed", "not_a_report", "clean"], "statuses")}
      {choice("doubt", "anyReason", answer?.doubts ?? [], "doubts")}
      {choice("year", "anyYear", answer?.years ?? [])}
      <label>
        <input
          type="checkbox"
          checked={filters.open}
          onChange={(event) => setFilters({ ...filters, open: event.currentTarget.checked })}
        />{" "}
        {say("onlyOpen", language)}
      </label>
    </p>
  );
}

function toldShort(reason: string, explained: FilteringProps["explained"]): string {
  const [code = "", ...rest] = reason.split(":");
  return [named(code, explained), ...rest].join(": ");
}

function named(code: string, explained: FilteringProps["explained"]): string {
  const doubt = explained("doubts", code);
  return doubt === code ? explained("reasons", code) : doubt;
}
