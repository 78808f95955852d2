// What a question says: a partner or service, a place, and what is left to look up.

/**
 * @param {string[]} words
 * @param {string[]} phrase
 * @param {number} rank
 */
const holds = (words, phrase, rank) => phrase.every((word, step) => words[rank + step] === word);

/**
 * @param {string[]} words
 * @param {string[]} phrases
 */
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

/**
 * @param {SearchIndex} index
 * @param {string[]} words
 */
const takeSubject = (index, words) => {
  /** @type {(SearchSubject & { rest: string[] })[]} */
  const found = [];
  for (const kind of /** @type {const} */ (["partner", "service"])) {
    const list = kind === "partner" ? index.partners : index.services;
    list.forEach(([id, name, ...phrases], rank) => {
      for (const phrase of phrases) {
        const rest = take(words, [phrase]);
        if (rest) {
          found.push({ kind, id, name, rank, rest });
          break;
        }
      }
    });
  }
  return found.sort((a, b) => a.rest.length - b.rest.length)[0] ?? null;
};

/**
 * @param {SearchIndex} index
 * @param {string[]} words
 * @returns {string[]}
 */
export const withoutNear = (index, words) => {
  for (const phrase of index.near) {
    const parts = phrase.split(" ");
    if (words.length > parts.length && holds(words, parts, 0))
      return withoutNear(index, words.slice(parts.length));
  }
  return words;
};

/**
 * @param {SearchIndex} index
 * @param {string[]} words
 * @returns {string[]}
 */
export const withoutStopWords = (index, words) =>
  words.length > 1 && index.stopWords.has(words[0])
    ? withoutStopWords(index, words.slice(1))
    : words;

/**
 * @param {SearchIndex} index
 * @param {string} text
 */
export const understand = (index, text) => {
  const typed = index.words(text);
  let words = typed;
  const unnamed = take(words, index.places);
  if (unnamed) words = unnamed;
  const subject = takeSubject(index, words);
  if (subject) words = subject.rest;
  if (unnamed || subject) words = withoutNear(index, words);
  if ((unnamed || subject) && words.every((word) => index.stopWords.has(word))) words = [];
  return { typed, words, subject, isPlace: Boolean(unnamed) };
};

/**
 * Return the name without what announces it: « département de la Creuse », « région Centre ».
 * @param {SearchIndex} index
 * @param {string[]} words
 */
export const withoutAnnounce = (index, words) => {
  if (words.length < 2 || !index.areas.has(words[0])) return words;
  return withoutStopWords(index, words.slice(1));
};

/**
 * Take a department at the end or the beginning of the words, by its code or its name.
 * @param {SearchIndex} index
 * @param {string[]} words
 */
export const takeDepartement = (index, words) => {
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
