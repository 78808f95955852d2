// What a question says: a partner or service, a place, and what is left to look up.
const holds = (words, phrase, rank) => phrase.every((word, step) => words[rank + step] === word);

const take = (words, phrases) => {
  for (const phrase of phrases) {
    const parts = phrase.split(" ");
    for (let rank = 0; rank + parts.length <= words.length; rank++) {
      if (holds(words, parts, rank))
        return [...words.slice(0, rank), ...words.slice(rank + parts.length)];
    }
  }
  return null;
};

const takeSubject = (index, words) => {
  const found = [];
  for (const [kind, list] of [["partner", index.partners], ["service", index.services]]) {
    list.forEach(([id, name, ...phrases], rank) => {
      for (const phrase of phrases) {
        const rest = take(words, [phrase]);
        if (rest) {
          found.push({ kind, id, name, rank, rest, length: words.length - rest.length });
          break;
        }
      }
    });
  }
  return found.sort((a, b) => b.length - a.length)[0] ?? null;
};

const withoutNear = (index, words) => {
  for (const phrase of index.near) {
    const parts = phrase.split(" ");
    if (words.length > parts.length && holds(words, parts, 0))
      return withoutNear(index, words.slice(parts.length));
  }
  return words;
};

const withoutStops = (index, words) =>
  words.length > 1 && index.stops.has(words[0]) ? withoutStops(index, words.slice(1)) : words;

const understand = (index, text) => {
  const typed = index.words(text);
  let words = typed;
  const unnamed = take(words, index.places);
  if (unnamed) words = unnamed;
  const subject = takeSubject(index, words);
  if (subject) words = subject.rest;
  if (unnamed || subject) words = withoutNear(index, words);
  if ((unnamed || subject) && words.every((word) => index.stops.has(word))) words = [];
  return { typed, words, subject, isPlace: Boolean(unnamed) };
};

// « département de la Creuse », « région Centre »: the name without what announces it.
const withoutAnnounce = (index, words) => {
  const isAnnounce = (word) => index.areas.has(word);
  if (words.length < 2 || !isAnnounce(words[0])) return words;
  return withoutStops(index, words.slice(1));
};

// A department at the end or the beginning of the words, by its code or its name.
const takeDepartement = (index, words) => {
  for (const departement of index.departements) {
    for (const parts of departement.names) {
      const end = words.length - parts.length;
      if (end < 0) continue;
      if (holds(words, parts, end)) return { departement, rest: words.slice(0, end) };
      if (holds(words, parts, 0)) return { departement, rest: words.slice(parts.length) };
    }
  }
  return null;
};
