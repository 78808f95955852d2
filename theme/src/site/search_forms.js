import { find, findAll } from "../dom/elements.js";
import { load } from "./load.js";

/** Load the search when its field is entered, and the results on their page. */
export const start = () => {
  const forms = findAll("[role=search]");
  for (const form of forms) {
    /** @type {Promise<unknown> | undefined} */
    let search;
    // Tried again at the next focus when it failed.
    const begin = () =>
      load(form)
        .then((module) => module.attach(form))
        .catch(() => {
          search = undefined;
        });
    form.addEventListener("focusin", () => {
      if (!search) search = begin();
    });
  }
  const around = find("[data-around]");
  around?.addEventListener("click", () => {
    sessionStorage.around = "1";
  });
  if (around) around.hidden = !navigator.geolocation;
  const results = find("#resultats");
  if (!results) return;
  const otherWays = find("[data-without-script]");
  otherWays.hidden = true;
  results.classList.toggle("idle", !location.search && !sessionStorage.around);
  load(results)
    .then((module) => module.start(results, forms[0]))
    .catch(() => {
      otherWays.hidden = false;
      results.classList.add("idle");
    });
};
