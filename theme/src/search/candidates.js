// What the lines of the index stand for, and how well each answers: publish/search/ranking.py.
import {
  COMMUNE_NAMED,
  FIRST_WORD,
  FORMER_COMMUNE_NAMED,
  OTHER_PAGE,
  PAGE_OF_THAT_TITLE,
  PAGE_SIZE,
  PLACE_ASKED_FOR,
  PLACE_SIZE,
  SAME_LETTERS,
  TYPO,
  WHOLE_NAME,
  WHOLE_WORDS,
} from "generated/ranking.js";

/**
 * @param {SearchIndex} index
 * @param {IndexLine[]} lines
 */
export const candidates = (index, lines) =>
  lines.flatMap((line) =>
    line.references.split(",").map((reference) => {
      const kind = reference[0];
      const { label, start, key, words } = line;
      /** @type {Candidate} */
      const found = {
        ...{ kind, label, start, key, words },
        ...{ number: 0, size: 1, count: 0, typos: 0, grade: 0, value: 0 },
      };
      if (kind === "p") {
        const [number, count] = reference.slice(1).split(":");
        return Object.assign(found, {
          number: parseInt(number, 36),
          count: count ? +count : 0,
          size: PAGE_SIZE,
        });
      }
      const number = parseInt(reference.slice(1, 4), 36);
      const departement = index.departement(number);
      Object.assign(found, { number, departement, postcode: line.postcode });
      if (kind !== "s") found.size = parseInt(reference[4], 36);
      if (kind === "f") found.today = reference.slice(5);
      if (kind === "s") {
        const [id, commune] = reference.slice(4).split("=");
        Object.assign(found, { id, commune, size: PLACE_SIZE });
      }
      return found;
    }),
  );

/**
 * Return what is named so, or has a name that begins so.
 * @param {SearchIndex} index
 * @param {string[]} words
 */
export const namesStartingWith = async (index, words) =>
  candidates(index, await index.startingWith(words.join("")));

/**
 * @param {Hit} one
 * @returns {one is Candidate}
 */
export const isCommune = (one) => one.kind === "c" || one.kind === "f";

/**
 * Return 2 for the whole name from that word on, or a typo away from it; 1 for whole words of it; 0
 * for its beginning.
 * @param {Candidate} candidate
 * @param {string} key
 */
export const gradeOf = ({ words, start, typos, key: name }, key) => {
  if (name === key || (typos && Number.isInteger(typos))) return 2;
  let rest = key;
  for (let rank = start; rest && rank < words.length; rank++) {
    if (!rest.startsWith(words[rank])) return 0;
    rest = rest.slice(words[rank].length);
  }
  return rest ? 0 : 1;
};

/**
 * @param {Candidate} candidate
 * @param {string} key
 * @param {boolean} isPlace
 */
const valueOf = (candidate, key, isPlace) => {
  const { kind, start, size, typos } = candidate;
  const grade = gradeOf(candidate, key);
  candidate.grade = grade;
  if (kind === "p") return grade === 2 && !start ? PAGE_OF_THAT_TITLE : OTHER_PAGE;
  let value = [0, WHOLE_WORDS, WHOLE_NAME][grade] + size - typos * TYPO;
  if (kind === "s") value += isPlace ? PLACE_ASKED_FOR : 0;
  else if (!start) value += FIRST_WORD;
  if (grade && kind === "c") value += COMMUNE_NAMED;
  if (grade && kind === "f") value += FORMER_COMMUNE_NAMED;
  return value;
};

/** @param {Candidate} candidate */
const identity = ({ kind, id, number, label }) =>
  kind === "s" ? kind + id : kind === "p" ? kind + number : `${kind}${number}${label}`;

/**
 * Return each once, best first.
 * @param {Candidate[]} found
 * @param {string} key
 * @param {boolean} isPlace
 */
export const ranked = (found, key, isPlace, typed = "") => {
  /** @type {Map<string, Candidate>} */
  const best = new Map();
  for (const one of found) {
    one.value = valueOf(one, one.asked ?? key, isPlace);
    if (one.label.toLowerCase() === typed.toLowerCase()) one.value += SAME_LETTERS;
    const name = identity(one);
    const known = best.get(name);
    if (!known || known.value < one.value) best.set(name, one);
  }
  return [...best.values()].sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1));
};
