// Shows what is kept, and lets the visitor erase it and refuse, or accept again.
const section = document.querySelector("[data-kept]");
const base = section.dataset.kept;
const worker = `${base}worker.js`;
const list = section.querySelector("[data-kept-list]");
const status = section.querySelector("[role=status]");
const button = section.querySelector("button");

const isRefused = () => Boolean(localStorage.getItem(worker));

const show = async () => {
  const pages = isRefused() ? [] : await keptPages(base);
  list.replaceChildren(...listOf(pages));
  if (isRefused()) status.textContent = "Rien n’est gardé sur cet appareil, et rien ne le sera.";
  else if (!pages.length) status.textContent = "Aucune page n’est gardée pour l’instant.";
  else status.textContent = pages.length > 1 ? `${pages.length} pages sont gardées.` : "Une page est gardée.";
  button.textContent = isRefused() ? "Garder les pages que j’ouvre" : "Ne rien garder sur cet appareil";
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
    status.textContent = "Ce choix n’a pas pu être enregistré. Effacez les données de ce site dans les réglages du navigateur.";
  }
  button.disabled = false;
};

const start = async () => {
  await show();
  section.querySelector("[data-without-script]").remove();
  button.parentElement.hidden = false;
  button.addEventListener("click", change);
};

if (navigator.serviceWorker) start().catch(() => {});

// The offline page stands for any page that is not kept; asked for by its own address, it is a list.
const offline = document.querySelector("[data-offline]");
if (offline && navigator.onLine && location.pathname === offline.dataset.offline) {
  const heading = document.querySelector("main h1");
  const title = "Pages gardées sur cet appareil";
  document.title = document.title.replace(heading.textContent, title);
  heading.textContent = title;
  offline.remove();
}
const again = document.querySelector("[data-again]");
if (again) addEventListener("online", () => (again.textContent = "La connexion semble revenue\u00a0: réessayez."));
