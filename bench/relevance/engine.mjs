// Asks the built site's own search: node engine.mjs SITE < questions, one a line; answers in JSON.
import { copyFile, mkdtemp, readFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const site = process.argv[2];
const names = readdirSync(`${site}/static`);
const file = (name) => `${site}/static/${names.find((one) => one.startsWith(`${name}.`))}`;
// Copies named .mjs, since a site has no package.json that says its scripts are modules.
const copies = await mkdtemp(`${tmpdir()}/search-`);
const load = async (name) => {
  await copyFile(file(name), `${copies}/${name}.mjs`);
  return import(pathToFileURL(`${copies}/${name}.mjs`));
};
const { createEngine, describe, openIndex } = await load("search");
const guess = await load("guess");
const weigh = (content) => gzipSync(content, { level: 9 }).length;
const weights = { search: weigh(await readFile(file("search"))), guess: weigh(await readFile(file("guess"))) };
const folder = `${site}/static/index`;

const warm = createEngine(
  await openIndex((path) => readFile(`${folder}/${path}`, "utf8")),
  async () => guess,
);
const answers = [];
for await (const question of createInterface({ input: process.stdin })) {
  let index = 0;
  let fetched = 0;
  let engineBytes = weights.search;
  const read = async (path) => {
    if (process.env.LOG) console.error(path);
    const content = await readFile(`${folder}/${path}`, "utf8");
    if (path === "index.json") index += weigh(content);
    else fetched += weigh(content);
    return content;
  };
  const engine = createEngine(await openIndex(read), async () => {
    engineBytes += weights.guess;
    return guess;
  });
  const answer = await engine.answer(question);
  const items = [];
  for (const one of answer.items.slice(0, 10)) {
    const commune = one.kind === "c" || one.kind === "f" ? { label: one.today ?? one.label, code: one.departement.code } : undefined;
    items.push({ url: (await describe(engine.index, { departement: {}, ...one })).url, commune });
  }
  const paged = fetched;
  await warm.answer(question);
  let least = Infinity;
  for (let turn = 0; turn < 3; turn++) {
    const start = performance.now();
    await warm.answer(question);
    least = Math.min(least, performance.now() - start);
  }
  answers.push({ question, items, mode: answer.mode, first: engineBytes + index + paged, later: paged, ms: least });
}
console.log(JSON.stringify(answers));
