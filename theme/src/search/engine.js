// The answers to a question that a name, a postal code or a territory settles. What else the words
// may mean is in the folder `fuzzy`, which is fetched when nothing here answers.
import { DEPARTEMENT_NAMED, REGION_NAMED, TERRITORY_BEGUN } from "generated/ranking.js";
import { candidates, gradeOf, isCommune, namesStartingWith, ranked } from "./candidates.js";
import {
  takeDepartement,
  understand,
  withoutAnnounce,
  withoutNear,
  withoutStopWords,
} from "./question.js";

/** What the fallback needs of what is here already. */
const NAMES = { candidates, gradeOf, isCommune, namesStartingWith };
/** @typedef {typeof NAMES} CandidateTools */

const DISTRICT = "arrondissement";

/** @param {SearchIndex} index */
export const createEngine = (index) => {
  /**
   * @param {string[]} words
   * @returns {Promise<Candidate[]>}
   */
  const inDepartement = async (words) => {
    const taken = takeDepartement(index, words);
    if (!taken?.rest.length) return [];
    const named = (await namesStartingWith(index, taken.rest)).filter(
      (one) => one.departement === taken.departement,
    );
    const key = taken.rest.join("");
    const own = named.filter((one) => one.key === key);
    return (own.length ? own : named).map((one) => ({ ...one, asked: key }));
  };

  /** @param {string[]} words */
  const ofPostcode = async (words) => {
    const code = words.find((word) => /^\d{3,5}$/.test(word));
    if (!code || (words.length > 1 && code.length < 5)) return { code: "", found: [] };
    const rest = words.filter((word) => word !== code);
    const all = candidates(index, await index.postcode(code));
    // A city has the codes of all its arrondissements, each of which has but its own.
    const districts = all.filter((one) => one.words.at(-1) === DISTRICT);
    const found = (districts.length ? districts : all).filter((one) =>
      rest.every((word) => one.words.some((own) => own.startsWith(word))),
    );
    return { code, found };
  };

  /**
   * Return departments and regions: « 23 », « Creuse », « département de la Creuse », « Creuse 23 ».
   * @param {string[]} typed
   */
  const territories = (typed) => {
    const key = withoutAnnounce(index, typed).join("");
    /** @type {Hit[]} */
    const found = [];
    /**
     * @param {string} kind
     * @param {SearchTerritory} one
     * @param {number} named
     * @param {string} [code]
     */
    const add = (kind, one, named, code) => {
      const names = one.names.map((name) => name.join(""));
      const short = code?.toLowerCase();
      const isExact =
        names.includes(key) || names.some((name) => key === name + short || key === short + name);
      if (isExact || (key.length > 2 && names.some((name) => name.startsWith(key))))
        found.push({ kind, label: one.name, code, value: isExact ? named : TERRITORY_BEGUN });
    };
    for (const one of index.departements) add("d", one, DEPARTEMENT_NAMED, one.code);
    for (const one of index.regions) add("r", one, REGION_NAMED);
    return found;
  };

  /** @type {Promise<import("../fuzzy/fallback.js").FuzzyFallback> | undefined} */
  let loaded;
  const fuzzy = () => {
    loaded ??= import("../fuzzy/fallback.js").then((module) => module.createFallback(index, NAMES));
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };

  /**
   * Answer a partner or service alone: places that bear its name, then pages. A place is likely to
   * follow: nothing is fetched for who is still typing.
   * @param {Answer} answer
   * @param {boolean} mayFetch
   */
  const onSubject = async ({ typed, subject }, mayFetch) => {
    if (!mayFetch) return [];
    const key = typed.join("");
    const exact = subject ? candidates(index, await index.exactly(key)) : [];
    const places = exact.filter((one) => !one.start && one.kind !== "p");
    return [...ranked(places, key, false), ...(await (await fuzzy()).texts(typed))];
  };

  /**
   * Return what the words name: as they are, with a department, or without what stands before.
   * @param {string[]} words
   * @param {Hit[]} zones
   */
  const namedBy = async (words, zones) => {
    const named = (await namesStartingWith(index, words)).filter((one) => !one.count);
    if (named.length) return named;
    const inside = await inDepartement(words);
    const bare = withoutStopWords(index, withoutNear(index, words));
    if (inside.length || zones.length || !bare.length || bare.length === words.length)
      return inside;
    const asked = bare.join("");
    const exact = candidates(index, await index.exactly(asked));
    return exact.length ? exact.map((one) => ({ ...one, asked })) : inDepartement(bare);
  };

  /**
   * Add what the words may mean besides a name to what was found; pages apart.
   * @param {Answer} answer
   * @param {Hit[]} zones
   * @param {Candidate[]} found
   */
  const addFuzzy = async (answer, zones, found) => {
    const key = answer.words.join("");
    const more = await (await fuzzy()).find(answer, found);
    const isTitle = (/** @type {Candidate} */ one) =>
      one.kind !== "p" || (!one.start && one.key === key);
    const kept = more.texts.length ? found.filter(isTitle) : found;
    const isKnown = (/** @type {Hit} */ page) =>
      kept.some((one) => one.kind === "p" && one.number === page.number);
    answer.isCorrected = more.isCorrected;
    zones.push(...more.zones);
    return {
      found: [...kept, ...more.found],
      texts: more.texts.filter((page) => !isKnown(page)),
    };
  };

  /**
   * Answer a question. With `mayFetch`, what the words may mean besides a name is looked for too,
   * which fetches more.
   * @param {string} text
   * @returns {Promise<Answer>}
   */
  const ask = async (text, mayFetch = true) => {
    /** @type {Answer} */
    const answer = { ...understand(index, text), found: [], isCorrected: false };
    const { words, isPlace, typed } = answer;
    if (!typed.length) return answer;
    if (!words.length) return { ...answer, found: await onSubject(answer, mayFetch) };
    const key = words.join("");
    const { code, found: coded } = await ofPostcode(words);
    if (coded.length) return { ...answer, postcode: code, found: ranked(coded, key, false) };
    const zones = territories(words);
    let found = await namedBy(words, zones);
    /** @type {Hit[]} */
    let texts = [];
    const isSettled =
      zones.length || found.some((one) => one.kind !== "p" && gradeOf(one, one.asked ?? key));
    if (mayFetch && !isSettled) ({ found, texts } = await addFuzzy(answer, zones, found));
    const names = ranked(found, key, isPlace, text.trim());
    const isTextFirst = texts[0]?.isSure && names[0]?.kind !== "p";
    const settled = [...zones, ...names].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
    answer.found = isTextFirst ? [...texts, ...settled] : [...settled, ...texts];
    return answer;
  };

  return { ask, fuzzy, index };
};

/** @typedef {ReturnType<typeof createEngine>} SearchEngine */
