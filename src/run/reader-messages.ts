// What a reading process and its parent tell each other. Must not know either.

/** Room for what a document leaves behind: with less, a process spends a sixth of its time sweeping. */
export const YOUNG_MEGABYTES = 64;

export type FromReader =
  /** It may be sent documents, and is ended when it holds `most` resident bytes. */
  | { readonly kind: "ready"; readonly most: number }
  /** A page that takes long was read: the document's time begins anew. */
  | { readonly kind: "page" }
  | {
      readonly kind: "record";
      /** The record as JSON. */
      readonly json: string;
      /** Most resident bytes that the process ever held. */
      readonly peak: number;
      /** So much memory is left behind that the next document needs a fresh process. */
      readonly full: boolean;
    };
