// Asks the built site's own search: node engine.mjs SITE < questions, one a line; answers in JSON.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { gzipSync } from "node:zlib";
import { openSearch, openSite } from "../../tests/search/site.mjs";

const TURNS = 3;
const site = process.argv[2];
const { folder, file, search, guess } = await openSite(site);
const weigh = (content) => gzipSync(content, { level: 9 }).length;
const weights = { search: weigh(await readFile(file("search"))), guess: weigh(await readFile(file("guess"))) };

// An engine with an empty cache, which counts what it fetches.
const openCold = async () => {
  const fetched = { engine: weights.search, index: 0, files: 0 };
  const read = async (path) => {
    const content = await readFile(`${folder}/${path}`, "utf8");
    fetched[path === "index.json" ? "index" : "files"] += weigh(content);
    return content;
  };
  const loadGuess = async () => {
    fetched.engine += weights.guess;
    return guess;
  };
  return { fetched, engine: search.createEngine(await search.openIndex(read), loadGuess) };
};

const warm = await openSearch(site);
const milliseconds = async (question) => {
  await warm.answer(question);
  let least = Infinity;
  for (let turn = 0; turn < TURNS; turn++) {
    const start = performance.now();
    await warm.answer(question);
    least = Math.min(least, performance.now() - start);
  }
  return least;
};

const answers = [];
for await (const question of createInterface({ input: process.stdin })) {
  const { engine, fetched } = await openCold();
  const answer = await engine.answer(question);
  const items = [];
  for (const one of answer.items.slice(0, 10)) {
    const isCommune = one.kind === "c" || one.kind === "f";
    const commune = isCommune ? { label: one.today ?? one.label, code: one.departement.code } : undefined;
    items.push({ url: (await search.describe(engine.index, { departement: {}, ...one })).url, commune });
  }
  const { engine: scripts, index, files } = fetched;
  answers.push({ question, items, mode: answer.mode, first: scripts + index + files, later: files, ms: await milliseconds(question) });
}
console.log(JSON.stringify(answers));
