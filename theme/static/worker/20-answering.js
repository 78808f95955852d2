// What the worker answers: pages from the network while it answers, else those kept; files named
// after their content from what is kept. The rest is left to the browser.
const PATIENCE = 3000; // milliseconds before a kept page is shown instead

const when = (kept) => {
  const day = new Date(kept.headers.get("x-kept-on"));
  const year = day.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const date = day.toLocaleDateString("fr", { day: "numeric", month: "long", year }).replace(/^1 /, "1er ");
  const minutes = day.getMinutes() ? `\u00a0${String(day.getMinutes()).padStart(2, "0")}` : "";
  return `${date} à ${day.getHours()}\u00a0h${minutes}`;
};

// A kept page says what it is.
const shown = async (kept, why) => {
  const text = await kept.text();
  const line = `<p class="meta screen-only">${why}\u00a0: page gardée le ${when(kept)}. <a href="${OFFLINE}">Pages gardées</a></p>`;
  return new Response(text.replace(/<main\b[^>]*>/, (main) => main + line), { headers: kept.headers });
};

const offlinePage = async () => {
  const page = await stored(PAGES, OFFLINE);
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
};

// Takes up what the network answered: the page and the rest of its list, or that it is gone.
const follow = async (address, response) => {
  if ([404, 410].includes(response.status)) return forget(address);
  const page = await keepPage(address, response);
  if (page) await keepRest(address, page);
};

const answerPage = async (event, address) => {
  let isKeptShown = false;
  const fresh = (async () => (await event.preloadResponse) || fetch(event.request))();
  const followed = fresh.then((response) => follow(address, response.clone()));
  event.waitUntil(followed.then(() => isKeptShown || trim(event.resultingClientId)).catch(() => {}));
  const kept = address === OFFLINE ? undefined : await stored(PAGES, address);
  const giveKept = (why) => {
    isKeptShown = true;
    return shown(kept, why);
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

const answerFile = async (event, address) => {
  const kept = await stored(FILES, address);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (isOurs(response, address)) event.waitUntil(keepFile(address, response.clone()).catch(() => {}));
  return response;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  // Neither what was searched nor a position is kept, nor the files that would tell it.
  if (request.mode === "navigate") event.respondWith(answerPage(event, pathname).catch(() => fetch(request)));
  else if (pathname.startsWith(`${BASE}static/`) && NAMED.test(pathname))
    event.respondWith(answerFile(event, pathname).catch(() => fetch(request)));
});
