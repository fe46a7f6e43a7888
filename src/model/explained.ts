/** What a code of the dataset means, in both languages. */
export interface Explained {
  readonly en: string;
  readonly zh: string;
}
