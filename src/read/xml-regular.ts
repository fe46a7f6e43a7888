// XML as programs write it, taken apart in one go: by far the most of what packages hold.
// Must not know what elements mean; what leaves anything to repair is left to a parser that repairs.

/** What is told of a text, in its order. Entities stay as written. */
export interface XmlEvents {
  /** An element begins; its attributes follow, no name twice, and then that its tag has ended. */
  begin(name: string): void;
  attribute(name: string, value: string): void;
  endTag(): void;
  close(): void;
  text(data: string): void;
}

const [TAB, LINE, FEED, RETURN, BLANK] = [9, 10, 12, 13, 32];
const [EXCLAMATION, QUOTE, APOSTROPHE, DASH, SLASH] = [33, 34, 39, 45, 47];
const [LESS, EQUALS, GREATER, QUESTION] = [60, 61, 62, 63];

/** Names of the elements that are open, and of the attributes of the tag that is read. */
interface State {
  readonly open: string[];
  readonly attributes: string[];
}

/**
 * Tells of elements and text; comments and instructions are left out.
 * @returns false where tags do not match, or anything is written that a parser would have to make sense of: what was told by
 * then is to be thrown away
 */
export function tellRegular(xml: string, events: XmlEvents): boolean {
  const state: State = { open: [], attributes: [] };
  const { open } = state;
  let at = 0;
  for (let tag = xml.indexOf("<"); tag >= 0; tag = xml.indexOf("<", at)) {
    if (tag > at) events.text(xml.slice(at, tag));
    const sign = xml.charCodeAt(tag + 1);
    if (sign === QUESTION || sign === EXCLAMATION) {
      at = behindAside(xml, tag, sign);
    } else if (sign === SLASH) {
      const name = open.pop();
      at = name !== undefined && xml.startsWith(name, tag + 2) ? tag + 2 + name.length + 1 : -1;
      if (xml.charCodeAt(at - 1) !== GREATER) return false;
      events.close();
    } else at = tellTag(xml, tag + 1, state, events);
    if (at < 0) return false;
  }
  if (at < xml.length) events.text(xml.slice(at));
  return open.length === 0;
}

/** Where a comment or an instruction has ended; -1 for anything else. */
function behindAside(xml: string, tag: number, sign: number): number {
  if (sign === QUESTION) {
    const end = xml.indexOf(">", tag + 2);
    return xml.charCodeAt(end - 1) === QUESTION ? end + 1 : -1;
  }
  const body = xml.charCodeAt(tag + 4);
  if (!xml.startsWith("--", tag + 2) || body === GREATER || body === DASH) return -1;
  const end = xml.indexOf("-->", tag + 4);
  return end < 0 ? -1 : end + 3;
}

/** Where an opening tag has ended whose name begins at `from`; -1 where it is not written as programs write it. */
function tellTag(xml: string, from: number, { open, attributes }: State, events: XmlEvents): number {
  const behind = nameEnd(xml, from);
  if (behind === from) return -1;
  const name = xml.slice(from, behind);
  events.begin(name);
  attributes.length = 0;
  for (let at = behind; ; ) {
    const char = xml.charCodeAt(at);
    if (isBlank(char)) at += 1;
    else if (char === GREATER) {
      open.push(name);
      events.endTag();
      return at + 1;
    } else if (char === SLASH) {
      if (xml.charCodeAt(at + 1) !== GREATER) return -1;
      events.endTag();
      events.close();
      return at + 2;
    } else {
      const equals = nameEnd(xml, at);
      const end = valueEnd(xml, equals);
      const key = xml.slice(at, equals);
      if (equals === at || end < 0 || attributes.includes(key)) return -1;
      attributes.push(key);
      events.attribute(key, xml.slice(equals + 2, end));
      at = end + 1;
    }
  }
}

/** Where the quote stands that closes an attribute's value; -1 where it is not quoted right behind its name. */
function valueEnd(xml: string, equals: number): number {
  if (xml.charCodeAt(equals) !== EQUALS) return -1;
  const quote = xml.charCodeAt(equals + 1);
  if (quote === QUOTE) return xml.indexOf('"', equals + 2);
  return quote === APOSTROPHE ? xml.indexOf("'", equals + 2) : -1;
}

/** Where a name has ended, be it of anything; the same place where none begins. */
function nameEnd(xml: string, from: number): number {
  let at = from;
  for (; at < xml.length; at += 1) {
    const char = xml.charCodeAt(at);
    if (isBlank(char) || char === SLASH || (char >= LESS && char <= GREATER)) break;
    if (char === QUOTE || char === APOSTROPHE) return from;
  }
  return at;
}

function isBlank(char: number): boolean {
  return char === BLANK || char === LINE || char === TAB || char === RETURN || char === FEED;
}
