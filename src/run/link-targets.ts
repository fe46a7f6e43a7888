// Which documents of a run a link in one of them may mean.
// Must not know what documents are to one another.
import { percentDecoded } from "../text/percent.ts";

/**
 * The sources that a link of a page may mean: an address; in a folder or an archive the path that it gives, or the file of
 * that name beside the page, as saved pages have it.
 */
export function meant(link: string, page: string): string[] {
  if (/^https?:/i.test(page)) return URL.canParse(link, page) ? [withoutHash(new URL(link, page).href)] : [];
  const member = page.lastIndexOf("!") + 1;
  const base = new URL(page.slice(member).split("/").map(encodeURIComponent).join("/"), PLACE);
  if (!URL.canParse(link, base.href)) return [];
  const { pathname } = new URL(link, base);
  const beside = `${folderOf(base.pathname)}${nameOf(pathname)}`;
  return [pathname, beside].map((path) => page.slice(0, member) + percentDecoded(path.slice(1)));
}

/** Stands for the folder that the paths of an input are below. */
const PLACE = "http://input.invalid/";

function withoutHash(address: string): string {
  return address.replace(/#.*$/, "");
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
