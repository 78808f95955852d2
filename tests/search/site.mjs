// The search of a built site, run in Node.js on its own scripts and files.
import { copyFile, mkdtemp, readFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";

// The folder of the search's data, and its scripts: copies named .mjs, since a site has no
// package.json that says its scripts are modules.
export const openSite = async (site) => {
  const names = readdirSync(`${site}/static`);
  const file = (name) => `${site}/static/${names.find((one) => one.startsWith(`${name}.`) && one.endsWith(".js"))}`;
  const copies = await mkdtemp(`${tmpdir()}/search-`);
  const load = async (name) => {
    await copyFile(file(name), `${copies}/${name}.mjs`);
    return import(pathToFileURL(`${copies}/${name}.mjs`));
  };
  return { folder: `${site}/static/index`, file, search: await load("search"), guess: await load("guess") };
};

export const openSearch = async (site) => {
  const { folder, search, guess } = await openSite(site);
  const index = await search.openIndex((path) => readFile(`${folder}/${path}`, "utf8"));
  return search.createEngine(index, async () => guess);
};
