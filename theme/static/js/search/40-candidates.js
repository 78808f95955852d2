// What the lines of the index stand for, and how well each answers.
const candidates = (index, lines) =>
  lines.flatMap((line) =>
    line.references.split(",").map((reference) => {
      const kind = reference[0];
      const found = { kind, label: line.label, start: line.start, key: line.key, words: line.words };
      if (kind === "p") {
        const [number, count] = reference.slice(1).split(":");
        return { ...found, number: parseInt(number, 36), count: count ? +count : 0, size: 6 };
      }
      const number = parseInt(reference.slice(1, 4), 36);
      const departement = index.departement(number);
      Object.assign(found, { number, departement, postcode: line.postcode, size: 1 });
      if (kind !== "s") found.size = parseInt(reference[4], 36);
      if (kind === "f") found.today = reference.slice(5);
      if (kind === "s") {
        const [id, commune] = reference.slice(4).split("=");
        Object.assign(found, { id, commune, size: 8 });
      }
      return found;
    }),
  );

const isCommune = ({ kind }) => kind === "c" || kind === "f";

// 2: the whole name from that word on, or a slip away from it; 1: whole words of it; 0: its beginning.
const gradeOf = ({ words, start, slips, key: name }, key) => {
  if (name === key || (slips && Number.isInteger(slips))) return 2;
  let rest = key;
  for (let rank = start; rest && rank < words.length; rank++) {
    if (!rest.startsWith(words[rank])) return 0;
    rest = rest.slice(words[rank].length);
  }
  return rest ? 0 : 1;
};

const NAMED = { c: 8, f: 4 };
const GRADES = [0, 34, 40];

const valueOf = (candidate, key, isPlace) => {
  candidate.grade = gradeOf(candidate, key);
  if (candidate.kind === "p") return candidate.grade === 2 && !candidate.start ? 70 : 18;
  const named = candidate.kind === "s" ? (isPlace ? 30 : 0) : candidate.start ? 0 : 10;
  const whole = candidate.grade ? (NAMED[candidate.kind] ?? 0) : 0;
  return GRADES[candidate.grade] + whole + named + candidate.size - (candidate.slips ?? 0) * 10;
};

const identity = ({ kind, id, number, label }) =>
  kind === "s" ? kind + id : kind === "p" ? kind + number : `${kind}${number}${label}`;

// Each once, best first. `asked` says which of the words typed a candidate answers, all by default.
const ranked = (found, key, isPlace, typed = "") => {
  const best = new Map();
  for (const one of found) {
    one.value = valueOf(one, one.asked ?? key, isPlace);
    if (one.label.toLowerCase() === typed.toLowerCase()) one.value += 6;
    const name = identity(one);
    if (!(best.get(name)?.value >= one.value)) best.set(name, one);
  }
  return [...best.values()].sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1));
};
