// The form of filters, drawn from the store: its boxes, the chips of what is chosen, the counts.
import { element, find } from "../dom/elements.js";

/** @typedef {FilterKey & { box: HTMLInputElement, label: string }} FilterChoice */

/**
 * @param {FilterKey[]} chosen
 * @param {FilterKey} one
 */
const includes = (chosen, { name, value }) =>
  chosen.some((other) => other.name === name && other.value === value);

/**
 * Draw the form; `navigate` is called with the filters to have instead.
 * @param {HTMLFormElement} form
 * @param {ResultsStore} store
 * @param {(chosen: FilterKey[]) => Promise<void>} navigate
 */
export const showForm = (form, store, navigate) => {
  /** @type {FilterChoice[]} */
  const choices = [...form.querySelectorAll("input")].map((box) => ({
    box,
    name: box.name,
    value: box.value,
    label: box.nextElementSibling?.textContent ?? "",
  }));
  const details = /** @type {HTMLDetailsElement} */ (find("details", form));
  const [summary, number, scope, chips] = [
    ...["summary", "[data-number]", "[data-scope]", ".chosen ul"],
  ].map((one) => find(one, form));
  const checked = () => choices.filter(({ box }) => box.checked);
  const inForce = () => choices.filter((choice) => includes(store.get().chosen, choice));

  /** @param {FilterChoice} choice */
  const without = (choice) => () => {
    summary.focus();
    return navigate(inForce().filter((other) => other !== choice));
  };
  const clear = () => {
    summary.focus();
    return navigate([]);
  };

  const drawChosen = () => {
    const chosen = inForce();
    for (const choice of choices) choice.box.checked = chosen.includes(choice);
    /** @type {HTMLElement} */ (chips.parentNode).hidden = !chosen.length;
    chips.replaceChildren(
      ...chosen.map((choice) => {
        const words = element("span", { class: "visually-hidden" }, "Enlever le filtre ");
        const button = element("button", { type: "button", class: "chip" }, words, choice.label);
        button.addEventListener("click", without(choice));
        return element("li", {}, button);
      }),
    );
    number.textContent = chosen.length ? ` (${chosen.length})` : "";
  };

  /** @param {FilterCounts} counts */
  const drawCounts = ({ numbers, among, isExact }) => {
    choices.forEach(({ box }, rank) => {
      const { parentElement } = box;
      if (parentElement) find(".number", parentElement).textContent = String(numbers[rank]);
      box.disabled = isExact && !numbers[rank] && !box.checked;
    });
    const nearest = isExact ? "" : " les plus proches";
    const matching = inForce().length ? " qui répondent aux filtres cochés" : "";
    scope.textContent = among
      ? `À droite, le nombre de maisons concernées, parmi les ${among} maisons${nearest}${matching}.`
      : "";
  };

  // What was chosen while this was on its way counts too.
  const early = checked().filter((choice) => !includes(store.get().chosen, choice));
  store.subscribe((state, before) => {
    if (state.chosen !== before?.chosen) drawChosen();
    if (state.counts && state.counts !== before?.counts) drawCounts(state.counts);
  });
  form.addEventListener("change", () => navigate(checked()));
  if (early.length) navigate([...inForce(), ...early]);

  return { choices, inForce, without, clear, details };
};

/** @typedef {ReturnType<typeof showForm>} FilterForm */
