import { KEEPS_PAGES, WORKER } from "generated/offline.js";

// Read now: later no script is the current one.
const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

/**
 * Install the worker that keeps the pages opened, once the page is read: docs/offline.md. Whoever
 * refused keeps nothing; a browser that refuses its storage to the site is taken at its word.
 */
export const start = () => {
  if (KEEPS_PAGES && navigator.serviceWorker) {
    const worker = new URL(`../${WORKER}`, src);
    const register = () => {
      try {
        if (!localStorage.getItem(worker.pathname))
          navigator.serviceWorker.register(worker).catch(() => {});
      } catch {}
    };
    addEventListener("load", () => setTimeout(register, 3000));
  }
};
