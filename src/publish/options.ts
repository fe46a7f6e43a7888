// What a release is made from, and how. Must not do anything.
import type { Form } from "../model/form.ts";
import type { ProseRules } from "../model/prose.ts";
import type { Linker } from "../places/link.ts";
import type { Facts } from "./describe.ts";

export interface PublishOptions {
  readonly runs: readonly string[];
  readonly release: string;
  readonly forms: readonly Form[];
  readonly prose: ProseRules | null;
  readonly linker: Linker;
  /** Folder of concepts, crosswalk, bounds and texts. */
  readonly plan: string;
  /** Folder of the tables of places. */
  readonly places: string;
  readonly facts: Facts;
  readonly program: string;
  readonly threads: number;
  readonly memory: string;
  readonly against: string | null;
  readonly accepted: string | null;
  /** Names of inputs whose documents are test material or made up. */
  readonly testInputs: readonly string[];
}
