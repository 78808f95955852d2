// The answers to a question: names first, then all the words, then with slips of the finger.
const BLOCK = 64;
const DEGREES = 1e4;
const KILOMETRES = 111.195;

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

// 2: the whole name from that word on, or a slip away from it; 1: whole words of it; 0: its beginning.
const gradeOf = ({ words, start, slips, key: name }, key) => {
  if (name === key || (slips && slips === Math.round(slips))) return 2;
  let rest = key;
  for (let rank = start; rest && rank < words.length; rank++) {
    if (!rest.startsWith(words[rank])) return 0;
    rest = rest.slice(words[rank].length);
  }
  return rest ? 0 : 1;
};
const NAMED = { c: 8, f: 4 };
const GRADES = [0, 34, 40];

const value = (candidate, key, isPlace) => {
  const grade = (candidate.grade = gradeOf(candidate, key));
  if (candidate.kind === "p") return candidate.count ? 34 + candidate.count / 10 : grade === 2 ? 70 : 18;
  const named = candidate.kind === "s" ? (isPlace ? 30 : 0) : candidate.start ? 0 : 10;
  return GRADES[grade] + (grade && (NAMED[candidate.kind] ?? 0)) + named + candidate.size;
};

const ranked = (found, key, isPlace, typed = "") => {
  const best = new Map();
  for (const one of found) {
    one.value = value(one, key, isPlace) - (one.slips ?? 0) * 10;
    if (one.label.toLowerCase() === typed.toLowerCase()) one.value += 6;
    const name = one.kind === "s" ? `s${one.id}` : one.kind === "p" ? `p${one.number}` : `${one.kind}${one.number}${one.label}`;
    if (!(best.get(name)?.value >= one.value)) best.set(name, one);
  }
  return [...best.values()].sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1));
};

const fits = (candidate, words) =>
  words.every((word) =>
    [...candidate.words, ...(candidate.around ?? [])].some((one) => one.startsWith(word)),
  );

export const createEngine = (index) => {
  const byName = async (words) =>
    candidates(index, await index.beginning(words.join("")));

  const byWholeWords = async (words) =>
    (await byName(words)).filter((one) => holds(one.words, words, one.start));

  const byAllWords = async (words) => {
    const telling = words.filter((word) => !index.stops.has(word) && (word.length > 1 || /\d/.test(word)));
    if (!telling.length) return [];
    const narrow = [...telling].sort(
      (a, b) => index.breadth(a) - index.breadth(b) || b.length - a.length,
    );
    const found = candidates(index, await index.beginning(narrow[0]));
    return found
      .filter((one) => one.kind !== "p" || !one.count)
      .filter((one) => {
        one.around = [
          ...(one.departement?.names.flat() ?? []),
          ...index.words(one.commune ?? ""),
        ];
        return fits(one, telling);
      });
  };

  const inDepartement = async (words) => {
    const taken = takeDepartement(index, words);
    if (!taken?.rest.length) return [];
    const keep = (found) => found.filter((one) => one.departement === taken.departement);
    const named = keep(await byName(taken.rest));
    const own = named.filter((one) => one.key === taken.rest.join(""));
    if (own.length) return own.map((one) => ({ ...one, asked: one.key }));
    return named.length ? named : keep(await byAllWords(taken.rest));
  };

  const pages = async (words) => {
    const telling = words.filter((word) => !index.stops.has(word) && word.length > 1).slice(0, 6);
    const scores = new Map();
    for (const word of telling) {
      const lines = await index.beginning(word);
      const best = new Map();
      for (const one of candidates(index, lines)) {
        if (one.kind !== "p") continue;
        const points = one.count ? (one.key === word ? 2 : 1) + one.count / 10 : 4;
        best.set(one.number, Math.max(best.get(one.number) ?? 0, points));
      }
      for (const [number, points] of best) {
        const before = scores.get(number) ?? { points: 0, words: 0 };
        scores.set(number, { points: before.points + points, words: before.words + 1 });
      }
    }
    return [...scores]
      .map(([number, score]) => ({ kind: "p", number, ...score }))
      .filter((one) => one.words >= telling.length / 2)
      .sort((a, b) => b.words - a.words || b.points - a.points);
  };

  const corrections = async (word) => {
    const most = tolerance(word);
    if (!most || /\d/.test(word)) return [];
    const near = new Map();
    const weigh = (other, open) => {
      const slips = edits(word, other, most, open);
      if (slips <= most && !(near.get(other) <= slips)) near.set(other, slips);
    };
    for (const line of await index.around(word)) {
      const other = line.words[line.start] ?? line.key;
      weigh(other, false);
    }
    for (const other of await index.endings(word)) weigh(other, false);
    near.delete(word);
    return [...near].sort((a, b) => a[1] - b[1]).slice(0, 6);
  };

  // The whole as typed against the names around it, which costs nothing more to fetch.
  const withSlips = async (words) => {
    const key = words.join("");
    const most = tolerance(key);
    const close = [];
    for (const line of await index.around(key)) {
      if (line.references[0] === "p" && line.references.includes(":")) continue;
      const isOpen = key.length > 4 && line.key.length > key.length && line.key.startsWith(key.slice(0, 2));
      const slips = Math.min(
        edits(key, line.key, most),
        isOpen ? edits(key, line.key, most, true) + 0.5 : Infinity,
      );
      if (slips <= most + 0.5) close.push({ line, slips });
    }
    return close.flatMap(({ line, slips }) =>
      candidates(index, [line]).map((one) => ({ ...one, slips })),
    );
  };

  // Each of the longest words, put right with the words around it and those with its ending.
  const withWordsPutRight = async (words) => {
    const found = [];
    const telling = words.filter((word) => !index.stops.has(word)).sort((a, b) => b.length - a.length);
    for (const word of telling.slice(0, 2)) {
      const tried = await corrections(word);
      const least = tried[0]?.[1];
      for (const [other, slips] of tried.filter((one) => one[1] === least).slice(0, 4)) {
        const right = words.map((one) => (one === word ? other : one));
        let named = await byName(right);
        if (!named.length && words.length > 1) named = await byAllWords(right);
        for (const one of named) found.push({ ...one, slips });
      }
      if (found.length) break;
    }
    return found;
  };

  // Communes that one of the words names: « rue de la République Guéret ».
  const byOneWord = async (words) => {
    const telling = words.filter((word) => word.length > 2 && !index.stops.has(word) && index.breadth(word) < 3);
    const named = await Promise.all(telling.slice(-4).map((word) => byWholeWords([word])));
    return named.flat().filter((one) => "cf".includes(one.kind) && !one.start);
  };

  const loosely = async (words) => {
    let found = await withSlips(words);
    if (found.some((one) => one.slips <= 1)) return found;
    const ways = [withWordsPutRight, byOneWord];
    for (const way of words.length > 2 ? ways.reverse() : ways) {
      found = [...found, ...(await way(words))];
      if (found.length) return found;
    }
    return byFirstWords(words);
  };

  // The beginning of what was typed, when the whole is nowhere.
  const byFirstWords = async (words) => {
    for (let count = words.length - 1; count > 0; count--) {
      if (index.stops.has(words[count - 1])) continue;
      const found = (await byName(words.slice(0, count))).filter((one) => !one.start && one.kind !== "p");
      if (found.length) return found;
    }
    return [];
  };

  // Big communes that a slip hides behind the beginning of a smaller name: « tule » and Tulette.
  const hidden = async (key, found) => {
    if (key.length < 4 || found.some((one) => gradeOf(one, key))) return [];
    const lines = (await index.around(key)).filter((one) => !one.start && edits(key, one.key, 1) === 1);
    return candidates(index, lines)
      .filter((one) => one.kind === "c" && one.size > 11)
      .map((one) => ({ ...one, slips: 1 }));
  };

  const territories = (words) => {
    const key = words.join("");
    const found = [];
    for (const [kind, list] of [["d", index.departements], ["r", index.regions]]) {
      for (const one of list) {
        const names = one.names.map((name) => name.join(""));
        const isExact = names.includes(key);
        if (isExact || (key.length > 2 && names.some((name) => name.startsWith(key))))
          found.push({ kind, label: one.name, code: one.code, value: isExact ? (kind === "d" ? 78 : 77) : 21 });
      }
    }
    return found;
  };

  // With `isPatient`, slips of the finger are looked for too, which fetches more.
  const ask = async (text, isPatient = true) => {
    const question = understand(index, text);
    const { words, isPlace, subject } = question;
    const answer = { ...question, found: [], isCorrected: false };
    if (!words.length) {
      const exact = subject ? (await byName(question.typed)).filter((one) => one.key === question.typed.join("") && !one.start && one.kind !== "p") : [];
      answer.found = [...ranked(exact, question.typed.join(""), false), ...(await pages(question.typed))];
      return answer;
    }
    const key = words.join("");
    const code = words.find((word) => /^\d{3,5}$/.test(word));
    if (code && (words.length > 1 ? code.length === 5 : true)) {
      const rest = words.filter((word) => word !== code);
      const coded = candidates(index, await index.postcode(code)).filter((one) => fits(one, rest));
      if (coded.length) {
        answer.postcode = code;
        answer.found = ranked(coded, key, false);
        return answer;
      }
    }
    const named = await byName(words);
    let found = named.filter((one) => one.kind !== "p" || !one.count || one.key === key);
    const zones = territories(words);
    if (named.length && !zones.length) found.push(...(await hidden(key, named)));
    if (!found.length) found = await inDepartement(words);
    if (!found.length && !zones.length && words.length > 1) found = await byAllWords(words);
    const bare = withoutStops(index, withoutNear(index, words));
    if (!found.length && !zones.length && bare.length && bare.length < words.length) {
      found = await byWholeWords(bare);
      if (!found.length) found = await inDepartement(bare);
    }
    let texts = [];
    if (!found.length && !zones.length) {
      texts = await pages(question.typed);
      const isSure = texts[0]?.words === question.typed.filter((word) => !index.stops.has(word)).length;
      if (!isSure && isPatient) {
        found = await loosely(words);
        answer.isCorrected = found.length > 0;
      }
    }
    answer.found = [...zones, ...ranked(found, key, isPlace, text.trim())].sort((a, b) => b.value - a.value);
    answer.found.push(...texts);
    return answer;
  };

  const kilometres = (lat, lon, place) => {
    const north = (place.lat - lat) / DEGREES;
    const east = ((place.lon - lon) / DEGREES) * Math.cos(((lat + place.lat) / 2 / DEGREES) * (Math.PI / 180));
    return Math.hypot(north, east) * KILOMETRES;
  };

  const placesOf = (block) =>
    block.s.map(([label, id, commune, number, lat, lon, phone, partners, week, closed, dept]) => ({
      kind: "s", label, id, commune, number, lat, lon, phone, partners, week, closed, dept,
    }));

  // The places around a commune, nearest first, those inside before the others.
  const near = async (number, subject = null, count = 5) => {
    const block = await index.block(Math.floor(number / BLOCK));
    const rank = (number % BLOCK) * 2;
    const [lat, lon] = block.c.slice(rank, rank + 2);
    let places = placesOf(block);
    const isKnown = places.some((place) => place.partners);
    if (subject?.kind === "partner" && isKnown)
      places = places.filter((place) => place.partners?.includes(subject.rank));
    for (const place of places) {
      place.isInside = place.number === number;
      place.km = lat || lon ? (place.lat || place.lon ? kilometres(lat, lon, place) : Infinity) : NaN;
    }
    places.sort((a, b) => b.isInside - a.isInside || a.km - b.km);
    return { places: places.slice(0, Math.max(count, places.filter((one) => one.isInside).length)), isKnown };
  };

  // The places around a position in degrees, which goes nowhere.
  const around = async (latitude, longitude, count = 10) => {
    const [lat, lon] = [latitude * DEGREES, longitude * DEGREES];
    const blocks = (await index.middles())
      .map((middle, number) => ({ number, km: middle ? kilometres(lat, lon, { lat: middle[0] * 100, lon: middle[1] * 100 }) : Infinity }))
      .sort((a, b) => a.km - b.km)
      .slice(0, 4);
    const found = new Map();
    for (const block of await Promise.all(blocks.map(({ number }) => index.block(number)))) {
      for (const place of placesOf(block)) {
        place.km = place.lat || place.lon ? kilometres(lat, lon, place) : Infinity;
        found.set(place.id, place);
      }
    }
    return [...found.values()].sort((a, b) => a.km - b.km).slice(0, count);
  };

  // What the page of results lists: communes to choose from, places around one, or what was found.
  const answer = async (text) => {
    const asked = await ask(text);
    const [best] = asked.found;
    const communes = asked.found.filter((one) => one.kind === "c" || one.kind === "f");
    if (!best) return { ...asked, mode: "none", items: [] };
    const isRival = (one) => (one.kind === "d" ? one.value > 70 : one.grade === best.grade);
    if (best.kind === "c" || best.kind === "f") {
      const rivals = asked.found.filter(
        (one) => "cfd".includes(one.kind) && one.number !== best.number && best.value - one.value < 3 && isRival(one),
      );
      if (rivals.length && !asked.postcode) return { ...asked, mode: "choice", items: [best, ...rivals] };
      const { places, isKnown } = await near(best.number, asked.subject);
      const others = communes.filter((one) => one.number !== best.number).slice(0, 6);
      return { ...asked, mode: "near", commune: best, isKnown, items: places, others };
    }
    return { ...asked, mode: "list", items: asked.found.slice(0, 20) };
  };

  return { ask, near, around, answer, index };
};
