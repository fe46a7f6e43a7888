// The files of a release and their columns: one description that writers, data package and codebook all follow.
// Must not write anything.
import type { Explained } from "../model/explained.ts";

export type FieldType = "string" | "integer" | "number" | "date" | "boolean";
export type Codes = Readonly<Record<string, Explained>>;

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly zh: string;
  readonly en: string;
  /** Every code that may stand in it. */
  readonly codes?: Codes;
  /** What stands between several codes of one value; behind a colon stands what a code concerns. */
  readonly several?: string;
  /** Whether a missing value has a reason: a letter in the Stata file, a word in the table of states. */
  readonly reasons?: boolean;
  readonly unit?: string;
  /** How a derived value is made. */
  readonly formula?: string;
  /** It stands in the names of the folders, and not in the files. */
  readonly inPath?: true;
}

export type Format = "parquet" | "csv.gz" | "csv" | "dta" | "xlsx";

export interface Sheet {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly Field[];
  readonly key: readonly string[];
  readonly foreign: readonly {
    readonly fields: readonly string[];
    readonly sheet: string;
    readonly to: readonly string[];
  }[];
  /** A select of all fields; empty text in it is written as no value. */
  readonly sql: string;
  readonly formats: readonly Format[];
  /** Written by edition and year, from the table of its name: too long to be made twice. */
  readonly inParts?: true;
}

export const text = (name: string, zh: string, en: string): Field => ({ name, type: "string", zh, en });
export const whole = (name: string, zh: string, en: string): Field => ({ name, type: "integer", zh, en });
export const number = (name: string, zh: string, en: string): Field => ({ name, type: "number", zh, en });
export const flag = (name: string, zh: string, en: string): Field => ({ name, type: "boolean", zh, en });

/** A text that is one of the codes. */
export const coded = (name: string, zh: string, en: string, codes: Codes): Field => ({
  ...text(name, zh, en),
  codes,
});

/** A text of several codes. */
export const codedEach = (name: string, zh: string, en: string, codes: Codes, several: string): Field => ({
  ...coded(name, zh, en, codes),
  several,
});

/** The values that a column is held to: those of its codes, where one stands by itself. */
export function enumOf({ type, codes, several }: Field): readonly string[] | null {
  return type === "string" && codes && several === undefined ? Object.keys(codes) : null;
}

/** Fields that stand in the files. */
export function storedFields({ fields }: Sheet): Field[] {
  return fields.filter(({ inPath }) => !inPath);
}

/** An expression for a field of a table: no text is no value, and not an empty one. */
export function storedSql({ name, type }: Field): string {
  return type === "string" ? `nullif(${name}, '') as ${name}` : name;
}
