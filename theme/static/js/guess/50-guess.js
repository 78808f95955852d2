// What a question may mean when no name begins as it does; the engine loads this when it must.
export const createGuess = async (tools) => {
  const { index, candidates, byName } = tools;
  const names = createNames(tools, new Set((await index.more()).extras.split(" ")));
  const slips = createSlips(tools, names);
  const texts = createTexts(tools);

  // « 87031 Limoges Cedex 9 »: the commune with the code of the same beginning that ends in 00.
  const byCedex = async (words) => {
    const code = words.find((word) => /^\d{5}$/.test(word));
    if (!code) return [];
    const all = candidates(index, await index.postcode(code.slice(0, 3)));
    const main = all.filter((one) => one.postcode === `${code.slice(0, 3)}00`);
    const [biggest] = (main.length ? main : all).sort((a, b) => b.size - a.size);
    if (biggest) return [{ ...biggest, asked: biggest.key, postcode: undefined }];
    return [];
  };

  // « Haut de France »: departments and regions with slips.
  const territories = (words) => {
    const key = words.join("");
    const most = tolerance(key);
    const found = [];
    for (const [kind, list] of [["d", index.departements], ["r", index.regions]]) {
      for (const one of list) {
        const near = Math.min(...one.names.map((name) => edits(key, name.join(""), most)));
        if (key.length > 4 && near <= most) found.push({ kind, label: one.name, code: one.code, value: 78 - 10 * near });
      }
    }
    return found;
  };

  // The beginning of what was typed, when the whole is nowhere.
  const byFirstWords = async (words) => {
    for (let count = words.length - 1; count > 0; count--) {
      if (index.stops.has(words[count - 1])) continue;
      const begun = await byName(words.slice(0, count));
      const found = begun.filter((one) => !one.start && one.kind !== "p");
      if (found.length) return found;
    }
    return [];
  };

  // The commune of a code that is not a commune's own, which nothing else in the question names.
  const byCode = async (words) => {
    const named = await names.inside(words);
    return named.length ? named : byCedex(words);
  };

  // `begun` are the names that begin as the question does, none of which has its words whole.
  const guess = async ({ typed, words }, begun) => {
    const answer = { found: [], zones: [], texts: [], isCorrected: false };
    const corrected = { ...answer, isCorrected: true };
    if (begun.some((one) => one.kind !== "p")) {
      const found = await slips.hidden(words.join(""), begun);
      return { ...answer, found, texts: found.length ? [] : await texts(typed) };
    }
    const coded = words.some((word) => /^\d{5}$/.test(word)) ? await byCode(words) : [];
    if (coded.length) return { ...answer, found: coded };
    const reordered = words.length > 1 ? await names.byAllWords(words) : [];
    if (reordered.some((one) => names.hasWhole(one, words))) return { ...answer, found: reordered };
    let inside = reordered.length || words.length < 2 ? [] : await names.inside(words);
    const left = inside.length ? names.telling(inside[0].others) : words;
    if (!left.length) return { ...answer, found: inside };
    const pages = await texts(typed);
    if (reordered.length || pages[0]?.isSure) return { ...answer, found: [...reordered, ...inside], texts: pages };
    const zones = territories(words);
    if (zones.length) return { ...corrected, zones };
    const near = await slips.whole(words);
    if (near.length) {
      const isWhole = near.some((one) => Number.isInteger(one.slips));
      return { ...corrected, found: isWhole ? near : [...near, ...(await slips.wordsPutRight(words))] };
    }
    if (!inside.length && typed.length > words.length) inside = await names.inside(typed);
    const putRight = await texts(typed, true);
    if (putRight[0]?.isSure) return { ...corrected, found: inside, texts: putRight };
    if (inside.length) return { ...answer, found: inside, texts: pages };
    for (const way of [slips.wordsPutRight, slips.wholeFromElsewhere, byFirstWords]) {
      const found = await way(words);
      if (found.length) return { ...corrected, found, texts: pages };
    }
    return { ...answer, texts: pages.length ? pages : putRight };
  };

  return { guess, texts, leastUnlike: slips.leastUnlike };
};
