// The first bytes by which files that hold parts are told from text. Must not know what is in them.

export const ZIP = 0x50;
/** Of a compound file (DOC, XLS), or of a package that is locked in one. */
export const COMPOUND = 0xd0;
