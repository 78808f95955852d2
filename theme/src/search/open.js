// The search of this site, on the files it publishes.
import { SEARCH, SEARCH_INDEX } from "generated/addresses.js";
import { createEngine } from "./engine.js";
import { openIndex } from "./index.js";

/**
 * Return the path the site stands under, which the search's form leads below.
 * @param {HTMLFormElement} form
 */
export const rootOf = (form) => new URL(form.action).pathname.slice(0, -SEARCH.length);

/** @param {string} root */
export const openSearch = async (root) => {
  const read = async (/** @type {string} */ path) => {
    const response = await fetch(root + SEARCH_INDEX + path);
    if (!response.ok) throw new Error(`${response.status} ${path}`);
    return response.text();
  };
  return createEngine(await openIndex(read));
};
