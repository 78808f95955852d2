// The list of the page: each place of the map gets a button that shows it there, and is marked
// when the map tells about it.
import { element } from "../dom/elements.js";

const SIDE_BY_SIDE = matchMedia("(min-width: 60em)");

/**
 * Give the places of the list their buttons; return what marks the place of a marker.
 * @param {string | undefined} base
 * @param {PointMarker[]} markers
 * @param {(marker: PointMarker, button: HTMLElement) => void} show
 */
export const joinList = (base, markers, show) => {
  /** @type {Map<string, HTMLAnchorElement>} */
  const links = new Map();
  for (const one of document.querySelectorAll("main li a[href]")) {
    const link = /** @type {HTMLAnchorElement} */ (one);
    links.set(new URL(link.href).pathname, link);
  }
  /** @type {Map<PointMarker, Element>} */
  const items = new Map();
  for (const marker of markers) {
    const { url, name } = marker.point;
    const item = url && links.get(base + url)?.closest("li");
    if (!item) continue;
    item.querySelector(".map-show")?.remove();
    const button = element(
      "button",
      { class: "map-show", type: "button" },
      "Voir sur la carte",
      element("span", { class: "visually-hidden" }, `\u00a0: ${name}`),
    );
    button.addEventListener("click", () => show(marker, button));
    item.append(button);
    items.set(marker, item);
  }
  return (/** @type {PointMarker} */ marker) => {
    for (const item of items.values()) item.classList.remove("map-chosen");
    const item = items.get(marker);
    item?.classList.add("map-chosen");
    if (SIDE_BY_SIDE.matches) item?.scrollIntoView({ block: "nearest" });
  };
};
