// Pages by the words of their titles and texts: rare words count more, corrected ones less.
import { TEXT_BEGINNING, TEXT_IN_TITLE, TEXT_WHOLE_WORD } from "generated/ranking.js";
import { editsBetween, tolerance } from "./edits.js";

const ENDING = 2; // letters that a plural or a feminine adds
const MOST_WORDS = 6;

/**
 * @param {SearchIndex} index
 * @param {import("../search/engine.js").CandidateTools} tools
 */
export const createTexts = (index, { candidates }) => {
  /**
   * Return what the word is worth for each page: more in a title, less as a mere beginning.
   * @param {string} word
   */
  const pagesWith = async (word) => {
    const exact = index.breadth(word) > 2 ? await index.exactly(word) : [];
    /** @type {Map<number, { worth: number, isWhole: boolean }>} */
    const worths = new Map();
    for (const one of candidates(index, [...(await index.startingWith(word)), ...exact])) {
      if (one.kind !== "p") continue;
      const own = one.count ? one.key : one.words[one.start];
      const isWhole = own.length <= word.length + ENDING;
      const weight = one.count ? 1 + one.count / 20 : TEXT_IN_TITLE + 1 / (1 + one.start);
      const worth = (isWhole ? TEXT_WHOLE_WORD : TEXT_BEGINNING) * weight;
      const before = worths.get(one.number);
      worths.set(one.number, {
        worth: Math.max(before?.worth ?? 0, worth),
        isWhole: before?.isWhole || isWhole,
      });
    }
    return worths;
  };

  /**
   * Look up the word of a text that is nearest, among those that stand where this one would.
   * @param {string} word
   */
  const corrected = async (word) => {
    const most = tolerance(word);
    const [nearest] = (await index.closeTo(word))
      .filter((line) => line.references.includes(":"))
      .map(({ key }) => ({ key, typos: editsBetween(word, key, most) }))
      .filter(({ typos }) => typos <= most)
      .sort((a, b) => a.typos - b.typos);
    return nearest ? pagesWith(nearest.key) : new Map();
  };

  /**
   * Return pages, best first, `isSure` when one has every word that tells something; with `isLoose`,
   * typos are corrected.
   * @param {string[]} words
   * @returns {Promise<Hit[]>}
   */
  return async (words, isLoose = false) => {
    const telling = words
      .filter((word) => !index.stopWords.has(word) && word.length > 1)
      .slice(0, MOST_WORDS);
    /** @type {Map<number, { points: number, known: number, whole: number }>} */
    const scores = new Map();
    for (const word of telling) {
      let worths = await pagesWith(word);
      if (!worths.size && isLoose) worths = await corrected(word);
      for (const [number, { worth, isWhole }] of worths) {
        const score = scores.get(number) ?? { points: 0, known: 0, whole: 0 };
        score.points += worth / Math.sqrt(worths.size);
        score.known++;
        score.whole += Number(isWhole);
        scores.set(number, score);
      }
    }
    return [...scores]
      .filter(([, { known }]) => known >= telling.length / 2)
      .sort(([, a], [, b]) => b.known - a.known || b.points - a.points)
      .map(([number, { whole }]) => ({ kind: "p", number, isSure: whole === telling.length }));
  };
};
