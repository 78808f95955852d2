// Installing keeps the offline page and those open at this moment, which came before the worker.
const install = async () => {
  await Promise.all([caches.open(PAGES), caches.open(FILES)]);
  if (!(await keepPage(OFFLINE, await fetch(OFFLINE, { cache: "no-cache" })))) throw new Error(OFFLINE);
  for (const client of await clients.matchAll({ type: "window", includeUncontrolled: true })) {
    const { pathname } = new URL(client.url);
    if (!pathname.startsWith(BASE) || (await stored(PAGES, pathname))) continue;
    await fetch(pathname, { cache: "force-cache" }).then((response) => follow(pathname, response)).catch(() => {});
  }
  await skipWaiting();
};

// A new worker takes over at once: pages of any release ask it for files by their own names.
const activate = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PAGES && name !== FILES) await caches.delete(name);
  }
  await registration.navigationPreload?.enable();
  await clients.claim();
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
