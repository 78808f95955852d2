// The data files of places: columns, positions as differences, read back as one object a place.
import { COLUMNS } from "generated/places.js";

/** @type {Map<string, Promise<any>>} */
const requests = new Map();

/**
 * Return what a JSON file holds, asked for once.
 * @param {string} address
 */
export const read = (address) => {
  const known = requests.get(address);
  if (known) return known;
  const answer = fetch(address).then((response) => {
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    return response.json();
  });
  answer.catch(() => requests.delete(address));
  requests.set(address, answer);
  return answer;
};

/**
 * @param {number[]} steps
 * @param {number} scale
 */
const degrees = (steps, scale) => {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum / scale;
  });
};

/**
 * Return the places of a file. A capital for its kind says that only the commune's centre is known;
 * those without a position come last.
 * @param {any} data
 * @returns {Place[]}
 */
export const placesOf = (data) => {
  const lats = degrees(data.lat, data.scale);
  const lons = degrees(data.lon, data.scale);
  return [...data.kind].map((letter, rank) => {
    /** @type {any} */
    const place = {
      lat: lats[rank],
      lon: lons[rank],
      kind: letter.toLowerCase(),
      isApproximate: letter < "a",
      dept: data.dept,
    };
    for (const column of COLUMNS) place[column] = data[column]?.[rank];
    return place;
  });
};
