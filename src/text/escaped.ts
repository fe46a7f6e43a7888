// Values within mark-up. Must not know what is marked up.
import { decodeXML } from "entities";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as mark-up has it, between elements and in quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

/**
 * What a text says that was escaped once for mark-up. Names that only HTML has are left for the parser that reads the mark-up within, and
 * so is an ampersand before a name without a semicolon, as addresses have them.
 */
export const unescaped = (text: string): string => (text.includes("&") ? decodeXML(text) : text);
