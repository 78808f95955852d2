// Styles and scripts that a map adds to the page: an address, `#` and the digest it must have.

/**
 * @param {HTMLScriptElement | HTMLLinkElement} element
 * @param {string} address
 */
const added = (element, address) =>
  new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(address));
    document.head.append(element);
  });

/** @param {string} address */
export const loadScript = (address) => {
  const script = document.createElement("script");
  [script.src, script.integrity] = address.split("#");
  script.async = false;
  return added(script, address);
};

/** @param {string} address */
export const loadStyle = (address) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  [link.href, link.integrity] = address.split("#");
  return added(link, address);
};
