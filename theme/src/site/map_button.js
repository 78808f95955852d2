import { find } from "../dom/elements.js";
import { load } from "./load.js";

/** Load the map when it is asked for, by its button or by an address that ends with #carte. */
export const start = () => {
  const section = find("#carte");
  const button = section?.querySelector("button");
  if (!button) return;
  const line = /** @type {HTMLElement} */ (button.parentElement);
  const status = find("[role=status]", section);
  const open = async () => {
    button.disabled = true;
    status.textContent = "Chargement de la carte…";
    try {
      await (await load(section)).open(section);
      line.hidden = true;
      status.textContent = "";
    } catch {
      button.disabled = false;
      status.textContent =
        "La carte n’a pas pu être chargée. Vérifiez la connexion, puis recommencez.";
    }
  };
  line.hidden = false;
  find("[data-without-script]")?.remove();
  button.addEventListener("click", open);
  if (location.hash === "#carte") open();
};
