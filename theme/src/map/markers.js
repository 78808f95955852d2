// Markers told apart by shape, and the names that screen readers say.
import { PLACE, PROJECT, STOP } from "generated/places.js";
import { element } from "../dom/elements.js";

/** @type {Record<string, string>} */
export const KINDS = {
  [PLACE]: "maison en service",
  [STOP]: "arrêt d’une maison itinérante",
  [PROJECT]: "maison en projet",
};
const TARGET = 44; // pixels

/** @param {MapPoint} point */
export const markerOf = (point) => {
  const marker = L.marker([point.lat, point.lon], {
    icon: L.divIcon({ className: `map-marker map-${point.kind}`, iconSize: [TARGET, TARGET] }),
    title: `${point.name ?? point.place}, ${KINDS[point.kind]}`,
  });
  return Object.assign(marker, { point });
};

/**
 * Mark a position that is no place.
 * @param {{ lat: number, lon: number }} position
 */
export const positionMarker = ({ lat, lon }) =>
  L.marker([lat, lon], {
    icon: L.divIcon({ className: "map-marker map-from", iconSize: [TARGET, TARGET] }),
    interactive: false,
    keyboard: false,
  });

/** @param {import("leaflet").MarkerCluster} cluster */
export const clusterIcon = (cluster) =>
  L.divIcon({
    html: element(
      "span",
      {},
      element("span", { class: "map-count" }, String(cluster.getChildCount())),
      element("span", { class: "visually-hidden" }, " lieux, agrandir la carte"),
    ),
    className: "map-cluster",
    iconSize: [TARGET, TARGET],
  });
