// Folds each case of the file with the site's own script and writes the words as JSON.
import { readFile } from "node:fs/promises";
import { fold } from "theme/search/folding.js";

const [cases] = process.argv.slice(2);
const { abbreviations, cases: list } = JSON.parse(await readFile(cases, "utf8"));
console.log(JSON.stringify(list.map(({ text }) => fold(text, abbreviations))));
