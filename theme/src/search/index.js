// The index in small files, as publish/search/files.py writes it.
import {
  COMMUNES_IN_TILE,
  KEYS,
  PAGES,
  PAGES_IN_FILE,
  POSTCODES,
  SUFFIXES,
  TILES,
  TILES_IN_FOLDER,
  TOP_HITS,
} from "generated/search.js";
import { fold } from "./folding.js";

const CLOSE = 4; // letters

/** @param {string} coded */
const decode = (coded) => {
  let before = "";
  return coded.split(" ").map((word) => {
    before = before.slice(0, +word[0]) + word.slice(1);
    return before;
  });
};

/**
 * Return the last shard whose first key is not after this one.
 * @param {string[]} firsts
 * @param {string} key
 */
const shardOf = (firsts, key) => {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
};

/**
 * @param {string[]} firsts
 * @param {string} beginning
 */
const rangeOf = (firsts, beginning) => [
  shardOf(firsts, beginning),
  shardOf(firsts, `${beginning}~`),
];

/**
 * Open the index; `read` returns the text of a file.
 * @param {(path: string) => Promise<string>} read
 */
export const openIndex = async (read) => {
  const manifest = JSON.parse(await read("index.json"));
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();
  /**
   * @param {string} path
   * @param {(text: string) => any} parse
   * @param {string} digest
   */
  const once = (path, parse, digest = manifest.folders[path[0]]) => {
    const known = files.get(path);
    if (known) return known;
    const promise = read(path.replace("/", `.${digest}/`)).then(parse);
    promise.catch(() => files.delete(path));
    files.set(path, promise);
    return promise;
  };
  const keys = decode(manifest.keys);
  /** @param {string} text */
  const words = (text) => fold(text, manifest.abbreviations);
  /**
   * Read a name, and what else it is called, as `publish/search/files.py` joins them.
   * @param {string} text
   * @returns {SearchTerritory}
   */
  const territory = (text) => {
    const [name, ...others] = text.split("=");
    const folded = words(name);
    const bare = /^l[ae]?s?$/.test(folded[0]) ? folded.slice(1) : folded;
    return { name, names: [folded, bare, ...others.map(words)] };
  };
  let first = 0;
  /** @type {SearchDepartement[]} */
  const departements = manifest.departements.split("|").map((/** @type {string} */ one) => {
    const [, code, count, name] = one.match(/^(\S+) (\S+) (.+)/) ?? [];
    const found = { ...territory(name), code, first };
    found.names.push([code.toLowerCase()]);
    first += parseInt(count, 36);
    return found;
  });
  /**
   * @param {string} text
   * @returns {IndexLine}
   */
  const line = (text) => {
    const [label, start, references] = text.split("|");
    const folded = words(label);
    return { label, start: +start, words: folded, key: folded.slice(+start).join(""), references };
  };
  /** @param {string} text */
  const lines = (text) => (text ? text.split("\n").map(line) : []);
  /**
   * @template Item
   * @param {string} folder
   * @param {number} from
   * @param {number} to
   * @param {(text: string) => Item[]} parse
   * @returns {Promise<Item[]>}
   */
  const shards = async (folder, from, to, parse) => {
    const numbers = Array.from({ length: to - from + 1 }, (_, rank) => from + rank);
    return (await Promise.all(numbers.map((n) => once(`${folder}/${n}.txt`, parse)))).flat();
  };
  /** What only the fuzzy fallback needs: `suffixes`, first words of their shards, and `extras`. */
  const more = () => once(`${SUFFIXES}/fuzzy.json`, JSON.parse);

  return {
    words,
    departements,
    /** @type {SearchTerritory[]} */
    regions: manifest.regions.split("|").map(territory),
    /** @type {Set<string>} Words that do not say where. */
    stopWords: new Set(manifest.stopWords.split(" ")),
    /** @type {Set<string>} Words that announce a department or a region. */
    areas: new Set(manifest.areas.split(" ")),
    /** @type {string[]} */
    near: manifest.near,
    /** @type {string[]} */
    places: manifest.places,
    /** @type {string[][]} Key, name, then phrases of each. */
    partners: manifest.partners,
    /** @type {string[][]} */
    services: manifest.services,
    /**
     * Return how many shards hold the keys that begin so.
     * @param {string} beginning
     */
    breadth(beginning) {
      const [from, to] = rangeOf(keys, beginning);
      return to - from + 1;
    },
    /**
     * Return the lines whose key begins so; the best known only, where there are too many.
     * @param {string} beginning
     * @returns {Promise<IndexLine[]>}
     */
    async startingWith(beginning) {
      const [from, to] = rangeOf(keys, beginning);
      if (to - from > 1) {
        const topHits = await once(`${TOP_HITS}/${beginning[0]}.json`, JSON.parse);
        return lines(topHits[beginning]);
      }
      const found = await shards(KEYS, from, to, lines);
      return found.filter((one) => one.key.startsWith(beginning));
    },
    /**
     * Return the lines of a key, whatever else begins so: one shard at most.
     * @param {string} key
     */
    async exactly(key) {
      const shard = shardOf(keys, key);
      return (await shards(KEYS, shard, shard, lines)).filter((one) => one.key === key);
    },
    /**
     * Return the lines close to a key, where those with a typo stand; those of the next shard or the
     * one before too, when the cut between them is close to the key.
     * @param {string} key
     */
    closeTo(key) {
      const shard = shardOf(keys, key);
      const isClose = (/** @type {string | undefined} */ first) =>
        Number(first?.startsWith(key.slice(0, CLOSE)) ?? false);
      return shards(KEYS, shard - isClose(keys[shard]), shard + isClose(keys[shard + 1]), lines);
    },
    more,
    /**
     * Return the words with the same suffix, from half of the word on.
     * @param {string} word
     * @returns {Promise<string[]>}
     */
    async withSuffixOf(word) {
      const firsts = decode((await more()).suffixes);
      const backwards = [...word].reverse().join("");
      for (let length = word.length >> 1; length <= word.length; length++) {
        const [from, to] = rangeOf(firsts, backwards.slice(0, length));
        if (to - from > 1) continue;
        const found = await shards(SUFFIXES, from, to, (text) => text.split("\n"));
        return found.map((one) => [...one].reverse().join(""));
      }
      return [];
    },
    /**
     * Return the communes of a postal code, or of those that begin so: lines with `postcode`.
     * @param {string} code
     * @returns {Promise<IndexLine[]>}
     */
    async postcode(code) {
      /** @type {string} */
      const text = await once(`${POSTCODES}/${code.slice(0, 3)}.txt`, (found) => found).catch(
        () => "",
      );
      return text
        .split("\n")
        .filter((one) => one?.startsWith(code))
        .map((one) => {
          const [postcode, label, references] = one.split("|");
          return { ...line(`${label}||${references}`), postcode };
        });
    },
    /**
     * Return the tile of a commune. They lie in several folders, so that a change of one leaves most
     * as they are.
     * @param {number} commune
     * @returns {Promise<{ c: number[], s: any[][] }>}
     */
    tile(commune) {
      const number = Math.floor(commune / COMMUNES_IN_TILE);
      const digest = manifest.folders[TILES][Math.floor(number / TILES_IN_FOLDER)];
      return once(`${TILES}/${number}.json`, JSON.parse, digest);
    },
    /**
     * Return title, address and kind of a page.
     * @param {number} number
     * @returns {Promise<[string, string, string]>}
     */
    async page(number) {
      const file = Math.floor(number / PAGES_IN_FILE);
      return (await once(`${PAGES}/${file}.json`, JSON.parse))[number % PAGES_IN_FILE];
    },
    /**
     * Return the department of a commune.
     * @param {number} commune
     */
    departement(commune) {
      let rank = departements.length - 1;
      while (departements[rank].first > commune) rank--;
      return departements[rank];
    },
  };
};

/** @typedef {Awaited<ReturnType<typeof openIndex>>} SearchIndex */
