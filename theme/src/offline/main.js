// Shows what is kept, and lets the visitor erase it and refuse, or accept again.
import { WORKER } from "generated/offline.js";
import { find } from "../dom/elements.js";
import { keptPages, listOf } from "./kept_pages.js";

const section = find("[data-kept]");
const base = section.dataset.kept ?? "/";
const worker = base + WORKER;
const list = find("[data-kept-list]", section);
const status = find("[role=status]", section);
const button = /** @type {HTMLButtonElement} */ (find("button", section));

const isRefused = () => Boolean(localStorage.getItem(worker));

const show = async () => {
  const pages = isRefused() ? [] : await keptPages(base);
  list.replaceChildren(...listOf(pages));
  if (isRefused()) status.textContent = "Rien n’est gardé sur cet appareil, et rien ne le sera.";
  else if (!pages.length) status.textContent = "Aucune page n’est gardée pour l’instant.";
  else
    status.textContent =
      pages.length > 1 ? `${pages.length} pages sont gardées.` : "Une page est gardée.";
  button.textContent = isRefused()
    ? "Garder les pages que j’ouvre"
    : "Ne rien garder sur cet appareil";
};

const refuse = async () => {
  localStorage.setItem(worker, "refused");
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (new URL(registration.scope).pathname === base) await registration.unregister();
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(`msap ${base} `)) await caches.delete(name);
  }
};

const accept = async () => {
  localStorage.removeItem(worker);
  await navigator.serviceWorker.register(worker);
};

const change = async () => {
  button.disabled = true;
  try {
    await (isRefused() ? accept() : refuse());
    await show();
  } catch {
    status.textContent =
      "Ce choix n’a pas pu être enregistré. Effacez les données de ce site dans les réglages du navigateur.";
  }
  button.disabled = false;
};

const start = async () => {
  await show();
  find("[data-without-script]", section).remove();
  /** @type {HTMLElement} */ (button.parentElement).hidden = false;
  button.addEventListener("click", change);
};

if (navigator.serviceWorker) start().catch(() => {});

// The offline page stands for any page that is not kept; asked for by its own address, it is a list.
const offline = find("[data-offline]");
if (offline && navigator.onLine && location.pathname === offline.dataset.offline) {
  const heading = find("main h1");
  const title = "Pages gardées sur cet appareil";
  document.title = document.title.replace(heading.textContent ?? "", title);
  heading.textContent = title;
  offline.remove();
}
const again = find("[data-again]");
if (again)
  addEventListener("online", () => {
    again.textContent = "La connexion semble revenue\u00a0: réessayez.";
  });
