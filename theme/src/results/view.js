// Draws what the store holds: title, status, list, and what stands around it.
import { element, find, findAll } from "../dom/elements.js";
import { opening } from "../site/running.js";
import { placeItem } from "./item.js";

/**
 * @param {HTMLElement} results
 * @param {string} root
 * @param {ResultsStore} store
 */
export const showPage = (results, root, store) => {
  const site = document.title.split(" – ").pop();
  const [heading, status, after] = ["main h1", "#etat", "#suite"].map((one) => find(one));
  const tools = document.getElementById("outils");
  const places = [document.getElementById("filtres"), tools];

  /** @param {ResultsList} list */
  const drawList = (list) => {
    const shown = list.places ?? [];
    const cards = shown.map((place) => placeItem(root, place));
    results.replaceChildren(...list.before);
    if (cards.length)
      results.append(
        element("h2", { class: "visually-hidden" }, "Maisons"),
        element("ul", { class: "cards places" }, ...cards),
      );
    after.replaceChildren(...list.after);
    for (const part of places) if (part) part.hidden = !list.places;
    if (tools) {
      find("[data-press=more]", tools).hidden = list.isAll;
      for (const button of findAll("#outils [data-filled]")) button.hidden = !cards.length;
    }
    results.closest("main")?.classList.add("answered");
    opening.show();
  };

  store.subscribe((state, before) => {
    if (state.query && state.query !== before?.query) {
      heading.textContent = state.query.title;
      document.title = `${state.query.title} – ${site}`;
    }
    if (state.status !== before?.status) status.textContent = state.status;
    if (state.isBusy) results.setAttribute("aria-busy", "true");
    else results.removeAttribute("aria-busy");
    if (state.list && state.list !== before?.list) drawList(state.list);
  });
};
