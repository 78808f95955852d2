// Asks the search of a built site: SITE < questions, one a line; answers in JSON. It imports the
// sources of the theme, so that tests/scripts.py bundles it before Node.js runs it.
import { readdir, readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { gzipSync } from "node:zlib";
import { answerTo } from "theme/results/nearest.js";
import { describe } from "theme/search/describe.js";
import { createEngine } from "theme/search/engine.js";
import { openIndex } from "theme/search/index.js";
import { folderOf, openSearch } from "../../tests/search/site.mjs";

const TURNS = 3;
const site = process.argv[2];
const weigh = (content) => gzipSync(content, { level: 9 }).length;
const weights = { search: 0, fuzzy: 0, chunk: 0 };
for (const name of await readdir(`${site}/static`)) {
  const [stem] = name.split(".");
  if (name.endsWith(".js") && stem in weights)
    weights[stem] += weigh(await readFile(`${site}/static/${name}`));
}

// An engine with an empty cache, which counts what it fetches.
const openCold = async () => {
  const fetched = { engine: weights.search + weights.chunk, index: 0, files: 0 };
  const read = async (path) => {
    const content = await readFile(`${folderOf(site)}/${path}`, "utf8");
    if (path.endsWith("/fuzzy.json")) fetched.engine += weights.fuzzy;
    fetched[path === "index.json" ? "index" : "files"] += weigh(content);
    return content;
  };
  return { fetched, engine: createEngine(await openIndex(read)) };
};

const warm = await openSearch(site);
const milliseconds = async (question) => {
  await answerTo(warm, question);
  let least = Infinity;
  for (let turn = 0; turn < TURNS; turn++) {
    const start = performance.now();
    await answerTo(warm, question);
    least = Math.min(least, performance.now() - start);
  }
  return least;
};

const answers = [];
for await (const question of createInterface({ input: process.stdin })) {
  const { engine, fetched } = await openCold();
  const answer = await answerTo(engine, question);
  const items = [];
  const places = answer.places?.map((place) => ({ ...place, kind: "s" }));
  for (const one of (places ?? answer.items).slice(0, 10)) {
    const isCommune = one.kind === "c" || one.kind === "f";
    const commune = isCommune
      ? { label: one.today ?? one.label, code: one.departement.code }
      : undefined;
    items.push({
      url: (await describe(engine.index, { departement: {}, ...one })).url,
      commune,
    });
  }
  const { engine: scripts, index, files } = fetched;
  answers.push({
    question,
    items,
    mode: answer.mode,
    first: scripts + index + files,
    later: files,
    ms: await milliseconds(question),
  });
}
console.log(JSON.stringify(answers));
