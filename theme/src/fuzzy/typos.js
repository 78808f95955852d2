// Names that a typo, or a word written as it is heard, hides.
import { BIG_COMMUNE } from "generated/ranking.js";
import { editsBetween, tolerance } from "./edits.js";

const MOST_TRIED = 4;

/**
 * @param {SearchIndex} index
 * @param {import("../search/engine.js").CandidateTools} tools
 * @param {import("./names.js").FuzzyNames} names
 */
export const createTypos = (index, tools, { telling, byAllWords, inside }) => {
  const { candidates, gradeOf, namesStartingWith } = tools;
  /** @param {IndexLine} line */
  const isName = (line) => !line.references.startsWith("p") || !line.references.includes(":");

  /**
   * Return words near one, each with its typos: those of the shard where it would stand, and those
   * with its suffix.
   * @param {string} word
   */
  const nearWords = async (word) => {
    const most = tolerance(word);
    if (!most || /\d/.test(word)) return [];
    const close = (await index.closeTo(word)).map((line) => line.words[line.start] ?? line.key);
    /** @type {Map<string, number>} */
    const near = new Map();
    for (const other of [...close, ...(await index.withSuffixOf(word))]) {
      const typos = editsBetween(word, other, most);
      if (typos && typos <= most) near.set(other, typos);
    }
    return [...near].sort((a, b) => a[1] - b[1]);
  };

  /**
   * @param {string} key
   * @param {IndexLine[]} lines
   */
  const measured = (key, lines) => {
    const most = tolerance(key);
    return lines.filter(isName).flatMap((line) => {
      const goesOn =
        key.length > 4 && line.key.length > key.length && line.key.startsWith(key.slice(0, 2));
      const typos = Math.min(
        editsBetween(key, line.key, most),
        goesOn ? editsBetween(key, line.key, most, true) + 0.5 : Infinity,
      );
      if (typos > most + 0.5) return [];
      return candidates(index, [line]).map((one) => ({ ...one, typos }));
    });
  };

  /**
   * Return names that end alike, for a typo in the first words: « scy en brie ».
   * @param {string[]} words
   */
  const sameEnd = async (words) => {
    const ends = words.map((_, start) => words.slice(start)).slice(1);
    const end = ends.find(([word]) => telling([word]).length);
    const lines = end ? await index.exactly(end.join("")) : [];
    return lines.map((line) => ({ ...line, key: line.words.join(""), start: 0 }));
  };

  /**
   * Compare the whole as typed with the names close to it and those that end alike.
   * @param {string[]} words
   */
  const whole = async (words) => {
    const key = words.join("");
    const near = measured(key, await index.closeTo(key));
    if (near.some((one) => one.typos <= 1)) return near;
    return [...near, ...measured(key, await sameEnd(words))];
  };

  /**
   * Do the same where its first letters were swapped or one of them is too many.
   * @param {string[]} words
   */
  const wholeFromElsewhere = async (words) => {
    const key = words.join("");
    const begun = [0, 1, 2].flatMap((at) => [
      key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2),
      key.slice(0, at) + key.slice(at + 1),
    ]);
    const lines = await Promise.all([...new Set(begun)].map((other) => index.closeTo(other)));
    return measured(key, [...new Set(lines.flat())]);
  };

  /**
   * Look up what was typed with each of its longest words corrected.
   * @param {string[]} words
   */
  const correctedWords = async (words) => {
    const longest = telling(words)
      .sort((a, b) => b.length - a.length)
      .slice(0, 2);
    for (const word of longest) {
      const near = await nearWords(word);
      /** @type {Candidate[]} */
      const found = [];
      const nearest = near.filter((one) => one[1] === near[0][1]).slice(0, MOST_TRIED);
      for (const [other, typos] of nearest) {
        const right = words.map((one) => (one === word ? other : one));
        let named = (await namesStartingWith(index, right)).filter((one) => !one.count);
        if (!named.length && words.length > 1) named = await byAllWords(right);
        if (!named.length && words.length > 1) named = await inside(right);
        found.push(...named.map((one) => ({ ...one, typos })));
      }
      if (found.length) return found;
    }
    return [];
  };

  /**
   * Return big communes that a typo hides behind the beginning of a smaller name: « tule » and
   * Tulette.
   * @param {string} key
   * @param {Candidate[]} begun
   */
  const hidden = async (key, begun) => {
    if (key.length < 4 || /\d/.test(key) || begun.some((one) => gradeOf(one, key))) return [];
    const near = (await index.closeTo(key)).filter(
      (one) => !one.start && editsBetween(key, one.key, 1) === 1,
    );
    return candidates(index, near)
      .filter((one) => one.kind === "c" && one.size > BIG_COMMUNE)
      .map((one) => ({ ...one, typos: 1 }));
  };

  /**
   * Return names to propose when nothing else is left, the least unlike first.
   * @param {string[]} words
   */
  const leastUnlike = async (words) => {
    const key = words.join("");
    const most = Math.floor(key.length / 2);
    const near = (await index.closeTo(key))
      .filter(isName)
      .map((line) => ({ line, typos: editsBetween(key, line.key, most) }))
      .filter(({ typos }) => typos <= most)
      .sort((a, b) => a.typos - b.typos);
    return candidates(
      index,
      near.map(({ line }) => line),
    )
      .filter((one) => one.kind !== "p")
      .slice(0, 3);
  };

  return { whole, wholeFromElsewhere, correctedWords, hidden, leastUnlike };
};
