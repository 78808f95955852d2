// The search on the files of a built site, run by Node.js.
import { readFile } from "node:fs/promises";
import { createEngine } from "theme/search/engine.js";
import { openIndex } from "theme/search/index.js";

export const folderOf = (site) => `${site}/static/index`;

export const openSearch = async (site) =>
  createEngine(await openIndex((path) => readFile(`${folderOf(site)}/${path}`, "utf8")));
