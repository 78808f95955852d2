// What a map is drawn from: outlines as differences, points from data files or from the page.
import { placesOf, read } from "../places/data.js";

/**
 * Return the vertices of an outline.
 * @param {number[]} steps
 * @param {number} scale
 */
export const vertices = (steps, scale) => {
  /** @type {[number, number][]} */
  const found = [];
  let lat = 0;
  let lon = 0;
  for (let i = 0; i < steps.length; i += 2) {
    lat += steps[i];
    lon += steps[i + 1];
    found.push([lat / scale, lon / scale]);
  }
  return found;
};

/**
 * Return the points among places, those that have a position.
 * @param {Place[]} places
 */
export const located = (places) =>
  /** @type {MapPoint[]} */ (places.filter(({ lat }) => lat !== undefined));

/** @param {string} address */
export const pointsOf = async (address) => {
  const content = await read(address);
  /** @type {[string, number][]} */
  const files = content.files ?? [];
  const sources = files.flatMap(([file, count]) =>
    Array.from({ length: count }, (_, rank) => ({ file, rank })),
  );
  return located(placesOf(content)).map((point, rank) => Object.assign(point, sources[rank]));
};

/**
 * Return a point with all that is known of it.
 * @param {MapPoint} point
 */
export const complete = async (point) => {
  const { name, file, rank } = point;
  if (!name && file && rank !== undefined) Object.assign(point, placesOf(await read(file))[rank]);
  return point;
};
