// What a cell of figures may print, as a pattern, for those who look for lists and columns before any form is known.
// Must not know units, placeholders or other words: one letter alone stands for each of them.

/**
 * A figure with up to three letters behind it, signs in a row, or one letter; the source of a regular expression with the flag `u`.
 * Digits that blanks set apart may be two figures.
 */
export const VALUE_SOURCE = String.raw`[-+−]?\d[\d,.，]*\s*\p{L}{0,3}|[-—–/\\*]{1,3}|\p{L}`;
