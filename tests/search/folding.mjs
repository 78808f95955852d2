// Folds each case of the file with the site's own script and writes the words as JSON.
import { readFile } from "node:fs/promises";

const [script, cases] = process.argv.slice(2);
const source = await readFile(script, "utf8");
const { fold } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const { abbreviations, cases: list } = JSON.parse(await readFile(cases, "utf8"));
console.log(JSON.stringify(list.map(({ text }) => fold(text, abbreviations))));
