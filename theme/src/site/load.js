/**
 * Load a script when it is needed. Pages give its address, then those of all that it imports, so that
 * they are fetched at once and known to who keeps the page.
 * @param {HTMLElement} element which has them
 */
export const load = async ({ dataset }) => {
  const addresses = /** @type {string} */ (dataset.module).split(" ");
  const [module] = await Promise.all(addresses.map((address) => import(address)));
  return module;
};
