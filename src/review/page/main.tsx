// The page: the queue or one document, the way between them, the language and who decides.
import { render } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CodesAnswer } from "../wire.ts";
import { getCodes, getQueue } from "./api.ts";
import { Audit } from "./audit.tsx";
import { Document } from "./document.tsx";
import { isField, isWriting } from "./field.ts";
import { type Filters, NO_FILTERS, Queue, queueQuery } from "./queue.tsx";
import { STYLE } from "./style.ts";
import { AUDIT_KEYS, type Entry, KEYS, type Language, LEGEND, SOURCE_KEYS, say } from "./words.ts";

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
  const [isHelped, setHelped] = useState(false);
  const here = useRef(where);
  here.current = where;
  const steps = useRef(Promise.resolve());
  /** One after the other: a key that comes while a document is looked for counts from that one. */
  const step = (far: 1 | -1) => {
    steps.current = steps.current.then(async () => {
      here.current = await nextInQueue(filters, here.current, far);
      setWhere(here.current);
    });
  };
  const isAudit = codes.audit;
  const toQueue = () => setWhere(null);
  const ofReview: Keys = {
    "]": () => step(1),
    "[": () => step(-1),
    g: toQueue,
    l: () => setLanguage(language === "zh" ? "en" : "zh"),
    "/": () => {
      setWhere(null);
      setTimeout(() => document.getElementById("search")?.focus());
    },
  };
  usePageKeys(isAudit ? {} : ofReview, {
    help: () => setHelped(!isHelped),
    leave: () => setHelped(false),
  });
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      <nav>
        {!isAudit && (
          <>
            <button type="button" onClick={toQueue}>
              {say("queue", language)} <kbd>g</kbd>
            </button>
            <button type="button" onClick={() => step(1)}>
              {say("nextDocument", language)} <kbd>]</kbd>
            </button>
          </>
        )}
        <label>
          {say("by", language)}{" "}
          <input value={by} size={10} onInput={(event) => setBy(event.currentTarget.value)} />
        </label>
        <button type="button" onClick={() => setLanguage(language === "zh" ? "en" : "zh")}>
          中文 / English
        </button>
        <button type="button" aria-expanded={isHelped} onClick={() => setHelped(!isHelped)}>
          {say("help", language)} <kbd>?</kbd>
        </button>
        {isHelped && <Help language={language} isAudit={isAudit} />}
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
    setWhere(to);
    location.hash = to ? `#/${to.n}/${to.index}` : "#/";
  };
  return [where, go];
}

/** The document behind (or before) one in the queue; null at its end. */
async function nextInQueue(filters: Filters, where: Where | null, far: 1 | -1): Promise<Where | null> {
  const from = where ? where.index : -1;
  // A document that was settled has left the queue of open ones: the next one has taken its place.
  const { rows } = await getQueue(queueQuery(filters, Math.max(0, from - 1), 3));
  const list = rows.map(({ n }, at) => ({ n, index: Math.max(0, from - 1) + at }));
  const own = list.findIndex(({ n }) => n === where?.n);
  const next =
    own >= 0 ? list[own + far] : list.find(({ index }) => index === Math.max(0, far > 0 ? from : from - 1));
  return next ?? null;
}

function Help({ language, isAudit }: { language: Language; isAudit: boolean }) {
  const list = (entries: readonly Entry[]) => (
    <dl>
      {entries.map(([sign, means]) => (
        <div key={sign}>
          <dt>
            <kbd>{sign}</kbd>
          </dt>
          <dd>{means[language]}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <section class="help" aria-label={say("help", language)}>
      {list([...(isAudit ? AUDIT_KEYS : KEYS), ...SOURCE_KEYS])}
      {!isAudit && list(LEGEND)}
    </section>
  );
}

type Keys = Readonly<Record<string, () => void>>;

/** Help is had, and what has the focus is left, wherever one is. Fields in which nothing is written let the ways between documents through. */
function usePageKeys(keys: Keys, { help, leave }: { help: () => void; leave: () => void }): void {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (key === "Escape") {
        leave();
        if (isField(target) && target.id !== "typed") target.blur();
        return;
      }
      const isWritten = isField(target) && isWriting(target);
      const isNeeded = isField(target) && (isWritten || !"[]".includes(key));
      const action =
        key === "?" && (!isWritten || target?.id === "typed") ? help : isNeeded ? undefined : keys[key];
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
