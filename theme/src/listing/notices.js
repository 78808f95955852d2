// What stands above a list with filters: ways out of an empty one, places that may match as well.
import { element } from "../dom/elements.js";
import { count, distance, quoted } from "../results/words.js";

const MOST_NAMED = 3;

/**
 * Offer one filter less, with what that would give, so that nobody has to guess which one is too many.
 * @param {import("./form.js").FilterForm} form
 * @param {(chosen: FilterKey[]) => Promise<Place[]>} findWith
 */
export const liftings = async (form, findWith) => {
  const chosen = form.inForce();
  const lifted = await Promise.all(
    chosen.map(async (choice) => {
      const rest = chosen.filter((other) => other !== choice);
      const found = rest.length ? await findWith(rest) : [];
      if (!found.length) return undefined;
      const [{ km }] = found;
      const gain = Number.isFinite(km)
        ? `la plus proche est ${distance(Number(km))}`
        : count(found.length, "maison", "maisons");
      const words = `Sans ${quoted(choice.label)}\u00a0: ${gain}`;
      const button = element("button", { type: "button", class: "button quiet" }, words);
      button.addEventListener("click", form.without(choice));
      return element("li", {}, button);
    }),
  );
  const words = chosen.length > 1 ? `Effacer les ${chosen.length} filtres` : "Effacer le filtre";
  const clear = element("button", { type: "button", class: "button" }, words);
  clear.addEventListener("click", form.clear);
  return element("ul", { class: "liftings" }, ...lifted, element("li", {}, clear));
};

/**
 * Name places nearer than the last one shown whose record does not say whether they match.
 * @param {string} root
 * @param {Place[]} unspecified
 * @param {number} last
 */
export const unspecifiedNotice = (root, unspecified, last) => {
  const near = unspecified
    .filter(({ km }) => !(Number(km) > last))
    .sort((a, b) => Number(a.km) - Number(b.km));
  if (!near.length) return [];
  const links = near
    .slice(0, MOST_NAMED)
    .flatMap((place) => [", ", element("a", { href: root + place.url }, place.name)])
    .slice(1);
  const words =
    near.length > 1
      ? `${near.length}\u00a0maisons peuvent convenir aussi, mais leur fiche ne le dit pas\u00a0: appelez-les. `
      : "Une maison peut convenir aussi, mais sa fiche ne le dit pas\u00a0: appelez-la. ";
  return [element("p", { class: "notice" }, words, ...links, near.length > MOST_NAMED ? "…" : "")];
};
