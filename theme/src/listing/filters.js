// What a place answers to a choice of the form: publish/listing/filters.py.
import {
  ACCESSIBLE,
  ANNOUNCED,
  NO_APPOINTMENT,
  NOW,
  PARTNER,
  SATURDAY,
  SATURDAY_RANK,
  SERVICE,
  TOURING,
} from "generated/filters.js";
import { APPOINTMENTS, YES_NO } from "generated/places.js";
import { opening } from "../site/running.js";

/** @typedef {boolean | undefined} FilterAnswer yes, no, or undefined where the record does not say */

/** @type {Record<string, FilterAnswer>} */
const IS_YES = { [YES_NO.yes]: true, [YES_NO.no]: false };
/** @type {Record<string, FilterAnswer>} */
const WITHOUT = {
  [APPOINTMENTS.none]: true,
  [APPOINTMENTS.possible]: true,
  [APPOINTMENTS.required]: false,
};

/**
 * @param {string | null | undefined} keys
 * @param {string} key
 */
const includes = (keys, key) => keys?.split(" ").includes(key);
/** @param {string | undefined} week */
const saturday = (week) => {
  const written = week?.split("|")[SATURDAY_RANK];
  return written === undefined || written === "?" ? undefined : /\d/.test(written);
};
/**
 * @param {Place} place
 * @param {number} now
 */
const isOpen = (place, now) => {
  if (!place.week) return undefined;
  const { kind } = opening.state(/** @type {OpeningHours} */ (place), now);
  return kind === "unknown" ? undefined : kind === "open" || kind === "soon";
};

/** @type {Record<string, (place: Place) => string | undefined>} */
const PROMISES = {
  [PARTNER]: (place) => place.promisedPartners,
  [SERVICE]: (place) => place.promisedServices,
};

/**
 * Return whether the network offers it everywhere; the record of the place says no more of it.
 * @param {Place} place
 * @param {FilterKey} choice
 */
export const isPromised = (place, { name, value }) =>
  Boolean(includes(PROMISES[name]?.(place), value));

/** @type {Record<string, (place: Place, value: string, now: number) => FilterAnswer>} */
export const ANSWERS = {
  [PARTNER]: (place, key) => includes(place.promisedPartners, key) || includes(place.partners, key),
  [ANNOUNCED]: (place, key) => includes(place.partners, key),
  [SERVICE]: (place, key) => includes(place.promisedServices, key) || includes(place.services, key),
  [NOW]: (place, _, now) => isOpen(place, now),
  [SATURDAY]: (place) => saturday(place.week),
  [NO_APPOINTMENT]: (place) => WITHOUT[place.appointment ?? ""],
  [ACCESSIBLE]: (place) => IS_YES[place.wheelchair ?? ""],
  [TOURING]: (place) => IS_YES[place.touring ?? ""],
};

/**
 * @param {Place} place
 * @param {FilterKey} choice
 * @param {number} now
 */
export const answerOf = (place, { name, value }, now) => ANSWERS[name](place, value, now);

/**
 * Return false when none of a department's places can match, from what the network's file says.
 * @param {NetworkDepartement} departement
 * @param {FilterKey[]} chosen
 * @param {number} now
 */
export const mayMatch = (departement, chosen, now) =>
  chosen.every(({ name, value }) => {
    if (!departement.facts.has(`${name}=${value}`)) return false;
    if (name !== NOW) return true;
    const clock = opening.clock(now, departement.code);
    const minute = clock % 1440;
    return (
      departement.days.includes(String((Math.floor(clock / 1440) + 3) % 7)) &&
      departement.first <= minute &&
      minute < departement.last
    );
  });

/**
 * Return what keeps the places that answer yes to all that is chosen; those that never say no and do
 * not say yes to all are put aside in `unspecified`.
 * @param {FilterKey[]} chosen
 * @param {number} now
 * @param {Place[]} unspecified
 */
export const matcher =
  (chosen, now, unspecified = []) =>
  (/** @type {Place} */ place) => {
    const answers = chosen.map((choice) => answerOf(place, choice, now));
    if (answers.every((answer) => answer === true)) return true;
    if (!answers.includes(false)) unspecified.push(place);
    return false;
  };
