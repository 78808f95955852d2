// Distances on the Earth, as distance_km of msap/domain/distance.py.
import { EARTH_RADIUS } from "generated/distance.js";

/** @typedef {{ lat: number, lon: number }} Point degrees */

/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180;

/**
 * Return the kilometres between two points.
 * @param {Point} a
 * @param {Point} b
 */
export const kilometres = (a, b) => {
  const north = Math.sin(radians(b.lat - a.lat) / 2);
  const east = Math.sin(radians(b.lon - a.lon) / 2);
  const chord = north ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * east ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(Math.min(1, chord)));
};

/**
 * Return kilometres than which no place of the box is nearer: it lies behind a parallel and behind a
 * meridian.
 * @param {Point} point
 * @param {{ south: number, west: number, north: number, east: number }} box
 */
export const kilometresToBox = ({ lat, lon }, { south, west, north, east }) => {
  const along = Math.max(south - lat, lat - north, 0);
  const aside = Math.min(Math.max(west - lon, lon - east, 0), 90);
  const meridian = Math.asin(Math.cos(radians(lat)) * Math.sin(radians(aside)));
  return EARTH_RADIUS * Math.max(radians(along), meridian);
};
