// The page: the queue or one document, the way between them, the language and who decides.
import { render } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { CodesAnswer } from "../wire.ts";
import { getCodes, getQueue } from "./api.ts";
import { Audit } from "./audit.tsx";
import { Document } from "./document.tsx";
import { isField } from "./field.ts";
import { NO_FILTERS, Queue, queueQuery } from "./queue.tsx";
import { STYLE } from "./style.ts";
import { KEYS, type Language, say } from "./words.ts";

/** Where the page is: a document with its place in the queue, or the queue. */
interface Where {
  readonly n: number;
  readonly index: number;
}

function App({ codes }: { codes: CodesAnswer }) {
  const [language, setLanguage] = useState<Language>(navigator.language.startsWith("zh") ? "zh" : "en");
  const [by, setBy] = useState(codes.by);
  const [filters, setFilters] = useState(NO_FILTERS);
  const [where, setWhere] = useWhere();
  const step = async (far: 1 | -1) => {
    const from = where ? where.index : -1;
    // A document that was settled has left the queue of open ones: the next one has taken its place.
    const { rows } = await getQueue(queueQuery(filters, Math.max(0, from - 1), 3));
    const list = rows.map(({ n }, at) => ({ n, index: Math.max(0, from - 1) + at }));
    const own = list.findIndex(({ n }) => n === where?.n);
    const next =
      own >= 0 ? list[own + far] : list.find(({ index }) => index === Math.max(0, far > 0 ? from : from - 1));
    setWhere(next ?? null);
  };
  usePageKeys({
    "]": () => void step(1),
    "[": () => void step(-1),
    g: () => setWhere(null),
    l: () => setLanguage(language === "zh" ? "en" : "zh"),
    "/": () => {
      setWhere(null);
      setTimeout(() => document.getElementById("search")?.focus());
    },
  });
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      <nav>
        <button type="button" onClick={() => setWhere(null)}>
          {say("queue", language)} <kbd>g</kbd>
        </button>
        <button type="button" onClick={() => void step(1)}>
          {say("nextDocument", language)} <kbd>]</kbd>
        </button>
        <label>
          {say("by", language)}{" "}
          <input value={by} size={10} onInput={(event) => setBy(event.currentTarget.value)} />
        </label>
        <button type="button" onClick={() => setLanguage(language === "zh" ? "en" : "zh")}>
          中文 / English
        </button>
        <details>
          <summary>{say("help", language)}</summary>
          <dl>
            {KEYS.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does[language]}</dd>
              </div>
            ))}
          </dl>
        </details>
      </nav>
      {codes.audit ? (
        <Audit by={by} language={language} />
      ) : where ? (
        <Document n={where.n} {...{ by, codes, language }} />
      ) : (
        <Queue {...{ codes, language, filters, setFilters }} show={(n, index) => setWhere({ n, index })} />
      )}
    </>
  );
}

/** Kept in the address, so that a page that is loaded again shows the same. */
function useWhere(): [Where | null, (where: Where | null) => void] {
  const read = () => {
    const [, n, index] = /^#\/(\d+)(?:\/(\d+))?$/.exec(location.hash) ?? [];
    return n === undefined ? null : { n: Number(n), index: Number(index ?? 0) };
  };
  const [where, setWhere] = useState<Where | null>(read);
  useEffect(() => {
    const onHash = () => setWhere(read());
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, []);
  const go = (to: Where | null) => {
    location.hash = to ? `#/${to.n}/${to.index}` : "#/";
  };
  return [where, go];
}

function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action =
        isField(event.target) || event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
}

const style = document.createElement("style");
style.textContent = STYLE;
document.head.append(style);
const root = document.getElementById("app");
if (root) getCodes().then((codes) => render(<App codes={codes} />, root));
