// The map beside the list: opened on demand, then drawn from the store.
import { find } from "../dom/elements.js";
import { load } from "../site/load.js";

/** @param {ResultsStore} store */
export const showMap = async (store) => {
  const section = find("#carte-des-resultats");
  const status = find("[role=status]", section);
  const button = /** @type {HTMLButtonElement} */ (find("[data-press=map]"));
  button.disabled = true;
  status.textContent = "Chargement de la carte…";
  section.parentElement?.classList.add("with-map");
  section.scrollIntoView({ block: "nearest" });
  try {
    const { open } = await load(section);
    /** @type {Awaited<ReturnType<typeof import("../map/main.js").open>>} */
    const replace = await open(section);
    /** @param {ResultsState} state */
    const draw = ({ list, query }) => replace(list?.places ?? [], query?.from);
    const shown = store.get();
    let drawn = draw(shown);
    await drawn;
    let { list } = shown;
    store.subscribe((state) => {
      if (state.list === list) return;
      list = state.list;
      drawn = drawn.then(() => draw(state));
    });
    button.hidden = true;
    status.textContent = "";
  } catch {
    status.textContent =
      "La carte n’a pas pu être chargée. Vérifiez la connexion, puis recommencez.";
  }
  button.disabled = false;
};
