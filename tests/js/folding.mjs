// Folds the lines of JSON it reads: node folding.mjs SCRIPT.mjs < [{"text": …, "abbreviations": …}].
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { fold } = await import(pathToFileURL(process.argv[2]));
const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(({ text, abbreviations }) => fold(text, abbreviations))));
