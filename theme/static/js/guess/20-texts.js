// Pages by the words of their titles and texts: rare words count more, words put right less.
const IN_TITLE = 2; // times as much as in a text
const WHOLE_WORD = 2;
const BEGINNING = 1;
const ENDING = 2; // letters that a plural or a feminine adds
const MOST_WORDS = 6;

const createTexts = ({ index, candidates }) => {
  // What the word is worth for each page: more in a title, less as a mere beginning.
  const pagesWith = async (word) => {
    const exact = index.breadth(word) > 2 ? await index.exactly(word) : [];
    const worths = new Map();
    for (const one of candidates(index, [...(await index.beginning(word)), ...exact])) {
      if (one.kind !== "p") continue;
      const isWhole = (one.count ? one.key : one.words[one.start]).length <= word.length + ENDING;
      const weight = one.count ? 1 + one.count / 20 : IN_TITLE + 1 / (1 + one.start);
      const worth = (isWhole ? WHOLE_WORD : BEGINNING) * weight;
      const before = worths.get(one.number);
      worths.set(one.number, { worth: Math.max(before?.worth ?? 0, worth), isWhole: before?.isWhole || isWhole });
    }
    return worths;
  };

  // The word of a text that is nearest, among those that stand where this one would.
  const putRight = async (word) => {
    const most = tolerance(word);
    const near = (await index.around(word))
      .filter((line) => line.references.includes(":"))
      .map((line) => [line.key, edits(word, line.key, most)])
      .filter(([, slips]) => slips <= most)
      .sort((a, b) => a[1] - b[1]);
    return near.length ? pagesWith(near[0][0]) : new Map();
  };

  // `isSure` when a page has every word that tells something; with `isLoose`, slips are put right.
  return async (words, isLoose = false) => {
    const telling = words.filter((word) => !index.stops.has(word) && word.length > 1).slice(0, MOST_WORDS);
    const scores = new Map();
    for (const word of telling) {
      let worths = await pagesWith(word);
      if (!worths.size && isLoose) worths = await putRight(word);
      for (const [number, { worth, isWhole }] of worths) {
        const score = scores.get(number) ?? { points: 0, words: 0, whole: 0 };
        score.points += worth / Math.sqrt(worths.size);
        score.words++;
        score.whole += isWhole;
        scores.set(number, score);
      }
    }
    return [...scores]
      .map(([number, score]) => ({ kind: "p", number, ...score, isSure: score.whole === telling.length }))
      .filter((one) => one.words >= telling.length / 2)
      .sort((a, b) => b.words - a.words || b.points - a.points);
  };
};
