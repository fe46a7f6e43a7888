// What the page asks its server, and nobody else.
import type {
  AuditAnswer,
  CodesAnswer,
  DecisionsSent,
  DocumentAnswer,
  QueueAnswer,
  SampleAsked,
  SampleKept,
} from "../wire.ts";

/** The folder of this start: its token is in the address. */
export const base = new URL(".", document.baseURI);

export const getCodes = () => ask<CodesAnswer>("api/codes");
export const getQueue = (query: Readonly<Record<string, string>>) =>
  ask<QueueAnswer>(`api/queue?${new URLSearchParams(query)}`);
export const getDocument = (n: number) => ask<DocumentAnswer>(`api/documents/${n}`);
export const sendDecisions = (sent: DecisionsSent) => send<DocumentAnswer>("api/decisions", sent);
export const sendSample = (sent: SampleAsked) => send<SampleKept>("api/samples", sent);

export const getAudit = (by: string) => ask<AuditAnswer>(`api/audit?${new URLSearchParams({ by })}`);
export const sendTyping = (
  by: string,
  typed: { readonly cell: number; readonly state: string; readonly value: string | null },
) => send<AuditAnswer>(`api/audit?${new URLSearchParams({ by })}`, { ...typed, by });
/** Takes back what the person typed last. */
export const takeTypingBack = (by: string) =>
  send<AuditAnswer>(`api/audit/back?${new URLSearchParams({ by })}`, {});

export const sourceAddress = (n: number, cell: string | null, seen: boolean) => {
  const query = new URLSearchParams({ ...(cell === null ? {} : { cell }), ...(seen ? { seen: "1" } : {}) });
  return `${new URL(`source/${n}?${query}`, base)}#here`;
};
export const bytesAddress = (n: number) => `${new URL(`bytes/${n}`, base)}`;

const send = <T>(path: string, body: object) =>
  ask<T>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(new URL(path, base), init);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}
