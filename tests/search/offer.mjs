// What a built site answers to a question about a partner: node offer.mjs SITE QUESTION (JSON).
import { readFile } from "node:fs/promises";
import { openSearch } from "./site.mjs";

const [site, question] = process.argv.slice(2);
const engine = await openSearch(site);
const { mode, items } = await engine.answer(JSON.parse(await readFile(question, "utf8")));
const names = (ranks) => ranks?.map((rank) => engine.index.partners[rank][1].replaceAll("\u00a0", " ")) ?? null;
console.log(JSON.stringify({ mode, places: items.map(({ id, partners, promised }) => [id, names(partners), names(promised)]) }));
