// Everything the engine is told about one kind of report: its forms, its words, its rules of identity.
import type { Conventions, Form } from "./form.ts";
import type { IdentityRules } from "./identity.ts";
import type { ProseRules } from "./prose.ts";

export interface Collection {
  readonly name: string;
  readonly forms: readonly Form[];
  readonly conventions: Conventions;
  readonly identity: IdentityRules;
  /** How sentences are read; null for a collection that leaves its prose alone. */
  readonly prose: ProseRules | null;
}
