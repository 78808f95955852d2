// Names inside what was typed: their words in another order, or among words that name nothing.
const MOST_LOOKED_UP = 10;
const MOST_BEGUN = 4;
const LONGEST_NAME = 7; // words
const ARTICLES = new Set(["l", "la", "le", "les"]);

const createNames = ({ index, candidates, isCommune }, extras) => {
  const isTelling = (word) => !index.stops.has(word) && !extras.has(word) && (word.length > 1 || /\d/.test(word));
  const telling = (words) => words.filter(isTelling);

  // Nothing but articles and such stands before the word the candidate begins at.
  const isWholeName = ({ words, start }) => words.slice(0, start).every((word) => index.stops.has(word));

  // The words that say where a candidate is: its department and, for a place, its commune.
  const whereabouts = (one) => [...(one.departement?.names.flat() ?? []), ...index.words(one.commune ?? "")];

  // Those of which most of the other words tell something.
  const preferTold = (found, others) => {
    const told = (one) => {
      const known = [...one.words, ...whereabouts(one)];
      return others.filter((word) => isTelling(word) && known.includes(word)).length;
    };
    const most = Math.max(...found.map(told));
    return found.filter((one) => told(one) === most);
  };

  // No word typed is left over, not even of those that tell nothing.
  const hasWhole = (one, words) => {
    const known = [...one.words, ...whereabouts(one)];
    return words.every((word) => index.stops.has(word) || known.includes(word));
  };

  // Every word is one of the name, or says where.
  const byAllWords = async (words) => {
    const told = telling(words);
    if (!told.length) return [];
    const narrow = [...told].sort((a, b) => index.breadth(a) - index.breadth(b) || b.length - a.length);
    const found = candidates(index, await index.beginning(narrow[0])).filter((one) => !one.count);
    return found.filter((one) => {
      const known = [...one.words, ...whereabouts(one)];
      return told.every((word) => known.some((own) => own.startsWith(word)));
    });
  };

  const runs = (words, length) =>
    Array.from({ length: Math.max(0, words.length - length + 1) }, (_, start) => ({
      run: words.slice(start, start + length),
      others: [...words.slice(0, start), ...words.slice(start + length)],
    })).filter(
      ({ run }) => isTelling(run.at(-1)) && (isTelling(run[0]) || (length > 1 && ARTICLES.has(run[0]))) && run.join("").length > 2 && /[a-z]/.test(run.join("")),
    );

  // The longest runs of words that are a whole name: « téléphone Saint-Ouen-l’Aumône ».
  const inside = async (words) => {
    let left = MOST_LOOKED_UP;
    for (let length = Math.min(words.length, LONGEST_NAME); length > 0; length--) {
      const found = [];
      for (const { run, others } of runs(words, length).reverse()) {
        if (!left--) break;
        const asked = run.join("");
        const named = candidates(index, await index.exactly(asked)).filter(
          (one) => isWholeName(one) && (isCommune(one) || (one.kind === "s" && length > 1)),
        );
        if (named.length) found.push(...preferTold(named, others).map((one) => ({ ...one, asked, others })));
      }
      if (found.length) return found;
    }
    return beginningInside(words);
  };

  // Communes whose name begins with one of the words: « Florac » for Florac Trois Rivières.
  const beginningInside = async (words) => {
    const told = telling(words).filter((word) => word.length > 3 && index.breadth(word) < 3);
    const found = [];
    for (const asked of told.slice(-MOST_BEGUN)) {
      const others = words.filter((other) => other !== asked);
      const begun = candidates(index, await index.beginning(asked)).filter(
        (one) => isCommune(one) && !one.start && one.words[0] === asked,
      );
      found.push(...begun.map((one) => ({ ...one, asked, others })));
    }
    return found.length ? preferTold(found, words) : [];
  };

  return { telling, hasWhole, byAllWords, inside };
};
