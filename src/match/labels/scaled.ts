// Whether words beside figures or over them say that these count thousands or ten thousands. Must not know tables or figures.
import type { Conventions } from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { POWERS } from "../../text/numeral.ts";

/** Whether a text names, by itself or in brackets, a unit of counts with a power before it; amounts have such units of their own. */
export function namesPower(text: string, { units }: Conventions): boolean {
  return fold(text)
    .split(/[():：,，、;/]/u)
    .some((part) => isThousands(part[0] ?? "") && units.includes(part.slice(1)) && !units.includes(part));
}

/** 十件 and 百件 are ten and a hundred, and no unit. */
const isThousands = (letter: string) => (POWERS.get(letter) ?? 0) > 2;
