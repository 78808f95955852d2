// Shows each place's state and today's hours, minute by minute, and drops notices that are over
// and shows those that begin.
// The pages say the usual hours without it, and paper keeps them. A script that adds places with
// data-week calls show().
import { findAll, find as first } from "../dom/elements.js";
import { clock, DAYS, iso, state, today } from "./opening.js";

/** @typedef {{ line: HTMLElement, shown: Element, usual: string }} ShownPlace */

const here = first("[data-dept]")?.dataset.dept;
/** @type {ShownPlace[]} */
let places = [];

// Takes up the places of the page, also those that another script has added.
const find = () => {
  for (const line of findAll("[data-week]")) {
    if (places.some((known) => known.line === line)) continue;
    let shown = line.previousElementSibling;
    if (!shown?.matches(".state")) {
      shown = document.createElement("p");
      line.before(shown);
    }
    places.push({ line, shown, usual: line.textContent });
  }
};
/**
 * @param {Element} element
 * @param {string} text
 */
const write = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

export const show = () => {
  const instant = Date.now();
  places = places.filter(({ line }) => line.isConnected);
  find();
  for (const { line, shown } of places) {
    const hours = /** @type {OpeningHours} */ (/** @type {unknown} */ (line.dataset));
    const now = clock(instant, hours.dept);
    const day = DAYS[(Math.floor(now / 1440) + 3) % 7];
    const { kind, words } = state(hours, instant);
    shown.className = `state now ${kind}`;
    write(shown, words);
    write(line, `Aujourd’hui, ${day}\u00a0: ${today(hours, now)}`);
  }
  const day = Math.floor(clock(instant, here) / 1440);
  const rank = String((day + 3) % 7);
  for (const row of findAll("[data-day]")) {
    if (row.dataset.day === rank) row.setAttribute("aria-current", "date");
    else row.removeAttribute("aria-current");
  }
  for (const notice of findAll("[data-until]")) {
    if (/** @type {string} */ (notice.dataset.until) < iso(day)) notice.remove();
  }
  for (const notice of findAll("[data-since]")) {
    notice.hidden = iso(day) < /** @type {string} */ (notice.dataset.since);
  }
};

const everyMinute = () => {
  show();
  setTimeout(everyMinute, 6e4 - (Date.now() % 6e4));
};

export const start = () => {
  everyMinute();
  document.addEventListener("visibilitychange", show);
  addEventListener("beforeprint", () => {
    for (const { line, usual } of places) write(line, usual);
  });
  addEventListener("afterprint", show);
};
