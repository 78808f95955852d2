// What the worker keeps: pages that were opened, each with the style and script it was made for.
import { DEPARTEMENTS } from "generated/addresses.js";
import { MOST_BYTES, MOST_PAGES, OFFLINE_PAGE } from "generated/offline.js";

export const BASE = new URL("./", location.href).pathname;
export const OFFLINE = BASE + OFFLINE_PAGE;
export const PREFIX = `msap ${BASE} `;
export const PAGES = `${PREFIX}pages 1`;
export const FILES = `${PREFIX}files 1`;
/** Files named after their content, by the build or by esbuild. */
export const NAMED = /\.(?:[0-9a-f]{10}|[0-9A-Z]{8})\.\w+$/;
const ALL_NAMED = /[^\s"'=]+\.(?:[0-9a-f]{10}|[0-9A-Z]{8})\.\w+/g;

/**
 * Open a cache. Only installing makes them: whoever erases them is not answered by new ones.
 * @param {string} name
 */
const cacheNamed = async (name) => ((await caches.has(name)) ? caches.open(name) : null);

/**
 * @param {string} name
 * @param {string} address
 */
export const stored = async (name, address) =>
  (await cacheNamed(name))?.match(address, { ignoreVary: true, ignoreSearch: true });

/** @type {Promise<unknown>} */
let last = Promise.resolve();
/**
 * Do work on the caches after that which came before, or one would drop the files another counts on.
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
const inTurn = (work) => {
  const done = last.then(work, work);
  last = done;
  return done;
};

/**
 * Return whether an answer is the site's own. Some hosts redirect an address that ends with .html:
 * that of the offline page is ours all the same.
 * @param {Response} response
 * @param {string} address
 */
export const isOurs = (response, address) =>
  response.ok && response.type === "basic" && (!response.redirected || address === OFFLINE);

/**
 * Copy an answer. It keeps the security policy; its body is no longer compressed.
 * @param {Response} response
 * @param {BodyInit} body
 * @param {Record<string, string>} notes
 */
const copyOf = (response, body, notes) => {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  for (const [name, value] of Object.entries(notes)) headers.set(`x-kept-${name}`, value);
  return new Response(body, { headers });
};

/**
 * @param {string} address
 * @param {Response} response
 */
export const keepFile = async (address, response) => {
  if (!isOurs(response, address)) throw new Error(`${response.status} ${address}`);
  const body = await response.blob();
  const copy = copyOf(response, body, { bytes: String(body.size) });
  await (await cacheNamed(FILES))?.put(address, copy);
};

/**
 * Return the files a page names, among them the data of its department, which tell its release: their
 * names change with their content. A page without any is not of this site.
 * @param {string} text
 */
const filesOf = (text) =>
  [...new Set(text.match(ALL_NAMED))]
    .filter((file) => file.startsWith(`${BASE}static/`))
    .sort()
    .join(" ");

/** @param {string} text */
const neededBy = (text) => {
  const found = text.matchAll(
    /<(?:link rel="stylesheet"|script)(?:\s[^>]*?)?\s(?:href|src)="([^"]+)"/g,
  );
  return [...found].map(([, address]) => address);
};

/**
 * Keep a page once all it needs at once is kept, or not at all; return its text and files, or null.
 * With `same`, a page that names other files is not kept.
 * @param {string} address
 * @param {Response} response
 * @param {string} [same]
 */
export const keepPage = async (address, response, same) => {
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (!isOurs(response, address) || !isPage) return null;
  const text = await response.text();
  const files = filesOf(text);
  if (!files || (same && same !== files)) return null;
  return inTurn(async () => {
    for (const file of neededBy(text)) {
      if (!(await stored(FILES, file))) await keepFile(file, await fetch(file));
    }
    const bytes = String(new Blob([text]).size);
    const notes = { bytes, files, on: new Date().toISOString() };
    await (await cacheNamed(PAGES))?.put(address, copyOf(response, text, notes));
    return { text, files };
  });
};

/** @param {string} address */
const isPartOfList = (address) => {
  const path = address.slice(BASE.length);
  return path.startsWith(DEPARTEMENTS) && /^[^/]+\/[^/]+\/(page-\d+\/)?$/.test(path);
};

/** @param {string} address */
const listOf = (address) => address.replace(/page-\d+\/$/, "");

/**
 * Keep the other pages of a department's list, so that it is whole and of one release: 4 KB at most
 * for one of four departments. Those of another release go, whether or not new ones can be had.
 * @param {string} address
 * @param {{ text: string, files: string }} page
 */
export const keepRest = async (address, { text, files }) => {
  if (!isPartOfList(address)) return;
  const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
  const parts = links.filter((one) => isPartOfList(one) && listOf(one) === listOf(address));
  for (const part of new Set(parts)) {
    const kept = await stored(PAGES, part);
    if (part === address || kept?.headers.get("x-kept-files") === files) continue;
    if (kept) await forget(part);
    if (!navigator.connection?.saveData) await keepPage(part, await fetch(part), files);
  }
};

/** @param {string} address */
export const forget = (address) => inTurn(async () => (await cacheNamed(PAGES))?.delete(address));

/**
 * Drop the pages seen longest ago beyond the bounds, then files that no page kept names. While
 * another window than `own` is open its page may still ask for such a file: they wait.
 * @param {string} own
 */
export const trim = (own) =>
  inTurn(async () => {
    const [pages, files] = [await cacheNamed(PAGES), await cacheNamed(FILES)];
    if (!pages || !files) return;
    const bytesOf = (/** @type {Response | undefined} */ response) =>
      Number(response?.headers.get("x-kept-bytes") ?? 0);
    const kept = (await pages.keys()).map((request) => new URL(request.url).pathname);
    const newestFirst = kept.reverse().filter((one) => one !== OFFLINE);
    const used = new Set();
    let count = 0;
    let bytes = 0;
    for (const address of [OFFLINE, ...newestFirst]) {
      const page = await pages.match(address);
      const names = (page?.headers.get("x-kept-files") ?? "").split(" ");
      const named = names.filter((file) => !used.has(file));
      const sizes = await Promise.all(named.map(async (file) => bytesOf(await files.match(file))));
      const more = sizes.reduce((sum, size) => sum + size, bytesOf(page));
      if (count++ > MOST_PAGES || bytes + more > MOST_BYTES) await pages.delete(address);
      else {
        bytes += more;
        for (const file of named) used.add(file);
      }
    }
    const windows = await clients.matchAll({ type: "window" });
    if (windows.length > 1 || windows.some(({ id }) => own && id !== own)) return;
    for (const request of await files.keys()) {
      if (!used.has(new URL(request.url).pathname)) await files.delete(request);
    }
  });
