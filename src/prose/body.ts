// Whether a sentence speaks of the organ that reports, of its area, or of somebody else.
// Must not know what is counted.
import type { ProseRules, StatementDoubt } from "../model/prose.ts";
import { fold } from "../text/fold.ts";
import { enumerationStart } from "./clauses.ts";
import type { Finding } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

export interface Body {
  /** The sentence says that another body's figure follows. */
  readonly isOther: (sentence: Sentence, token: number) => boolean;
  readonly doubts: (sentence: Sentence, found: Finding) => readonly StatementDoubt[];
}

/** A bureau's or a township's report does not speak for a whole county; an office's may; a government's does, and that of a zone for the zone. */
export function bodyOf(issuer: string | null, rules: ProseRules): Body {
  const endsIn = (ends: readonly string[]) => issuer !== null && ends.some((end) => issuer.endsWith(end));
  const forItself = endsIn(rules.bureauEnds);
  const isOwn = ownName(issuer, rules);
  /** «全区» of «松桥开发区管理委员会». */
  const isItsArea = (sentence: Sentence, area: Token) =>
    hasClass(area, ["whole_area"]) && isOwn(wordOf(sentence, area).slice(-1));
  const open = (sentence: Sentence, { token, rule }: Finding) => {
    const area = areaBefore(sentence, token);
    if (area && endsIn(rules.officeEnds)) return true;
    if (area && hasClass(area, ["whole_area"]) && !isItsArea(sentence, area)) return true;
    const subject = subjectOf(sentence, token);
    if (subject && hasClass(subject, ["organ"]) && !isOwn(wordOf(sentence, subject))) return true;
    if (rule.labelled === "free") return false;
    if (rule.standing && isForEach(sentence, token)) return true;
    // Of what was published, others' is a part of its own; of the rest it may be none of it.
    if (hasClass(subject ?? undefined, ["publisher"])) return true;
    return isOfficeOf(sentence, subject) || namesAnother(sentence, token) || namesEach(sentence, token);
  };
  /** «县政府办公室» in the report of a county: of its office alone, or of all. */
  const isOfficeOf = (sentence: Sentence, subject: Token | null) =>
    subject !== null &&
    hasClass(subject, ["organ"]) &&
    !endsIn(rules.officeEnds) &&
    rules.officeEnds.some((end) => wordOf(sentence, subject).endsWith(end));
  /** «县公安局» in the report of a government, «办公室» in that of a department. */
  const namesAnother = (sentence: Sentence, token: number) =>
    forItself || issuer === null
      ? namesUnit(sentence, token, { rules, issuer })
      : namesDepartment(sentence, token, rules);
  return {
    isOther: (sentence, token) => {
      const area = forItself ? areaBefore(sentence, token) : null;
      return area !== null && !(endsIn(rules.zoneEnds) && isItsArea(sentence, area));
    },
    doubts: (sentence, found) => (open(sentence, found) ? ["body-open"] : []),
  };
}

/** «税收信息» of a tax office: what an organ of this name publishes is all of these. */
export function ownFieldsOf(issuer: string | null, { ownFields }: ProseRules): ReadonlySet<string> {
  const name = fold(issuer ?? "");
  return new Set(
    [...ownFields].filter(([, parts]) => parts.some((part) => name.includes(part))).map(([field]) => field),
  );
}

/** «县政府» is the organ of «松桥县人民政府»: the name ends so, without what names of organs have in common. All do where it is not known. */
function ownName(issuer: string | null, rules: ProseRules): (word: string) => boolean {
  if (issuer === null) return () => true;
  const own = bare(fold(issuer), rules);
  return (word) => own.endsWith(bare(word, rules));
}

/** Without what names of organs have in common. */
function bare(name: string, { organTails }: ProseRules): string {
  return organTails.reduce((text, tail) => text.replaceAll(tail, ""), name);
}

/** The area named in front of the figure, in its sentence, with nothing of the organ's own behind it. */
function areaBefore({ tokens, text }: Sentence, token: number): Token | null {
  for (let i = token - 1; i >= 0; i -= 1) {
    const one = tokens[i] as Token;
    if (one.kind === "break" && one.strength === 3) return null;
    if (hasClass(one, ["own_body"])) return null;
    if (hasClass(one, ["area"]) && speaks({ tokens, text }, i)) return one;
  }
  return null;
}

/** «全市共受理…», and not «围绕全市工作»: nothing but times stands in front of it in its clause. */
function speaks({ tokens, text }: Pick<Sentence, "tokens" | "text">, rank: number): boolean {
  for (let i = rank - 1; i >= 0; i -= 1) {
    const [one, next] = [tokens[i] as Token, tokens[i + 1] as Token];
    if (/\p{L}/u.test(text.slice(one.to, next.from))) return false;
    if (one.kind === "break" || one.kind === "figure") return true;
    if (!isBeforeSubject(one) && !hasClass(one, ["filler", "until", "of_which"])) return false;
  }
  return true;
}

/** Who the clause begins with, behind its dates. */
function subjectOf(sentence: Sentence, token: number): Token | null {
  const { tokens } = sentence;
  for (let i = enumerationStart(sentence, token); i < token; i += 1) {
    const one = tokens[i] as Token;
    // The channel of another organ may be used; that of a part is the part's.
    if (hasClass(one, ["publisher"])) return one;
    if (hasClass(one, ["organ"])) return isOfChannel(tokens, i) ? null : one;
    if (one.kind !== "date" && one.kind !== "aside" && !hasClass(one, ["this_year", "total"])) return null;
  }
  return null;
}

/** The clause begins with the name of a department, in words that are not known. */
function namesDepartment(sentence: Sentence, token: number, { departmentEnds }: ProseRules): boolean {
  const { tokens, text } = sentence;
  let start = enumerationStart(sentence, token);
  while (start < token && isBeforeSubject(tokens[start])) start += 1;
  const from = start === 0 ? 0 : (tokens[start - 1]?.to ?? 0);
  const name = /^\p{Script=Han}+/u.exec(text.slice(from, tokens[token]?.from))?.[0] ?? "";
  const first = tokens[start];
  // A word that is known and stands first is no name.
  if (first?.from === from) return false;
  for (let to = LEAST_NAME; to <= Math.min(name.length, LONGEST_NAME); to += 1)
    if (departmentEnds.some((end) => name.slice(0, to).endsWith(end))) return true;
  return false;
}

/** «水政科|受理», «县粮食局|受理»: all letters in front of the first word that is known name a unit, or an organ that is another one. */
function namesUnit(
  sentence: Sentence,
  token: number,
  { rules, issuer }: { readonly rules: ProseRules; readonly issuer: string | null },
): boolean {
  const { tokens, text } = sentence;
  let start = enumerationStart(sentence, token);
  while (start < token && isBeforeSubject(tokens[start])) start += 1;
  const [from, first] = [tokens[start - 1]?.to ?? 0, tokens[start]];
  const name = text.slice(from, first && first.from > from ? nameEnd(sentence, first, rules) : first?.from);
  const endsIn = (ends: readonly string[]) => ends.some((end) => name.endsWith(end));
  if (name.length < LEAST_NAME || !/^\p{Script=Han}+$/u.test(name)) return false;
  // «县粮食局网站»: whether it is the organ's own, nobody knows where its name is not known.
  if (issuer === null) return hasClass(first, ["channel_any"]) && endsIn(rules.bureauEnds);
  if (!endsIn(rules.bureauEnds)) return endsIn(rules.unitEnds);
  // «机关及7个分局»: what is counted itself is no subject.
  return tokens[start - 1]?.kind !== "figure" && !isShortOf(bare(name, rules), bare(fold(issuer), rules));
}

/** «县粮食|局», «县粮食|局网站»: the word for an organ, which another may begin with, ends the name. */
function nameEnd(sentence: Sentence, first: Token, { bureauEnds }: ProseRules): number {
  if (hasClass(first, ["own_body"])) return first.to;
  const word = hasClass(first, ["channel_any"]) ? wordOf(sentence, first) : "";
  return first.from + (bureauEnds.find((end) => word.startsWith(end))?.length ?? 0);
}

/** «县环保局» for «松桥县环境保护局»: its letters stand there in this order, and both end alike; an office of it is another. */
function isShortOf(name: string, whole: string): boolean {
  if (name.at(-1) !== whole.at(-1)) return false;
  let at = 0;
  for (const letter of name) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** «65个单位均配备1名专职人员、1名兼职人员»: so many in each of them. */
function isForEach(sentence: Sentence, token: number): boolean {
  const from = enumerationStart(sentence, token);
  return sentence.tokens.slice(from, token).some((one) => hasClass(one, ["distributes"]));
}

/** «各分局受理», «局机关及各分局受理»: each of several, in words that are not known. */
function namesEach(sentence: Sentence, token: number): boolean {
  const { tokens, text } = sentence;
  for (let i = enumerationStart(sentence, token); i < token; i += 1) {
    const [one, next] = [tokens[i], tokens[i + 1]];
    if (hasClass(one, ["channel_of", "area"])) return false;
    if (hasClass(one, ["each"]) && /^\p{Script=Han}/u.test(text.slice(one?.to, next?.from))) return true;
  }
  return false;
}

const LEAST_NAME = 3;
const LONGEST_NAME = 16;

function isBeforeSubject(token: Token | undefined): boolean {
  if (token?.kind === "break" || token?.kind === "figure") return true;
  return token?.kind === "date" || token?.kind === "aside" || hasClass(token, ["this_year", "total"]);
}

/** «县政府网站»: it says whose channel it is. */
function isOfChannel(tokens: readonly Token[], index: number): boolean {
  const [one, next] = [tokens[index], tokens[index + 1]];
  return one?.to === next?.from && hasClass(next, ["channel_any"]);
}

function wordOf({ text }: Sentence, { from, to }: Token): string {
  return text.slice(from, to);
}
