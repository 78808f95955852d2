// What the search answers to a question about a partner: SITE QUESTION (JSON).
import { readFile } from "node:fs/promises";
import { answerTo } from "theme/results/nearest.js";
import { openSearch } from "./site.mjs";

const [site, question] = process.argv.slice(2);
const engine = await openSearch(site);
const asked = JSON.parse(await readFile(question, "utf8"));
const { mode, places = [] } = await answerTo(engine, asked);
const names = (ranks) =>
  ranks?.map((rank) => engine.index.partners[rank][1].replaceAll("\u00a0", " ")) ?? null;
console.log(
  JSON.stringify({
    mode,
    places: places.map(({ id, partners, promised }) => [id, names(partners), names(promised)]),
  }),
);
