// Runs the opening part of the site's script on what the standard input gives, and prints a line of
// JSON for each place: { kind, words, today }.
import { readFileSync } from "node:fs";
import { clock, state, today } from "theme/opening/opening.js";

const places = JSON.parse(readFileSync(0, "utf8"));
for (const { place, at } of places) {
  const instant = Date.parse(at);
  const { kind, words } = state(place, instant);
  const now = clock(instant, place.dept);
  console.log(JSON.stringify({ kind, words, today: today(place, now) }));
}
