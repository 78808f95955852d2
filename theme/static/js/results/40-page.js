// The page of results: reads the question from the address and shows the answer. What comes after
// (filters, more places, map, paper, downloads) is a module of its own, loaded when it is asked for.
const FAILED = "La recherche n’a pas abouti. Vérifiez la connexion, puis recommencez.";
const SEARCHING = "Recherche…";
const REFUSED = {
  1: "Votre navigateur n’a pas donné votre position. Tapez plutôt votre commune.",
  2: "Votre position n’a pas pu être trouvée. Tapez plutôt votre commune.",
  3: "La recherche de votre position prend trop de temps. Tapez plutôt votre commune.",
};

const load = async (form) => {
  const { describe, open } = await import(form.dataset.module);
  return { describe, engine: await open(form) };
};

export const start = async (results, form) => {
  const root = new URL(form.action).pathname.replace(/recherche\/$/, "");
  const input = form.querySelector("input");
  const title = document.title.split(" – ").pop();
  const at = (id) => document.getElementById(id);
  const [heading, status, filters, tools, after] = [document.querySelector("main h1"), ...["etat", "filtres", "outils", "suite"].map(at)];
  const textOf = (params) => params.get("q")?.trim() ?? "";
  const asking = () => new URLSearchParams(location.search);
  // Says what is sought, before anything is there to find it.
  const seek = (params) => {
    input.value = textOf(params);
    status.textContent = params.size ? SEARCHING : "";
    return params;
  };
  if (location.search) seek(asking());
  const { describe, engine } = await load(form).catch((failure) => {
    status.textContent = FAILED;
    throw failure;
  });
  const answers = createAnswers({ root, index: engine.index, describe, filters });
  let query = {};
  let shown = [];
  let isFull = false;
  let turn = 0;
  let position;
  let listing;

  // Shows the places of a list, or an answer that has none.
  const present = ({ words, before = [], places, after: last = [] }) => {
    shown = places ?? [];
    status.textContent = words;
    const list = shown.length
      ? [element("h2", { class: "visually-hidden" }, "Maisons"), element("ul", { class: "cards places" }, ...shown.map((place) => placeItem(root, place)))]
      : [];
    results.replaceChildren(...before, ...list);
    after.replaceChildren(...last);
    for (const part of [filters, tools]) if (part) part.hidden = !places;
    results.closest("main").classList.add("answered");
    if (typeof opening !== "undefined") opening.show?.();
  };

  // What goes on from a first answer.
  const further = () => {
    listing ??= import(results.dataset.listing).then((module) =>
      module.attach({ root, results, status, filters, tools, present, full, run, query: () => query, shown: () => shown }),
    );
    listing.catch(() => (listing = undefined));
    return listing;
  };
  // All that is told of the places, and all that the address asks of them.
  const full = async () => {
    if (isFull) return;
    results.setAttribute("aria-busy", "true");
    status.textContent = SEARCHING;
    try {
      await (await further()).show();
      isFull = true;
    } catch {
      status.textContent = FAILED;
    }
    results.removeAttribute("aria-busy");
  };

  const show = async (asked, params) => {
    query = asked;
    isFull = false;
    heading.textContent = query.title;
    document.title = `${query.title} – ${title}`;
    const { kind, places } = query;
    const isMore = query.ticked || filters?.querySelector("[open]") || [...params.keys()].some((name) => name === "nombre" || filters?.elements.namedItem(name));
    if (places) {
      const words = places.length
        ? `${count(places.length, "maison", "maisons")}, ${places.length > 1 ? "de la plus proche à la plus lointaine" : "la plus proche"}.`
        : "Aucune maison connue près d’ici.";
      present({ ...query, words });
    } else if (!kind) present(query);
    if (kind && filters && (isMore || !places)) await full();
    else (await listing)?.follow();
  };

  const aroundMe = () => {
    status.textContent = "Recherche de votre position…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        position = { lat: coords.latitude, lon: coords.longitude };
        if (new URLSearchParams(location.search).get("autour") !== "moi") history.pushState(null, "", "?autour=moi");
        run();
      },
      (failure) => {
        status.textContent = REFUSED[failure.code] ?? REFUSED[2];
        results.classList.add("idle");
      },
      { timeout: 15000, maximumAge: 60000 },
    );
  };

  // What the address asks for.
  const asked = async (params) => {
    const text = textOf(params);
    if (text) return answers(text, await engine.answer(text));
    const code = params.get("departement");
    const departement = engine.index.departements.find((one) => one.code === code);
    if (departement) return answers("", { mode: "list", items: [{ kind: "d", label: departement.name, code, value: 78 }] });
    if (!params.has("autour")) return null;
    if (position)
      return {
        title: "Autour de vous",
        kind: "around",
        from: position,
        after: [element("p", { class: "meta" }, "Distances à vol d’oiseau. Votre position reste dans votre appareil.")],
      };
    return { title: "Autour de vous", words: "Appuyez sur « Autour de moi » pour donner votre position." };
  };
  const run = () => answer(seek(asking()));
  async function answer(params) {
    const mine = ++turn;
    try {
      const found = await asked(params);
      if (found && mine === turn) await show(found, params);
    } catch {
      if (mine === turn) status.textContent = FAILED;
    }
    results.classList.add("idle");
  }

  const button = document.querySelector(".around button");
  button.addEventListener("click", aroundMe);
  // Shown only now: before, a press would do nothing.
  button.parentNode.classList.remove("unready");
  button.parentNode.hidden = !navigator.geolocation;
  addEventListener("popstate", run);
  addEventListener("beforeprint", () => {
    if (tools) tools.querySelector("[data-printed]").textContent = new Date().toLocaleDateString("fr", { dateStyle: "long" });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", `?q=${encodeURIComponent(input.value.trim()).replace(/%20/g, "+")}`);
    run();
  });
  filters?.addEventListener("submit", (event) => event.preventDefault());
  // Open, the form counts what each choice would give.
  filters?.querySelector("details").addEventListener("toggle", ({ target }) => {
    isFull = isFull && !target.open;
    if (target.open) full();
  });
  for (const pressed of document.querySelectorAll("[data-press]")) {
    pressed.addEventListener("click", async () => {
      try {
        await (await further()).press(pressed.dataset.press);
      } catch {
        status.textContent = FAILED;
      }
    });
  }
  if (sessionStorage.getItem("around")) {
    sessionStorage.removeItem("around");
    aroundMe();
  } else await answer(asking());
};
