// Runs the opening part of the site's script on what the standard input gives, and prints a line of
// JSON for each place: { kind, words, today }.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const { script, places } = JSON.parse(readFileSync(0, "utf8"));
const opening = vm.runInNewContext(`${script}\nopening`, { Intl, Date, Math });
for (const { place, at } of places) {
  const instant = Date.parse(at);
  const { kind, words } = opening.state(place, instant);
  const today = opening.today(place, opening.clock(instant, place.dept));
  console.log(JSON.stringify({ kind, words, today }));
}
