// Understands each case of the file with a built site's own script and writes the outcome as JSON.

import { readFile } from "node:fs/promises";
import { openSearch } from "./site.mjs";

const [site, cases] = process.argv.slice(2);
const engine = await openSearch(site);
const { cases: list } = JSON.parse(await readFile(cases, "utf8"));
const outcomes = [];
for (const { text } of list) {
  const { words, subject } = await engine.ask(text, false);
  outcomes.push({ words, subject: subject?.name ?? "" });
}
console.log(JSON.stringify(outcomes));
