// Asks the built site's own search: node engine.mjs SITE < questions, one a line; answers in JSON.
import { readFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const site = process.argv[2];
const names = readdirSync(`${site}/static`);
const file = (name) => `${site}/static/${names.find((one) => one.startsWith(`${name}.`))}`;
const bundle = file("search").endsWith(".js") ? file("search") : "";
// A copy named .mjs, since a site has no package.json that says its scripts are modules.
const { copyFile, mkdtemp } = await import("node:fs/promises");
const { tmpdir } = await import("node:os");
const copy = `${await mkdtemp(`${tmpdir()}/search-`)}/search.mjs`;
await copyFile(bundle, copy);
const { createEngine, describe, openIndex } = await import(pathToFileURL(copy));
const weigh = (content) => gzipSync(content, { level: 9 }).length;
const engineBytes = weigh(await readFile(bundle));
const folder = `${site}/static/index`;

const warm = createEngine(
  await openIndex((path) => readFile(`${folder}/${path}`, "utf8")),
);
const answers = [];
for await (const question of createInterface({ input: process.stdin })) {
  let index = 0;
  let fetched = 0;
  const read = async (path) => {
    const content = await readFile(`${folder}/${path}`, "utf8");
    if (path === "index.json") index += weigh(content);
    else fetched += weigh(content);
    return content;
  };
  const engine = createEngine(await openIndex(read));
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
