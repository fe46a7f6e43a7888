// The rules by which a collection's documents say who issued them, for which year, and when.

/** All texts are compared after folding (white space gone, forms unified); patterns may name `year` and `issuer`. */
export interface IdentityRules {
  readonly reportTitles: readonly string[];
  readonly lookAlikes: readonly string[];
  readonly titleFillers: readonly string[];
  readonly titleLabels: readonly string[];
  /** Labels of facts about the page that are no title, no source and no date: its column, its address. */
  readonly pageLabels: readonly string[];
  readonly sourceLabels: readonly string[];
  readonly dateLabels: readonly string[];
  readonly titleMeta: readonly string[];
  readonly sourceMeta: readonly string[];
  readonly dateMeta: readonly string[];
  readonly period: readonly RegExp[];
  readonly proseYear: RegExp;
  readonly organEndings: readonly string[];
  readonly siteEndings: readonly string[];
  readonly proseIssuer: RegExp;
  readonly chapter: RegExp;
}
