// Lists the pages kept in this device, read from them.
import { DEPARTEMENTS, PLACES } from "generated/addresses.js";
import { element } from "../dom/elements.js";

/** @typedef {{ group: string, url: string, name: string, where: string, phone?: Element | null }} KeptPage */

const GROUPS = ["Départements", "Maisons", "Autres pages"];
const PART = /page-\d+\/$/;

/** @param {string} path */
const groupOf = (path) => {
  if (/^[^/]+\/[^/]+\/(page-\d+\/)?$/.test(path) && path.startsWith(DEPARTEMENTS)) return GROUPS[0];
  return path.startsWith(PLACES) ? GROUPS[1] : GROUPS[2];
};

/**
 * Return each page, the list of a department once.
 * @param {string} base
 */
export const keptPages = async (base) => {
  const name = (await caches.keys()).find((one) => one.startsWith(`msap ${base} pages`));
  const cache = name && (await caches.open(name));
  /** @type {Map<string, KeptPage>} */
  const found = new Map();
  for (const request of cache ? await cache.keys() : []) {
    const text = await (await /** @type {Cache} */ (cache).match(request))?.text();
    const page = new DOMParser().parseFromString(text ?? "", "text/html");
    if (page.querySelector("[data-offline], meta[http-equiv=refresh]")) continue;
    const url = new URL(request.url).pathname;
    const path = url.slice(base.length);
    const group = groupOf(path);
    const key = group === GROUPS[0] ? path.replace(PART, "") : path;
    const known = found.get(key);
    if (known && known.url.length < url.length) continue;
    const isPlace = group === GROUPS[1];
    found.set(key, {
      group,
      url,
      name: page.querySelector("h1")?.textContent ?? "",
      where: (isPlace && page.querySelector(".place-head .lead")?.textContent) || "",
      phone: isPlace ? page.querySelector(".place-head a[href^='tel:']") : null,
    });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "fr"));
};

/** @param {KeptPage} page */
const item = ({ name, url, where, phone }) => {
  const line = element("li", {}, element("a", { href: url }, name));
  if (where) line.append(" ", element("span", { class: "meta" }, where));
  if (phone) {
    const href = phone.getAttribute("href") ?? "";
    const link = element("a", { class: "phone", href }, phone.textContent ?? "");
    line.append(where ? " · " : " ", link);
  }
  return line;
};

/** @param {KeptPage[]} pages */
export const listOf = (pages) =>
  GROUPS.map((group) => ({ group, own: pages.filter((page) => page.group === group) }))
    .filter(({ own }) => own.length)
    .flatMap(({ group, own }) => [
      element("h3", {}, group),
      element("ul", { class: "links" }, ...own.map(item)),
    ]);
