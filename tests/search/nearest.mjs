// Compares the places a built site gives around communes with brute force over all of them:
// node nearest.mjs SITE FACTS; writes what differs as JSON. FACTS has `communes` (lat and lon by
// number, or null), `locations` (id, lat, lon, commune, partners) and `asked` (number, partner or null).
import { readFile } from "node:fs/promises";
import { placesNear } from "theme/results/nearest.js";
import { openSearch } from "./site.mjs";

const RADIUS = 6371.0088; // kilometres
const REACH = 200;
const [NEAREST, WITH_PARTNER] = [5, 2];
const ROUNDING = 0.03; // kilometres: positions are rounded to 10 m

const [site, file] = process.argv.slice(2);
const { communes, locations, asked, partners } = JSON.parse(await readFile(file, "utf8"));

const onSphere = ([lat, lon]) => {
  const [phi, theta] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(theta), Math.cos(phi) * Math.sin(theta), Math.sin(phi)];
};
const points = new Float64Array(locations.length * 3);
locations.forEach(({ lat, lon }, rank) =>
  points.set(lat === null ? [NaN, NaN, NaN] : onSphere([lat, lon]), rank * 3),
);
const ranks = new Map(locations.map(({ id }, rank) => [id, rank]));
const distances = new Float64Array(locations.length);
const measureFrom = (position) => {
  const [x, y, z] = onSphere(position);
  for (let rank = 0; rank < locations.length; rank++) {
    const at = rank * 3;
    const chord2 = (points[at] - x) ** 2 + (points[at + 1] - y) ** 2 + (points[at + 2] - z) ** 2;
    distances[rank] = 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(chord2) / 2));
  }
};

// Distances in the order expected: those inside first; without a position those alone.
const expectedOf = (number, partner) => {
  if (communes[number]) measureFrom(communes[number]);
  else distances.fill(NaN);
  const [inside, outside] = [[], []];
  for (let rank = 0; rank < locations.length; rank++) {
    if (partner && !locations[rank].partners?.includes(partner)) continue;
    if (locations[rank].commune === number) inside.push(distances[rank]);
    else if (distances[rank] <= REACH) outside.push(distances[rank]);
  }
  const order = (list) => list.sort((a, b) => (Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b));
  const count = Math.max(partner ? WITH_PARTNER : NEAREST, inside.length);
  return [...order(inside), ...order(outside)].slice(0, count);
};

const engine = await openSearch(site);
const wrong = [];
for (const [number, partner] of asked) {
  const subject = partner && { kind: "partner", rank: partners.indexOf(partner) };
  const { places } = await placesNear(engine.index, number, subject);
  const expected = expectedOf(number, partner);
  const found = places.map(({ id }) => distances[ranks.get(id)]);
  const isSame = (km, rank) =>
    Math.abs(km - found[rank]) <= ROUNDING || (Number.isNaN(km) && Number.isNaN(found[rank]));
  if (found.length !== expected.length || !expected.every(isSame))
    wrong.push({ number, partner, expected, found });
}
console.log(JSON.stringify({ asked: asked.length, wrong: wrong.length, first: wrong.slice(0, 5) }));
