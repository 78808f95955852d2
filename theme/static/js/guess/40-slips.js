// Names that slips of the finger or of the ear hide.
const MOST_TRIED = 4;
const BIG = 11; // doublings of the population

const createSlips = ({ index, candidates, byName, gradeOf }, { telling, byAllWords, inside }) => {
  const isName = (line) => !line.references.startsWith("p") || !line.references.includes(":");

  // Words near one: those of the shard where it would stand, and those with its ending.
  const nearWords = async (word) => {
    const most = tolerance(word);
    if (!most || /\d/.test(word)) return [];
    const around = (await index.around(word)).map((line) => line.words[line.start] ?? line.key);
    const near = new Map();
    for (const other of [...around, ...(await index.endings(word))]) {
      const slips = edits(word, other, most);
      if (slips && slips <= most) near.set(other, slips);
    }
    return [...near].sort((a, b) => a[1] - b[1]);
  };

  const measured = (key, lines) => {
    const most = tolerance(key);
    return lines.filter(isName).flatMap((line) => {
      const isOpen = key.length > 4 && line.key.length > key.length && line.key.startsWith(key.slice(0, 2));
      const slips = Math.min(edits(key, line.key, most), isOpen ? edits(key, line.key, most, true) + 0.5 : Infinity);
      return slips <= most + 0.5 ? candidates(index, [line]).map((one) => ({ ...one, slips })) : [];
    });
  };

  // Names that end alike, for a slip in the first words: « scy en brie ».
  const sameEnd = async (words) => {
    const ends = words.map((_, start) => words.slice(start)).slice(1);
    const end = ends.find(([word]) => telling([word]).length);
    const lines = end ? await index.exactly(end.join("")) : [];
    return lines.map((line) => ({ ...line, key: line.words.join(""), start: 0 }));
  };

  // The whole as typed, against the names around it and those that end alike.
  const whole = async (words) => {
    const key = words.join("");
    const near = measured(key, await index.around(key));
    return near.some((one) => one.slips <= 1) ? near : [...near, ...measured(key, await sameEnd(words))];
  };

  // The same, where its first letters were swapped or one of them is too many.
  const wholeFromElsewhere = async (words) => {
    const key = words.join("");
    const begun = [0, 1, 2].flatMap((at) => [
      key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2),
      key.slice(0, at) + key.slice(at + 1),
    ]);
    const lines = await Promise.all([...new Set(begun)].map((other) => index.around(other)));
    return measured(key, [...new Set(lines.flat())]);
  };

  // Each of the longest words, put right.
  const wordsPutRight = async (words) => {
    const longest = telling(words).sort((a, b) => b.length - a.length).slice(0, 2);
    for (const word of longest) {
      const near = await nearWords(word);
      const found = [];
      for (const [other, slips] of near.filter((one) => one[1] === near[0][1]).slice(0, MOST_TRIED)) {
        const right = words.map((one) => (one === word ? other : one));
        let named = (await byName(right)).filter((one) => !one.count);
        if (!named.length && words.length > 1) named = await byAllWords(right);
        if (!named.length && words.length > 1) named = await inside(right);
        found.push(...named.map((one) => ({ ...one, slips })));
      }
      if (found.length) return found;
    }
    return [];
  };

  // Big communes that a slip hides behind the beginning of a smaller name: « tule » and Tulette.
  const hidden = async (key, begun) => {
    if (key.length < 4 || /\d/.test(key) || begun.some((one) => gradeOf(one, key))) return [];
    const near = (await index.around(key)).filter((one) => !one.start && edits(key, one.key, 1) === 1);
    return candidates(index, near)
      .filter((one) => one.kind === "c" && one.size > BIG)
      .map((one) => ({ ...one, slips: 1 }));
  };

  // Names to propose when nothing else is left, the least unlike first.
  const leastUnlike = async (words) => {
    const key = words.join("");
    const most = Math.floor(key.length / 2);
    const near = (await index.around(key)).filter(isName).map((line) => ({ line, slips: edits(key, line.key, most) }));
    return candidates(index, near.filter((one) => one.slips <= most).sort((a, b) => a.slips - b.slips).map((one) => one.line))
      .filter((one) => one.kind !== "p")
      .slice(0, 3);
  };

  return { nearWords, whole, wholeFromElsewhere, wordsPutRight, hidden, leastUnlike };
};
