// Whether a place is open, as tests/opening/ has it in Python; both run tests/cases/opening.json.
import { HOLIDAYS, ZONES } from "generated/calendar.js";

export const DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const NBSP = "\u00a0";

/** @type {Record<string, Intl.DateTimeFormat>} */
const clocks = {};
const holidays = HOLIDAYS.split("|").map((entry) => {
  const [, days, depts, name] = /** @type {string[]} */ (entry.match(/(.+?)(?:@(.+))?=(.+)/));
  return { days: days.split(","), depts, name };
});

/**
 * Return what the clocks of a place show, in minutes since 1970 as if they were in UTC.
 * @param {number} instant milliseconds
 * @param {string} [dept]
 */
export const clock = (instant, dept) => {
  const timeZone = (dept && ZONES.match(`\\b${dept} ([^,]+)`)?.[1]) || "Europe/Paris";
  clocks[timeZone] ??= new Intl.DateTimeFormat("sv", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return Date.parse(`${clocks[timeZone].format(instant).replace(" ", "T")}Z`) / 6e4;
};

/**
 * Return a day, counted from 1970, as YYYY-MM-DD.
 * @param {number} day
 */
export const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

/** @param {number} day */
const date = (day) =>
  new Date(day * 864e5)
    .toLocaleDateString("fr", { timeZone: "UTC", day: "numeric", month: "long" })
    .replace(/^1\b/, "1er")
    .replace(" ", NBSP);

/** @param {number} minutes */
const time = (minutes) => {
  const rest = minutes % 60;
  const hour = `${Math.floor(minutes / 60)}${NBSP}h`;
  return rest ? `${hour}${NBSP}${String(rest).padStart(2, "0")}` : hour;
};

/**
 * What a day is at a place, whatever its hours; remembered, since lists ask it for each place.
 * @type {Record<string, { written: string, rank: number, parity: string, nth: string, holiday?: string }>}
 */
const dates = {};
/**
 * @param {number} day
 * @param {string} [dept]
 */
const about = (day, dept = "") => {
  const key = `${dept}/${day}`;
  if (dates[key]) return dates[key];
  const written = iso(day);
  const rank = (day + 3) % 7;
  const thursday = day - rank + 3;
  const newYear = Date.parse(iso(thursday).slice(0, 4)) / 864e5;
  const digits = written.replace(/-/g, "");
  const holiday = holidays.find(
    ({ days, depts }) =>
      (!depts || (dept && depts.includes(dept))) && days.some((end) => digits.endsWith(end)),
  )?.name;
  const date = {
    written,
    rank,
    parity: Math.floor((thursday - newYear) / 7) % 2 ? "e" : "o",
    nth: String(Math.ceil(+written.slice(8) / 7)),
    holiday,
  };
  dates[key] = date;
  return date;
};

/**
 * Return the last day of the closures in a row that cover a day.
 * @param {string | undefined} closed
 * @param {number} day
 */
const closedUntil = (closed, day) => {
  let last;
  while (closed) {
    const { written } = about(day);
    const ends = closed
      .split(" ")
      .filter((one) => one.slice(0, 10) <= written && written <= one.slice(11));
    if (!ends[0]) break;
    last = Math.max(...ends.map((one) => Date.parse(one.slice(11)) / 864e5));
    day = last + 1;
  }
  return last;
};

/**
 * @param {OpeningHours} place
 * @param {number} day
 * @returns {OpeningDay}
 */
const agenda = ({ week, closed, dept }, day) => {
  const until = closedUntil(closed, day);
  if (until) return { slots: [], until };
  const { holiday, rank, parity, nth } = about(day, dept);
  if (holiday) return { slots: [], holiday };
  const written = week.replace("~", "").split("|")[rank];
  if (!week || written === "?") return { slots: [], unspecified: true };
  const slots = [...written.matchAll(/(\d+)-(\d+)([eo]?)#?(\d*)(r?)/g)]
    .filter(
      ([, , , weeks, ranks]) => (!weeks || weeks === parity) && (!ranks || ranks.includes(nth)),
    )
    .map(([, start, end, , , rule]) => ({
      start: day * 1440 + +start,
      end: day * 1440 + +end,
      rule,
    }))
    .sort((a, b) => a.start - b.start || a.rule.length - b.rule.length);
  return { slots };
};

/**
 * Say the hours of a day at a place, whose clocks show `now`.
 * @param {OpeningHours} place
 * @param {number} now
 */
export const today = (place, now) => {
  const { slots, until, holiday, unspecified } = agenda(place, Math.floor(now / 1440));
  if (until) return "fermeture exceptionnelle";
  if (holiday) return `jour férié (${holiday})`;
  if (unspecified) return "horaires non communiqués";
  const words = slots.map(({ start, end, rule }) => {
    const from = start % 1440;
    const range = `${time(from)}${NBSP}–\u2060${NBSP}${time(end - start + from)}`;
    return range + (rule && " sur rendez-vous");
  });
  return words.join(", ") || (place.week[0] === "~" ? "pas de passage" : "fermé");
};

/**
 * @param {OpeningHours} place
 * @param {number} now
 * @param {OpeningSlot} slot
 * @param {number} instant
 */
const present = (place, now, slot, instant) => {
  const day = Math.floor(now / 1440);
  let { end } = slot;
  for (let next = day; next * 1440 <= end && end - now < 1440; next++) {
    for (const other of agenda(place, next).slots) {
      if (other.rule === slot.rule && other.start <= end) end = Math.max(end, other.end);
    }
  }
  const shown = end - now;
  const left = 2 * shown - (clock(instant + shown * 6e4, place.dept) - now);
  const last = end % 1440 ? time(end % 1440) : "minuit";
  const until = shown < 1440 ? ` jusqu’à${NBSP}${last}` : "";
  const isTour = place.week[0] === "~";
  if (slot.rule) return { kind: "appointment", words: `Sur rendez-vous${until}` };
  if (left > 30) return { kind: "open", words: (isTour ? "Sur place" : "Ouvert") + until };
  const minutes = `${left}${NBSP}minute${left > 1 ? "s" : ""}`;
  return { kind: "soon", words: `${isTour ? "Part" : "Ferme"} dans ${minutes}` };
};

/**
 * @param {OpeningHours} place
 * @param {number} now
 */
const reopening = (place, now) => {
  const day = Math.floor(now / 1440);
  let latest = "";
  for (let away = 0; away < 36; away++) {
    const { slots, unspecified } = agenda(place, day + away);
    if (unspecified) latest = "au plus tard ";
    const next = slots.find(({ start }) => start > now);
    if (!next) continue;
    let when = away === 1 ? "demain " : away ? `${DAYS[(day + away + 3) % 7]} ` : "";
    if (away > 6) when += `${date(day + away)} `;
    const verb = place.week[0] === "~" ? "revient" : "rouvre";
    const at = time(next.start % 1440) + (next.rule && " sur rendez-vous");
    return `${NBSP}· ${verb} ${latest}${when}à${NBSP}${at}`;
  }
  return "";
};

/**
 * Return what a place is at an instant in milliseconds, and the words for it: open, soon (to close),
 * appointment, closed or unknown.
 * @param {OpeningHours} place
 * @param {number} instant
 */
export const state = (place, instant) => {
  const now = clock(instant, place.dept);
  const day = Math.floor(now / 1440);
  const { slots, until, holiday, unspecified } = agenda(place, day);
  const running = slots.filter(({ start, end }) => start <= now && now < end);
  const slot = running.find(({ rule }) => !rule) ?? running[0];
  if (slot) return present(place, now, slot, instant);
  if (unspecified) {
    const words = `Horaires du jour non communiqués${NBSP}: renseignez-vous avant de venir`;
    return { kind: "unknown", words };
  }
  let words = place.week[0] === "~" ? "Pas sur place" : "Fermé";
  if (holiday) words = `Jour férié (${holiday})${NBSP}: fermé sauf avis contraire`;
  if (until) {
    words = "Fermeture exceptionnelle";
    const year = iso(until).slice(0, 4);
    const other = year === iso(day).slice(0, 4) ? "" : ` ${year}`;
    if (until > day) words += ` jusqu’au ${date(until)}${other}`;
  }
  return { kind: "closed", words: words + reopening(place, now) };
};
