// What the worker answers: pages from the network while it answers, else those kept; files named
// after their content from what is kept. The rest is left to the browser.
import {
  BASE,
  FILES,
  forget,
  isOurs,
  keepFile,
  keepPage,
  keepRest,
  NAMED,
  OFFLINE,
  PAGES,
  stored,
  trim,
} from "./keeping.js";

const PATIENCE = 3000; // milliseconds before a kept page is shown instead

/** @param {Response} kept */
const when = (kept) => {
  const day = new Date(kept.headers.get("x-kept-on") ?? 0);
  const isThisYear = day.getFullYear() === new Date().getFullYear();
  const date = day
    .toLocaleDateString("fr", {
      day: "numeric",
      month: "long",
      year: isThisYear ? undefined : "numeric",
    })
    .replace(/^1 /, "1er ");
  const minutes = day.getMinutes() ? `\u00a0${String(day.getMinutes()).padStart(2, "0")}` : "";
  return `${date} à ${day.getHours()}\u00a0h${minutes}`;
};

/**
 * Return a kept page that says what it is.
 * @param {Response} kept
 * @param {string} why
 */
const shown = async (kept, why) => {
  const text = await kept.text();
  const link = `<a href="${OFFLINE}">Pages gardées</a>`;
  const line = `<p class="meta screen-only">${why}\u00a0: page gardée le ${when(kept)}. ${link}</p>`;
  const marked = text.replace(/<main\b[^>]*>/, (main) => main + line);
  return new Response(marked, { headers: kept.headers });
};

const offlinePage = async () => {
  const page = await stored(PAGES, OFFLINE);
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
};

/**
 * Take up what the network answered: the page and the rest of its list, or that it is gone.
 * @param {string} address
 * @param {Response} response
 */
export const follow = async (address, response) => {
  if ([404, 410].includes(response.status)) {
    await forget(address);
    return;
  }
  const page = await keepPage(address, response);
  if (page) await keepRest(address, page);
};

/**
 * @param {FetchEvent} event
 * @param {string} address
 */
const answerPage = async (event, address) => {
  let isKeptShown = false;
  const fresh = (async () => (await event.preloadResponse) || fetch(event.request))();
  const followed = fresh.then((response) => follow(address, response.clone()));
  const trimmed = followed.then(async () => {
    if (!isKeptShown) await trim(event.resultingClientId);
  });
  event.waitUntil(trimmed.catch(() => {}));
  const kept = address === OFFLINE ? undefined : await stored(PAGES, address);
  /** @param {string} why */
  const giveKept = (why) => {
    isKeptShown = true;
    return shown(/** @type {Response} */ (kept), why);
  };
  try {
    if (!kept) return await fresh;
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    const response = await Promise.race([fresh, late]);
    return response && response.status < 500 ? response : giveKept("Le réseau ne répond pas");
  } catch {
    return kept ? giveKept("Hors connexion") : offlinePage();
  }
};

/**
 * @param {FetchEvent} event
 * @param {string} address
 */
const answerFile = async (event, address) => {
  const kept = await stored(FILES, address);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (isOurs(response, address))
    event.waitUntil(keepFile(address, response.clone()).catch(() => {}));
  return response;
};

/**
 * Answer a request, or leave it to the browser. Neither what was searched nor a position is kept, nor
 * the files that would tell it.
 * @param {FetchEvent} event
 */
export const answer = (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOwn = origin === location.origin && pathname.startsWith(BASE);
  if (request.method !== "GET" || !isOwn) return;
  if (request.mode === "navigate")
    event.respondWith(answerPage(event, pathname).catch(() => fetch(request)));
  else if (pathname.startsWith(`${BASE}static/`) && NAMED.test(pathname))
    event.respondWith(answerFile(event, pathname).catch(() => fetch(request)));
};
