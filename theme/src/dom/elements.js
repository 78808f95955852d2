// Elements found and made.

/**
 * Return the first element of a selector, which the page is known to have.
 * @param {string} selector
 * @param {ParentNode} parent
 */
export const find = (selector, parent = document) =>
  /** @type {HTMLElement} */ (parent.querySelector(selector));

/**
 * Return all the elements of a selector.
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
export const findAll = (selector) => document.querySelectorAll(selector);

/**
 * Make an element; an attribute or a child that is undefined or an empty text is left out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | undefined>} attributes
 * @param {(Node | string | undefined)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== "") made.setAttribute(key, value);
  }
  for (const child of children) {
    if (child !== undefined && child !== "") made.append(child);
  }
  return made;
};
