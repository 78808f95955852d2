// Installs the worker that keeps the pages opened, once the page is read: docs/offline.md. Whoever
// refused keeps nothing; a browser that refuses its storage to the site is taken at its word.
if (KEEPS_PAGES && navigator.serviceWorker) {
  const worker = new URL("../worker.js", document.currentScript.src);
  const register = () => {
    try {
      if (!localStorage.getItem(worker.pathname)) navigator.serviceWorker.register(worker).catch(() => {});
    } catch {}
  };
  addEventListener("load", () => setTimeout(register, 3000));
}
