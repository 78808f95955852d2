// Published instead of the worker when the team wants none: it erases what was kept and leaves.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const leave = async () => {
    const { pathname } = new URL("./", location.href);
    for (const name of await caches.keys()) {
      if (name.startsWith(`msap ${pathname} `)) await caches.delete(name);
    }
    await registration.unregister();
  };
  event.waitUntil(leave());
});
