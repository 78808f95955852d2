// Lists the pages kept in this device, read from them.
const GROUPS = ["Départements", "Maisons", "Autres pages"];

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const groupOf = (path) =>
  /^departements\/[^/]+\/(page-\d+\/)?$/.test(path) ? GROUPS[0] : path.startsWith("lieux/") ? GROUPS[1] : GROUPS[2];

// Gives { group, name, where, phone, url } of each page, the list of a department once.
const keptPages = async (base) => {
  const name = (await caches.keys()).find((one) => one.startsWith(`msap ${base} pages`));
  const cache = name && (await caches.open(name));
  const found = new Map();
  for (const request of cache ? await cache.keys() : []) {
    const url = new URL(request.url).pathname;
    const path = url.slice(base.length);
    const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
    const group = groupOf(path);
    if (page.querySelector("[data-offline], meta[http-equiv=refresh]")) continue;
    const key = group === GROUPS[0] ? path.replace(/page-\d+\/$/, "") : path;
    const known = found.get(key);
    if (known && known.url.length < url.length) continue;
    const [where, phone] = group === GROUPS[1] ? [".place-head .lead", ".place-head a[href^='tel:']"].map((one) => page.querySelector(one)) : [];
    found.set(key, { group, url, name: page.querySelector("h1").textContent, where: where?.textContent, phone });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "fr"));
};

const item = ({ name, url, where, phone }) => {
  const line = element("li", {}, element("a", { href: url }, name));
  if (where) line.append(" ", element("span", { class: "meta" }, where));
  if (phone) line.append(where ? " · " : " ", element("a", { class: "phone", href: phone.getAttribute("href") }, phone.textContent));
  return line;
};

const listOf = (pages) =>
  GROUPS.map((group) => [group, pages.filter((page) => page.group === group)])
    .filter(([, own]) => own.length)
    .flatMap(([group, own]) => [element("h3", {}, group), element("ul", { class: "links" }, ...own.map(item))]);
