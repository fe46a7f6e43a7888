/** An archive that cannot be gone on with: the message says what to do. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
}
