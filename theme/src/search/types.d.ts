/** What the search passes on; `index.js` reads it from the files that publish/search writes. */

interface SearchTerritory {
  name: string;
  /** The folded words of each of its names. */
  names: string[][];
}

interface SearchDepartement extends SearchTerritory {
  code: string;
  /** The number of its first commune. */
  first: number;
}

/** A line of the index: a name from its word `start` on, or a word of texts. */
interface IndexLine {
  label: string;
  start: number;
  words: string[];
  key: string;
  references: string;
  postcode?: string;
}

/** Something found; `kind` is the letter of `DocumentKind` in publish/search/documents.py. */
interface Hit {
  kind: string;
  label?: string;
  code?: string;
  number?: number;
  value?: number;
  /** True of a page that has every word that tells something. */
  isSure?: boolean;
}

/** What a line of the index stands for. */
interface Candidate extends Hit {
  label: string;
  start: number;
  key: string;
  words: string[];
  number: number;
  size: number;
  /** How often a text has the word; 0 for names. */
  count: number;
  /** Typos between what was typed and the name; half a one more when the name goes on. */
  typos: number;
  grade: number;
  value: number;
  departement?: SearchDepartement;
  postcode?: string;
  /** Today's commune of a former one. */
  today?: string;
  id?: string;
  commune?: string;
  /** Which of the words typed it answers, all by default. */
  asked?: string;
  others?: string[];
}

interface SearchSubject {
  kind: "partner" | "service";
  id: string;
  name: string;
  rank: number;
}

/** A question as `ask` understands and answers it. */
interface Answer {
  typed: string[];
  words: string[];
  subject: SearchSubject | null;
  isPlace: boolean;
  isCorrected: boolean;
  postcode?: string;
  found: Hit[];
}

/** What the fuzzy fallback adds to an answer. */
interface FuzzyAnswer {
  found: Candidate[];
  zones: Hit[];
  texts: Hit[];
  isCorrected: boolean;
}

type SearchIndex = import("./index.js").SearchIndex;
type SearchEngine = import("./engine.js").SearchEngine;
