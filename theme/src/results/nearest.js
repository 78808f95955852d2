// What a question comes to: communes to choose from, places around one, or what was found.
import { MAXIMUM_DISTANCE, NEAREST_COUNT } from "generated/distance.js";
import { MUCH_BIGGER, RIVAL_MARGIN, TERRITORY_BEGUN } from "generated/ranking.js";
import { COMMUNES_IN_TILE, PRECISION, TILE_COLUMNS, WITH_PARTNER } from "generated/search.js";
import { kilometres } from "../places/great_circle.js";
import { isCommune } from "../search/candidates.js";

const MOST_FOUND = 20;
const MOST_OTHERS = 6;

/**
 * A place of a tile.
 * @typedef {{ label: string, id: string, commune: string, number: number, phone: string,
 *   partners?: number[] | null, promised?: number[], week: string, closed?: string, dept?: string,
 *   lat?: number, lon?: number, isInside: boolean, km: number }} TilePlace
 */

/**
 * Return degrees, where a tile has whole numbers, and zeros for what nobody knows.
 * @param {number} lat
 * @param {number} lon
 * @returns {Position}
 */
const degrees = (lat, lon) =>
  lat || lon ? { lat: lat / PRECISION, lon: lon / PRECISION } : { lat: undefined, lon: undefined };

/**
 * Part the ranks of partners: one below zero is that of a partner promised everywhere, of which the
 * record says nothing.
 * @param {number[] | null} ranks
 */
const partnersOf = (ranks) => {
  const partners = ranks?.filter((rank) => rank >= 0);
  const promised = ranks?.filter((rank) => rank < 0).map((rank) => ~rank);
  return { partners: promised?.length && !partners?.length ? null : partners, promised };
};

/**
 * Return the commune's own position, from the tile that its places come from.
 * @param {SearchIndex} index
 * @param {number} number
 */
export const positionOf = async (index, number) => {
  const rank = (number % COMMUNES_IN_TILE) * 2;
  const { c: positions } = await index.tile(number);
  return degrees(positions[rank], positions[rank + 1]);
};

/**
 * Return the places around a commune, nearest first, those inside before the others.
 * @param {SearchIndex} index
 * @param {number} number
 * @param {SearchSubject | null} subject
 */
export const placesNear = async (index, number, subject) => {
  const from = await positionOf(index, number);
  const lines = (await index.tile(number)).s;
  /** @type {TilePlace[]} */
  const all = lines.map((cells) => {
    const row = Object.fromEntries(TILE_COLUMNS.map((name, rank) => [name, cells[rank]]));
    const position = degrees(row.lat, row.lon);
    const km =
      from.lat === undefined || position.lat === undefined
        ? Infinity
        : kilometres(
            /** @type {{ lat: number, lon: number }} */ (from),
            /** @type {{ lat: number, lon: number }} */ (position),
          );
    return /** @type {TilePlace} */ ({
      ...row,
      ...position,
      ...partnersOf(row.partners),
      isInside: row.number === number,
      km,
    });
  });
  const isKnown = all.some((place) => place.partners || place.promised);
  const isAsked = isKnown && subject?.kind === "partner";
  const places = all
    .filter(
      ({ partners, promised }) =>
        !isAsked || [partners, promised].some((ranks) => ranks?.includes(subject.rank)),
    )
    .filter((place) => place.isInside || place.km <= MAXIMUM_DISTANCE)
    .sort(
      (a, b) => Number(b.isInside) - Number(a.isInside) || a.km - b.km || (a.id < b.id ? -1 : 1),
    );
  const inside = places.filter((place) => place.isInside).length;
  const count = Math.max(isAsked ? WITH_PARTNER : NEAREST_COUNT, inside);
  return { places: places.slice(0, count), isKnown };
};

/**
 * Return communes that one may mean as well: the same name, or a far bigger one that begins so.
 * @param {Candidate} best
 * @param {Hit[]} found
 */
const rivalsOf = (best, found) =>
  found.filter((one) => {
    const isClose = best.value - (one.value ?? 0) < RIVAL_MARGIN;
    if (one.kind === "d") return isClose && (one.value ?? 0) > TERRITORY_BEGUN;
    if (!isCommune(one) || one.number === best.number) return false;
    if (one.grade === best.grade && isClose) return true;
    return one.grade && !one.start && !best.asked && one.size - best.size >= MUCH_BIGGER;
  });

/**
 * Return what the page of results lists.
 * @param {SearchEngine} engine
 * @param {string} text
 */
export const answerTo = async (engine, text) => {
  const asked = await engine.ask(text);
  const { found } = asked;
  const [best] = found;
  const nothing = { items: /** @type {Hit[]} */ ([]), close: /** @type {Candidate[]} */ ([]) };
  if (!best) {
    const close = asked.words.length ? await (await engine.fuzzy()).leastUnlike(asked.words) : [];
    return { ...asked, ...nothing, mode: /** @type {const} */ ("none"), close };
  }
  if (!isCommune(best)) {
    const items = found.slice(0, MOST_FOUND);
    return { ...asked, ...nothing, mode: /** @type {const} */ ("list"), items };
  }
  const rivals = asked.postcode ? [] : rivalsOf(best, found);
  if (rivals.length) {
    const size = (/** @type {Hit} */ one) => (isCommune(one) ? one.size : 99);
    const items = [best, ...rivals].sort((a, b) => size(b) - size(a));
    return { ...asked, ...nothing, mode: /** @type {const} */ ("choice"), items };
  }
  const { places, isKnown } = await placesNear(engine.index, best.number, asked.subject);
  const others = found
    .filter((one) => isCommune(one) && one.number !== best.number)
    .slice(0, MOST_OTHERS);
  const mode = /** @type {const} */ ("near");
  return { ...asked, ...nothing, mode, commune: best, isKnown, places, others };
};

/** @typedef {Awaited<ReturnType<typeof answerTo>>} Outcome */
