// What the script written by folium calls, and `open`, which loads all of it.
import { find } from "../dom/elements.js";
import { read } from "../places/data.js";
import { joinList } from "./list.js";
import { loadScript, loadStyle } from "./loading.js";
import { clusterIcon, markerOf, positionMarker } from "./markers.js";
import { located, pointsOf, vertices } from "./points.js";
import { showPopup } from "./popup.js";
import { inSlices, pause, SLICE } from "./slices.js";

/** @typedef {import("leaflet").Map} LeafletMap */

/** @type {HTMLElement} */
let section;
/**
 * The map of the page and what stands on it.
 * @type {{ map: LeafletMap, group: import("leaflet").MarkerClusterGroup,
 *   mark: (marker: PointMarker) => void, from?: import("leaflet").Marker }}
 */
let board;

/** @param {LeafletMap} map */
const prepare = (map) => {
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", section.dataset.name ?? "");
  const titles = { zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" };
  L.control.zoom({ position: "bottomleft", ...titles }).addTo(map);
  map.attributionControl.setPrefix(false);
  for (const button of section.querySelectorAll("[data-bounds]")) {
    const { bounds = "" } = /** @type {HTMLElement} */ (button).dataset;
    const [south, west, north, east] = bounds.split(" ").map(Number);
    button.addEventListener("click", () => {
      map.closePopup();
      map.fitBounds(
        [
          [south, west],
          [north, east],
        ],
        { animate: false },
      );
    });
  }
};

/**
 * @param {LeafletMap} map
 * @param {string[]} addresses
 */
const outlines = async (map, addresses) => {
  map.attributionControl.addAttribution("Contours\u00a0: IGN");
  for (const address of addresses) {
    const shapes = await read(address);
    for (const shape of ["land", "here", "borders"]) {
      if (!shapes[shape]) continue;
      await pause();
      const lines = shapes[shape].map((/** @type {number[]} */ steps) =>
        vertices(steps, shapes.scale),
      );
      const style = { className: `map-${shape}`, interactive: false, smoothFactor: 1.5 };
      (shape === "borders" ? L.polyline(lines, style) : L.polygon(lines, style)).addTo(map);
    }
  }
};

/**
 * @param {LeafletMap} map
 * @param {string} address
 * @param {object} options
 */
const points = (map, address, options) => {
  const group = L.markerClusterGroup({
    ...options,
    animate: false,
    chunkedLoading: true,
    chunkInterval: SLICE,
    chunkDelay: 4,
    iconCreateFunction: clusterIcon,
  });
  board = { map, group, mark: () => {} };
  /** @type {(name: string, work: (event: any) => void) => void} */
  const on = (name, work) => group.on(name, work);
  on("click", ({ propagatedFrom }) => show(propagatedFrom, propagatedFrom.getElement()));
  on("keydown", ({ originalEvent, propagatedFrom }) => {
    if (!["Enter", " "].includes(originalEvent.key)) return;
    originalEvent.preventDefault();
    show(propagatedFrom, propagatedFrom.getElement());
  });
  on("clusterkeydown", ({ originalEvent, propagatedFrom }) => {
    if (originalEvent.key !== " ") return;
    originalEvent.preventDefault();
    propagatedFrom.zoomToBounds();
    map.getContainer().focus();
  });
  if (address) pointsOf(address).then(fill);
  return group;
};

/**
 * @param {PointMarker} marker
 * @param {HTMLElement | undefined} opener
 */
const show = (marker, opener) => {
  board.mark(marker);
  return showPopup(board.map, marker, section.dataset.base, opener);
};

/** @param {MapPoint[]} found */
const fill = async (found) => {
  const { map, group } = board;
  /** @type {PointMarker[]} */
  const markers = [];
  await pause();
  await inSlices(found, (point) => markers.push(markerOf(point)));
  group.addLayers(markers);
  board.mark = joinList(section.dataset.base, markers, (marker, button) => {
    map.getContainer().scrollIntoView({ block: "nearest" });
    group.zoomToShowLayer(marker, () => show(marker, button));
  });
};

/**
 * Show other places than before, on a map whose page gives them, and the position they are near.
 * @param {Place[]} found
 * @param {Position} [from]
 */
const replace = async (found, from = {}) => {
  const { map, group } = board;
  const places = located(found);
  map.closePopup();
  group.clearLayers();
  board.from?.remove();
  /** @type {[number, number][]} */
  const shown = places.map(({ lat, lon }) => [lat, lon]);
  const { lat, lon } = from;
  if (lat !== undefined && lon !== undefined) {
    board.from = positionMarker({ lat, lon }).addTo(map);
    shown.push([lat, lon]);
  }
  // Wider on the left, where the zoom buttons would hide a marker.
  if (shown.length)
    map.fitBounds(shown, {
      animate: false,
      paddingTopLeft: [72, 32],
      paddingBottomRight: [32, 32],
      maxZoom: 11,
    });
  await fill(places);
};

/**
 * Load all of a map into its section; return what shows other places on it, for the page that has
 * none of its own to fetch.
 * @param {HTMLElement} asked
 */
export const open = async (asked) => {
  section = asked;
  const { data = "", scripts = "", style = "" } = section.dataset;
  const addresses = scripts.split(" ");
  const drawing = addresses.pop() ?? "";
  globalThis.msapMap = { prepare, outlines, points };
  const files = data.split(" ").filter(Boolean);
  await Promise.all([loadStyle(style), ...addresses.map(loadScript), ...files.map(read)]);
  const template = /** @type {HTMLTemplateElement} */ (find("template", section));
  section.append(template.content.cloneNode(true));
  await pause();
  await loadScript(drawing);
  await pause();
  find(".map", section).focus({ preventScroll: true });
  return replace;
};
