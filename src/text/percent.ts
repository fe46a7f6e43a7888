// Letters of addresses that are written by their bytes. Must not know addresses.

/** The text with them as letters; as it is where they are none. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}
