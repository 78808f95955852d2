// What a question may mean when no name begins as it does; the engine loads this when it must.
import { DEPARTEMENT_NAMED, TYPO } from "generated/ranking.js";
import { editsBetween, tolerance } from "./edits.js";
import { createNames } from "./names.js";
import { createTexts } from "./texts.js";
import { createTypos } from "./typos.js";

/**
 * @param {SearchIndex} index
 * @param {import("../search/engine.js").CandidateTools} tools
 */
export const createFallback = async (index, tools) => {
  const { candidates, namesStartingWith } = tools;
  const names = createNames(index, tools, new Set((await index.more()).extras.split(" ")));
  const typos = createTypos(index, tools, names);
  const texts = createTexts(index, tools);

  /**
   * Return for « 87031 Limoges Cedex 9 » the commune with the code of the same beginning in 00.
   * @param {string[]} words
   * @returns {Promise<Candidate[]>}
   */
  const byCedex = async (words) => {
    const code = words.find((word) => /^\d{5}$/.test(word));
    if (!code) return [];
    const all = candidates(index, await index.postcode(code.slice(0, 3)));
    const main = all.filter((one) => one.postcode === `${code.slice(0, 3)}00`);
    const [biggest] = (main.length ? main : all).sort((a, b) => b.size - a.size);
    return biggest ? [{ ...biggest, asked: biggest.key, postcode: undefined }] : [];
  };

  /**
   * Return departments and regions with typos: « Haut de France ».
   * @param {string[]} words
   */
  const territories = (words) => {
    const key = words.join("");
    const most = tolerance(key);
    /** @type {Hit[]} */
    const found = [];
    /**
     * @param {string} kind
     * @param {SearchTerritory} one
     * @param {string} [code]
     */
    const add = (kind, { name: label, names }, code) => {
      const near = Math.min(...names.map((name) => editsBetween(key, name.join(""), most)));
      if (key.length > 4 && near <= most)
        found.push({ kind, label, code, value: DEPARTEMENT_NAMED - TYPO * near });
    };
    for (const one of index.departements) add("d", one, one.code);
    for (const one of index.regions) add("r", one);
    return found;
  };

  /**
   * Look up the beginning of what was typed, when the whole is nowhere.
   * @param {string[]} words
   */
  const byFirstWords = async (words) => {
    for (let count = words.length - 1; count > 0; count--) {
      if (index.stopWords.has(words[count - 1])) continue;
      const begun = await namesStartingWith(index, words.slice(0, count));
      const found = begun.filter((one) => !one.start && one.kind !== "p");
      if (found.length) return found;
    }
    return [];
  };

  /**
   * Return the commune of a code that is not a commune's own, which nothing else in the question
   * names.
   * @param {string[]} words
   */
  const byCode = async (words) => {
    const named = await names.inside(words);
    return named.length ? named : byCedex(words);
  };

  /**
   * Return what a question may mean; `begun` are the names that begin as it does, none of which has
   * its words whole.
   * @param {{ typed: string[], words: string[] }} question
   * @param {Candidate[]} begun
   * @returns {Promise<FuzzyAnswer>}
   */
  const find = async ({ typed, words }, begun) => {
    const answer = { found: [], zones: [], texts: [], isCorrected: false };
    const corrected = { ...answer, isCorrected: true };
    if (begun.some((one) => one.kind !== "p")) {
      const found = await typos.hidden(words.join(""), begun);
      return { ...answer, found, texts: found.length ? [] : await texts(typed) };
    }
    const coded = words.some((word) => /^\d{5}$/.test(word)) ? await byCode(words) : [];
    if (coded.length) return { ...answer, found: coded };
    const reordered = words.length > 1 ? await names.byAllWords(words) : [];
    if (reordered.some((one) => names.hasWhole(one, words))) return { ...answer, found: reordered };
    let inside = reordered.length || words.length < 2 ? [] : await names.inside(words);
    const left = inside.length ? names.telling(inside[0].others ?? []) : words;
    if (!left.length) return { ...answer, found: inside };
    const pages = await texts(typed);
    if (reordered.length || pages[0]?.isSure)
      return { ...answer, found: [...reordered, ...inside], texts: pages };
    const zones = territories(words);
    if (zones.length) return { ...corrected, zones };
    const near = await typos.whole(words);
    if (near.length) {
      const isWhole = near.some((one) => Number.isInteger(one.typos));
      const found = isWhole ? near : [...near, ...(await typos.correctedWords(words))];
      return { ...corrected, found };
    }
    if (!inside.length && typed.length > words.length) inside = await names.inside(typed);
    const loose = await texts(typed, true);
    if (loose[0]?.isSure) return { ...corrected, found: inside, texts: loose };
    if (inside.length) return { ...answer, found: inside, texts: pages };
    for (const way of [typos.correctedWords, typos.wholeFromElsewhere, byFirstWords]) {
      const found = await way(words);
      if (found.length) return { ...corrected, found, texts: pages };
    }
    return { ...answer, texts: pages.length ? pages : loose };
  };

  return { find, texts, leastUnlike: typos.leastUnlike };
};

/** @typedef {Awaited<ReturnType<typeof createFallback>>} FuzzyFallback */
