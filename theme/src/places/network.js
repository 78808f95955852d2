// All places, by way of the file that says where the file of each department is and in which box
// its places lie: few files are fetched, and the places found are the nearest all the same.
import { MAXIMUM_DISTANCE } from "generated/distance.js";
import { DEPARTEMENT_COLUMNS, PROJECT } from "generated/places.js";
import { placesOf, read } from "./data.js";
import { kilometres, kilometresToBox } from "./great_circle.js";

const AT_ONCE = 3; // files

/**
 * @param {Place} a
 * @param {Place} b
 */
const byDistance = (a, b) =>
  Number(b.isInside) - Number(a.isInside) ||
  Number(a.km) - Number(b.km) ||
  (a.url < b.url ? -1 : 1);

/** @param {string} address */
export const openNetwork = async (address) => {
  const data = await read(address);
  const folder = address.replace(/[^/]*$/, "");
  /** @param {any[]} cells */
  const departement = (cells) => {
    const row = Object.fromEntries(DEPARTEMENT_COLUMNS.map((name, rank) => [name, cells[rank]]));
    for (const side of ["south", "west", "north", "east"]) row[side] /= data.scale;
    const facts = new Set(
      data.facts.filter(
        (/** @type {string} */ _, /** @type {number} */ rank) => row.facts[rank] === "1",
      ),
    );
    return /** @type {NetworkDepartement} */ ({ ...row, facts });
  };
  /** @type {NetworkDepartement[]} */
  const departements = data.departements.map(departement);

  /**
   * Return the places and stops of a department, in the order of its list.
   * @param {NetworkDepartement} departement
   */
  const placesIn = async (departement) =>
    placesOf(await read(folder + departement.file))
      .filter(({ kind }) => kind !== PROJECT)
      .map((place) => ({ ...place, departement, city: place.city || place.place }));

  /**
   * Return the places nearest to a position, those of its commune first: `count` at least, if so many
   * are within the maximum distance. A file is left alone when its box is farther than the last place
   * kept, or when `mayMatch` says of its department that nothing there can match.
   * @param {{ lat: number, lon: number, code?: string, commune?: number }} position
   * @param {number} count
   * @param {(place: Place) => boolean} matches
   * @param {(departement: NetworkDepartement) => boolean} mayMatch
   */
  const nearest = async ({ lat, lon, code, commune = NaN }, count, matches, mayMatch) => {
    const waiting = departements
      .filter(mayMatch)
      .map((one) => ({ one, km: one.code === code ? 0 : kilometresToBox({ lat, lon }, one) }))
      .filter(({ km }) => km <= MAXIMUM_DISTANCE)
      .sort((a, b) => a.km - b.km);
    /** @type {Place[]} */
    const found = [];
    while (waiting.length) {
      const last = found[count - 1];
      const most = last?.km ?? MAXIMUM_DISTANCE;
      const worth = waiting.filter(({ km }) => !last?.isInside && km <= most);
      const around = worth.filter(({ km }) => !km).length;
      const wave = worth.slice(0, around || AT_ONCE);
      if (!wave.length) break;
      waiting.splice(0, wave.length);
      const places = (await Promise.all(wave.map(({ one }) => placesIn(one)))).flat();
      for (const place of places) {
        const isInside = place.commune === commune;
        const km =
          place.lat === undefined || place.lon === undefined
            ? Infinity
            : kilometres({ lat, lon }, { lat: place.lat, lon: place.lon });
        const measured = { ...place, isInside, km };
        if ((isInside || km <= MAXIMUM_DISTANCE) && matches(measured)) found.push(measured);
      }
      found.sort(byDistance);
    }
    const inside = found.filter((place) => place.isInside).length;
    return found.slice(0, Math.max(count, inside));
  };

  return {
    departements,
    /** @type {Record<string, string>} */
    partners: data.partners,
    /** @type {Record<string, string>} */
    services: data.services,
    placesIn,
    nearest,
  };
};

/** @typedef {Awaited<ReturnType<typeof openNetwork>>} Network */
