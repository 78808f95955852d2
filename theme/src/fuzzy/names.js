// Names inside what was typed: their words in another order, or among words that name nothing.
const MOST_LOOKED_UP = 10;
const MOST_BEGUN = 4;
const LONGEST_NAME = 7; // words
const ARTICLES = new Set(["l", "la", "le", "les"]);

/**
 * @param {SearchIndex} index
 * @param {import("../search/engine.js").CandidateTools} tools
 * @param {Set<string>} extras words that do not say where, besides stop words
 */
export const createNames = (index, { candidates, isCommune }, extras) => {
  /** @param {string} word */
  const isTelling = (word) =>
    !index.stopWords.has(word) && !extras.has(word) && (word.length > 1 || /\d/.test(word));
  /** @param {string[]} words */
  const telling = (words) => words.filter(isTelling);

  /**
   * Return whether nothing but articles and such stands before the word the candidate begins at.
   * @param {Candidate} candidate
   */
  const isWholeName = ({ words, start }) =>
    words.slice(0, start).every((word) => index.stopWords.has(word));

  /**
   * Return the words of a candidate and those that say where it is: its department's and, for a
   * place, its commune's.
   * @param {Candidate} one
   */
  const wordsOf = (one) => [
    ...one.words,
    ...(one.departement?.names.flat() ?? []),
    ...index.words(one.commune ?? ""),
  ];

  /**
   * Return those of which most of the other words tell something.
   * @param {Candidate[]} found
   * @param {string[]} others
   */
  const preferSpecified = (found, others) => {
    const specified = (/** @type {Candidate} */ one) => {
      const known = wordsOf(one);
      return others.filter((word) => isTelling(word) && known.includes(word)).length;
    };
    const most = Math.max(...found.map(specified));
    return found.filter((one) => specified(one) === most);
  };

  /**
   * Return whether no word typed is left over, not even of those that tell nothing.
   * @param {Candidate} one
   * @param {string[]} words
   */
  const hasWhole = (one, words) => {
    const known = wordsOf(one);
    return words.every((word) => index.stopWords.has(word) || known.includes(word));
  };

  /**
   * Return names of which every word is one of the name, or says where.
   * @param {string[]} words
   */
  const byAllWords = async (words) => {
    const kept = telling(words);
    if (!kept.length) return [];
    const [narrowest] = [...kept].sort(
      (a, b) => index.breadth(a) - index.breadth(b) || b.length - a.length,
    );
    const found = candidates(index, await index.startingWith(narrowest));
    return found.filter((one) => {
      if (one.count) return false;
      const known = wordsOf(one);
      return kept.every((word) => known.some((own) => own.startsWith(word)));
    });
  };

  /** @param {string[]} run */
  const mayBeName = (run) =>
    isTelling(run[run.length - 1]) &&
    (isTelling(run[0]) || (run.length > 1 && ARTICLES.has(run[0]))) &&
    run.join("").length > 2 &&
    /[a-z]/.test(run.join(""));

  /**
   * @param {string[]} words
   * @param {number} length
   */
  const runs = (words, length) =>
    Array.from({ length: Math.max(0, words.length - length + 1) }, (_, start) => ({
      run: words.slice(start, start + length),
      others: [...words.slice(0, start), ...words.slice(start + length)],
    })).filter(({ run }) => mayBeName(run));

  /**
   * Return the longest runs of words that are a whole name: « téléphone Saint-Ouen-l’Aumône ».
   * @param {string[]} words
   * @returns {Promise<Candidate[]>}
   */
  const inside = async (words) => {
    let left = MOST_LOOKED_UP;
    for (let length = Math.min(words.length, LONGEST_NAME); length > 0; length--) {
      /** @type {Candidate[]} */
      const found = [];
      for (const { run, others } of runs(words, length).reverse()) {
        if (!left--) break;
        const asked = run.join("");
        const named = candidates(index, await index.exactly(asked)).filter(
          (one) => isWholeName(one) && ((one.kind === "s" && length > 1) || isCommune(one)),
        );
        if (named.length)
          found.push(...preferSpecified(named, others).map((one) => ({ ...one, asked, others })));
      }
      if (found.length) return found;
    }
    return beginningInside(words);
  };

  /**
   * Return communes whose name begins with one of the words: « Florac » for Florac Trois Rivières.
   * @param {string[]} words
   */
  const beginningInside = async (words) => {
    const kept = telling(words).filter((word) => word.length > 3 && index.breadth(word) < 3);
    /** @type {Candidate[]} */
    const found = [];
    for (const asked of kept.slice(-MOST_BEGUN)) {
      const others = words.filter((other) => other !== asked);
      const begun = candidates(index, await index.startingWith(asked)).filter(
        (one) => isCommune(one) && !one.start && one.words[0] === asked,
      );
      found.push(...begun.map((one) => ({ ...one, asked, others })));
    }
    return found.length ? preferSpecified(found, words) : [];
  };

  return { telling, hasWhole, byAllWords, inside };
};

/** @typedef {ReturnType<typeof createNames>} FuzzyNames */
