// Figures as printed, turned into plain decimals; and what may stand in which column.
// Must not know rows, labels or layouts.
import type { FigureType } from "../model/form.ts";

/** What nearly all figures are: whole, and printed as they are written. */
const COUNT = /^(?:0|[1-9]\d*)$/;

/** A figure's text as a plain decimal, or null when the characters are no single figure. */
export function plainDecimal(text: string): string | null {
  if (COUNT.test(text)) return text;
  const match = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?$/.exec(text);
  if (match === null) return null;
  const whole = (match[2] ?? "").replaceAll(",", "");
  if (whole.length > 1 && whole.startsWith("0")) return null;
  return `${match[1] === "-" ? "-" : ""}${whole}${match[3] ?? ""}`;
}

/** A count as programs print it that hold all numbers with a fraction: `12.0` is 12. More noughts may be a thousand. */
export function withoutEmptyFraction(text: string): string {
  return text.replace(/\.0{1,2}$/u, "");
}

/** Whether a plain decimal is of the kind that its cell should hold. */
export function fits(text: string, type: FigureType): boolean {
  if (type === "amount") return !text.startsWith("-");
  return !text.includes(".") && (type === "change" || !text.startsWith("-"));
}

/** A plain decimal as an exact integer of 10^-decimals; null when it has more decimals or is too large to be exact. */
export function scaled(text: string, decimals: number): number | null {
  const point = text.indexOf(".");
  const whole = point < 0 ? text : text.slice(0, point);
  const fraction = point < 0 ? "" : text.slice(point + 1);
  if (fraction.length > decimals) return null;
  const value = Number(whole + fraction.padEnd(decimals, "0"));
  return Math.abs(value) < 2 ** 46 ? value : null;
}

export function decimalsOf(text: string): number {
  return text.split(".")[1]?.length ?? 0;
}
