// The page of results: reads the question from the address, puts the answer into the store. What
// comes after (filters, more places, map, paper, downloads) is a module of its own, loaded when it is
// asked for.
import { FILTERS } from "generated/filters.js";
import { element, find } from "../dom/elements.js";
import { openSearch, rootOf } from "../search/open.js";
import { createAnswers } from "./answers.js";
import { answerTo } from "./nearest.js";
import { ownPosition } from "./position.js";
import { createStore } from "./store.js";
import { showPage } from "./view.js";
import { count } from "./words.js";

const FAILED = "La recherche n’a pas abouti. Vérifiez la connexion, puis recommencez.";
const SEARCHING = "Recherche…";

/** @param {Query & { places: Place[] }} query */
const wordsOf = ({ places }) => {
  if (!places.length) return "Aucune maison connue près d’ici.";
  const order = places.length > 1 ? "de la plus proche à la plus lointaine" : "la plus proche";
  return `${count(places.length, "maison", "maisons")}, ${order}.`;
};

/**
 * @param {HTMLElement} results
 * @param {HTMLFormElement} form
 */
export const start = async (results, form) => {
  const root = rootOf(form);
  const store = createStore();
  const input = /** @type {HTMLInputElement} */ (find("input", form));
  const filters = /** @type {HTMLFormElement | null} */ (document.getElementById("filtres"));
  const tools = document.getElementById("outils");
  const parameters = () => new URLSearchParams(location.search);
  const fail = () => store.set({ status: FAILED });

  // Says what is sought, before anything is there to find it.
  const seek = () => {
    const asked = parameters();
    input.value = asked.get("q")?.trim() ?? "";
    store.set({ status: String(asked) && SEARCHING });
    return asked;
  };
  showPage(results, root, store);
  if (location.search) seek();
  const engine = await openSearch(root).catch((failure) => {
    fail();
    throw failure;
  });
  const answers = createAnswers(root, engine.index, filters);
  let turn = 0;
  let isComplete = false;
  /** @type {{ lat: number, lon: number } | undefined} */
  let position;
  /** @type {Promise<import("../listing/main.js").Listing> | undefined} */
  let listing;

  /**
   * Return what the address asks for; null when it asks nothing.
   * @param {URLSearchParams} asked
   * @returns {Promise<Query | null>}
   */
  const queryOf = async (asked) => {
    const text = asked.get("q")?.trim();
    if (text) return answers.toQuestion(text, await answerTo(engine, text));
    const code = asked.get("departement");
    const departement = engine.index.departements.find((one) => one.code === code);
    if (departement && filters)
      return answers.departement({ kind: "d", label: departement.name, code: departement.code });
    if (!asked.has("autour")) return null;
    const title = "Autour de vous";
    if (!position)
      return { title, words: "Appuyez sur « Autour de moi » pour donner votre position." };
    const words = "Distances à vol d’oiseau. Votre position reste dans votre appareil.";
    return {
      title,
      kind: "around",
      from: position,
      after: [element("p", { class: "meta" }, words)],
    };
  };

  /** @param {FormData | URLSearchParams} fields */
  const choicesIn = (fields) =>
    FILTERS.flatMap((name) => fields.getAll(name).map((value) => ({ name, value: String(value) })));

  /**
   * @param {Query} query
   * @param {URLSearchParams} asked
   */
  const show = async (query, asked) => {
    isComplete = false;
    const { kind, places = null, ticked, before = [], after = [] } = query;
    const chosen = [...choicesIn(asked), ...(ticked ? [ticked] : [])];
    store.set({ query, chosen });
    if (places || !kind) {
      const status = places ? wordsOf({ ...query, places }) : (query.words ?? "");
      store.set({ status, list: { before, places, after, isAll: false } });
    }
    const isMore = chosen.length || asked.has("nombre") || filters?.querySelector("[open]");
    if (kind && filters && (isMore || !places)) await complete();
  };

  /** @param {URLSearchParams} asked */
  const answer = async (asked) => {
    const mine = ++turn;
    try {
      const query = await queryOf(asked);
      if (query && mine === turn) await show(query, asked);
    } catch {
      if (mine === turn) fail();
    }
    results.classList.add("idle");
  };

  const run = () => answer(seek());

  /** @param {URLSearchParams} asked */
  const navigate = (asked) => {
    history.pushState(null, "", `?${asked}`);
    return run();
  };

  // What goes on from a first answer.
  const further = () => {
    listing ??= import("../listing/main.js").then(({ attach }) =>
      attach({
        ...{ root, store, navigate, complete, network: String(results.dataset.network) },
        filters: /** @type {HTMLFormElement} */ (filters),
        tools: /** @type {HTMLElement} */ (tools),
      }),
    );
    listing.catch(() => {
      listing = undefined;
    });
    return listing;
  };

  const complete = async () => {
    if (isComplete) return;
    store.set({ isBusy: true, status: SEARCHING });
    try {
      await (await further()).fill();
      isComplete = true;
    } catch {
      fail();
    }
    store.set({ isBusy: false });
  };

  const aroundMe = async () => {
    store.set({ status: "Recherche de votre position…" });
    try {
      position = await ownPosition();
      if (parameters().get("autour") === "moi") await run();
      else await navigate(new URLSearchParams({ autour: "moi" }));
    } catch (words) {
      store.set({ status: String(words) });
      results.classList.add("idle");
    }
  };

  const around = find(".around");
  find("button", around).addEventListener("click", aroundMe);
  // Shown only now: before, a press would do nothing.
  around.classList.remove("unready");
  around.hidden = !navigator.geolocation;
  addEventListener("popstate", run);
  addEventListener("beforeprint", () => {
    const day = new Date().toLocaleDateString("fr", { dateStyle: "long" });
    if (tools) find("[data-printed]", tools).textContent = day;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    navigate(new URLSearchParams({ q: input.value.trim() }));
  });
  filters?.addEventListener("submit", (event) => event.preventDefault());
  // Open, the form counts what each choice would give.
  const details = filters?.querySelector("details");
  details?.addEventListener("toggle", () => {
    isComplete &&= !details.open;
    if (details.open) complete();
  });
  for (const pressed of document.querySelectorAll("[data-press]")) {
    const { press = "" } = /** @type {HTMLElement} */ (pressed).dataset;
    pressed.addEventListener("click", () =>
      further()
        .then((module) => module.press(press))
        .catch(fail),
    );
  }
  if (sessionStorage.getItem("around")) {
    sessionStorage.removeItem("around");
    await aroundMe();
  } else await answer(parameters()); // what is typed meanwhile stays
};
