// The popup of a point. Its text comes from records, so it is only ever set as text.
import { PROJECT } from "generated/places.js";
import { element, find } from "../dom/elements.js";
import { opening } from "../site/running.js";
import { KINDS } from "./markers.js";
import { complete } from "./points.js";

/**
 * @param {MapPoint} point
 * @param {string | undefined} base
 */
const popupContent = (point, base) => {
  const { kind, name, place, week, closed, dept, phone } = point;
  const where = kind === PROJECT ? place : `${place} · ${KINDS[kind]}`;
  const hours = week ? { "data-week": week, "data-closed": closed, "data-dept": dept } : {};
  return element(
    "div",
    {},
    element("a", { class: "map-name", href: base + point.url }, name),
    element("p", { class: "map-kind" }, where),
    element("p", { class: "today", ...hours }, point.words),
    phone && element("a", { class: "map-phone", href: `tel:${phone.replace(/\s/g, "")}` }, phone),
    point.isApproximate ? element("p", { class: "meta" }, "Position approximative.") : "",
  );
};

/**
 * Hide the markers half under the popup, which would be targets too small to hit; show the others.
 * @param {import("leaflet").Map} map
 * @param {Element} [frame]
 * @param {Element} [opener]
 */
const hideUnder = (map, frame, opener) => {
  const box = frame?.getBoundingClientRect();
  for (const icon of map.getPanes().markerPane.children) {
    const own = icon.getBoundingClientRect();
    const isUnder =
      box &&
      icon !== opener &&
      own.left < box.right &&
      own.right > box.left &&
      own.top < box.bottom &&
      own.bottom > box.top;
    icon.classList.toggle("map-under", Boolean(isUnder));
  }
};

/**
 * @param {import("leaflet").Map} map
 * @param {PointMarker} marker
 * @param {string | undefined} base
 * @param {HTMLElement | undefined} opener
 */
export const showPopup = async (map, marker, base, opener) => {
  const point = await complete(marker.point);
  const popup = L.popup({
    offset: [0, -6],
    minWidth: 150,
    maxWidth: Math.min(260, map.getSize().x - 96),
    maxHeight: map.getSize().y - 96,
    autoPanPadding: [12, 12],
    closeOnEscapeKey: false,
  });
  const content = popupContent(point, base);
  popup.setLatLng(marker.getLatLng()).setContent(content).openOn(map);
  const frame = /** @type {HTMLElement} */ (popup.getElement());
  opening.show();
  popup.update();
  frame.setAttribute("role", "dialog");
  frame.setAttribute("aria-label", point.name);
  find(".leaflet-popup-close-button", frame).setAttribute("aria-label", "Fermer");
  const hide = () => hideUnder(map, frame, marker.getElement());
  hide();
  map.on("moveend", hide);
  frame.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    popup.close();
  });
  // Leaflet takes the popup away before it says so: who had the focus is asked before.
  let hadFocus = true;
  frame.addEventListener("focusin", () => {
    hadFocus = true;
  });
  frame.addEventListener("focusout", (event) => {
    hadFocus = !event.relatedTarget;
  });
  popup.on("remove", () => {
    map.off("moveend", hide);
    hideUnder(map);
    if (!hadFocus) return;
    const target = opener?.isConnected ? opener : map.getContainer();
    target.focus({ preventScroll: true });
  });
  find("a", content).focus({ preventScroll: true });
};
