// What the worker keeps: pages that were opened, each with the style and script it was made for.
// The build writes OFFLINE_PAGE, MOST_PAGES and MOST_BYTES before it: msap/publish/files/offline.py.
const BASE = new URL("./", location).pathname;
const OFFLINE = BASE + OFFLINE_PAGE;
const PREFIX = `msap ${BASE} `;
const PAGES = `${PREFIX}pages 1`;
const FILES = `${PREFIX}files 1`;
const NAMED = /\.[0-9a-f]{10}\.\w+$/;

// Only installing makes the caches: whoever erases them is not answered by new ones.
const cacheNamed = async (name) => ((await caches.has(name)) ? caches.open(name) : null);

const stored = async (name, address) =>
  (await cacheNamed(name))?.match(address, { ignoreVary: true, ignoreSearch: true });

// Changes of the caches wait for each other, or one would drop the files another counts on.
let last = Promise.resolve();
const inTurn = (work) => (last = last.then(work, work));

// Some hosts redirect an address that ends with .html: that of the offline page is ours all the same.
const isOurs = (response, address) =>
  response.ok && response.type === "basic" && (!response.redirected || address === OFFLINE);

// A copy keeps the security policy; its body is no longer compressed.
const copyOf = (response, body, notes) => {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  for (const [name, value] of Object.entries(notes)) headers.set(`x-kept-${name}`, value);
  return new Response(body, { headers });
};

const keepFile = async (address, response) => {
  if (!isOurs(response, address)) throw new Error(`${response.status} ${address}`);
  const body = await response.blob();
  await (await cacheNamed(FILES))?.put(address, copyOf(response, body, { bytes: body.size }));
};

// The files a page names, among them the data of its department, which tell its release: their names
// change with their content. A page without any is not of this site.
const filesOf = (text) =>
  [...new Set((text.match(/[^\s"'=]+\.[0-9a-f]{10}\.\w+/g) ?? []).filter((file) => file.startsWith(`${BASE}static/`)))].sort().join(" ");

const neededBy = (text) =>
  [...text.matchAll(/<(?:link rel="stylesheet"|script)(?:\s[^>]*?)?\s(?:href|src)="([^"]+)"/g)].map((found) => found[1]);

// Keeps a page once all it needs at once is kept, or not at all; gives its text and files, or null.
// With `same`, a page that names other files is not kept.
const keepPage = async (address, response, same) => {
  if (!isOurs(response, address) || !response.headers.get("content-type")?.startsWith("text/html")) return null;
  const text = await response.text();
  const files = filesOf(text);
  if (!files || (same && same !== files)) return null;
  return inTurn(async () => {
    for (const file of neededBy(text)) {
      if (!(await stored(FILES, file))) await keepFile(file, await fetch(file));
    }
    const notes = { bytes: new Blob([text]).size, files, on: new Date().toISOString() };
    await (await cacheNamed(PAGES))?.put(address, copyOf(response, text, notes));
    return { text, files };
  });
};

// The other pages of a department's list, so that it is kept whole and of one release: 4 KB at most
// for one of four departments. Those of another release go, whether or not new ones can be had.
const keepRest = async (address, { text, files }) => {
  const isPart = (one) => /^departements\/[^/]+\/(page-\d+\/)?$/.test(one.slice(BASE.length));
  const list = (one) => one.replace(/page-\d+\/$/, "");
  if (!isPart(address)) return;
  const links = [...text.matchAll(/href="([^"]+)"/g)].map((found) => found[1]);
  for (const part of new Set(links.filter((one) => isPart(one) && list(one) === list(address)))) {
    const kept = await stored(PAGES, part);
    if (part === address || kept?.headers.get("x-kept-files") === files) continue;
    if (kept) await forget(part);
    if (!navigator.connection?.saveData) await keepPage(part, await fetch(part), files);
  }
};

const forget = (address) => inTurn(async () => (await cacheNamed(PAGES))?.delete(address));

// Drops the pages seen longest ago beyond the bounds, then files that no page kept names. While
// another window than `own` is open its page may still ask for such a file: they wait.
const trim = (own) =>
  inTurn(async () => {
    const [pages, files] = [await cacheNamed(PAGES), await cacheNamed(FILES)];
    if (!pages || !files) return;
    const bytesOf = (response) => Number(response?.headers.get("x-kept-bytes") ?? 0);
    const newestFirst = (await pages.keys()).map((request) => new URL(request.url).pathname).reverse();
    const used = new Set();
    let count = 0;
    let bytes = 0;
    for (const address of [OFFLINE, ...newestFirst.filter((one) => one !== OFFLINE)]) {
      const page = await pages.match(address);
      const named = (page?.headers.get("x-kept-files") ?? "").split(" ").filter((file) => !used.has(file));
      const sizes = await Promise.all(named.map(async (file) => bytesOf(await files.match(file))));
      const more = sizes.reduce((sum, size) => sum + size, bytesOf(page));
      if (count++ > MOST_PAGES || bytes + more > MOST_BYTES) await pages.delete(address);
      else {
        bytes += more;
        named.forEach((file) => used.add(file));
      }
    }
    const windows = await clients.matchAll({ type: "window" });
    if (windows.length > 1 || windows.some(({ id }) => own && id !== own)) return;
    for (const request of await files.keys()) {
      if (!used.has(new URL(request.url).pathname)) await files.delete(request);
    }
  });
