// The life of the worker: msap/publish/files/offline.py publishes it under one address.
import { answer, follow } from "./answering.js";
import { BASE, FILES, keepPage, OFFLINE, PAGES, PREFIX, stored } from "./keeping.js";

/** Keep the offline page and those open at this moment, which came before the worker. */
const install = async () => {
  await Promise.all([caches.open(PAGES), caches.open(FILES)]);
  const response = await fetch(OFFLINE, { cache: "no-cache" });
  if (!(await keepPage(OFFLINE, response))) throw new Error(OFFLINE);
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const client of windows) {
    const { pathname } = new URL(client.url);
    if (!pathname.startsWith(BASE) || (await stored(PAGES, pathname))) continue;
    await fetch(pathname, { cache: "force-cache" })
      .then((page) => follow(pathname, page))
      .catch(() => {});
  }
  await skipWaiting();
};

/** Take over at once: pages of any release ask the new worker for files by their own names. */
const activate = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PAGES && name !== FILES) await caches.delete(name);
  }
  await registration.navigationPreload?.enable();
  await clients.claim();
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", answer);
