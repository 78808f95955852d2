// The answers to a question that a name, a postal code or a territory settles. What else the words
// may mean is in the folder `guess`, which `loadGuess` fetches when nothing here answers.
const BLOCK = 64;
const EXACT = { d: 78, r: 77 };
const BEGUN = 21;
const DISTRICT = "arrondissement";
const MUCH_BIGGER = 6; // doublings of the population

export const createEngine = (index, loadGuess) => {
  const byName = async (words) => candidates(index, await index.beginning(words.join("")));

  const inDepartement = async (words) => {
    const taken = takeDepartement(index, words);
    if (!taken?.rest.length) return [];
    const named = (await byName(taken.rest)).filter((one) => one.departement === taken.departement);
    const key = taken.rest.join("");
    const own = named.filter((one) => one.key === key);
    return (own.length ? own : named).map((one) => ({ ...one, asked: key }));
  };

  const ofPostcode = async (words) => {
    const code = words.find((word) => /^\d{3,5}$/.test(word));
    if (!code || (words.length > 1 && code.length < 5)) return { code: "", found: [] };
    const rest = words.filter((word) => word !== code);
    const all = candidates(index, await index.postcode(code));
    // A city has the codes of all its arrondissements, each of which has but its own.
    const districts = all.filter((one) => one.words.at(-1) === DISTRICT);
    const found = districts.length ? districts : all;
    return { code, found: found.filter((one) => rest.every((word) => one.words.some((own) => own.startsWith(word)))) };
  };

  // Departments and regions: « 23 », « Creuse », « département de la Creuse », « Creuse 23 ».
  const territories = (typed) => {
    const words = withoutAnnounce(index, typed);
    const key = words.join("");
    const found = [];
    for (const [kind, list] of [["d", index.departements], ["r", index.regions]]) {
      for (const one of list) {
        const names = one.names.map((name) => name.join(""));
        const code = one.code?.toLowerCase();
        const isExact = names.includes(key) || names.some((name) => key === name + code || key === code + name);
        if (isExact || (key.length > 2 && names.some((name) => name.startsWith(key))))
          found.push({ kind, label: one.name, code: one.code, value: isExact ? EXACT[kind] : BEGUN });
      }
    }
    return found;
  };

  // What the folder `guess` builds on.
  const tools = { index, byName, takeDepartement, candidates, gradeOf, holds, isCommune };
  let guess;
  const guessing = async () => {
    guess ??= loadGuess().then((module) => module.createGuess(tools));
    guess.catch(() => (guess = undefined));
    return guess;
  };

  // A partner or service alone: places that bear its name, then pages. A place is likely to follow:
  // nothing is fetched for who is still typing.
  const onSubject = async ({ typed, subject }, isPatient) => {
    if (!isPatient) return [];
    const key = typed.join("");
    const exact = subject ? candidates(index, await index.exactly(key)) : [];
    const places = exact.filter((one) => !one.start && one.kind !== "p");
    return [...ranked(places, key, false), ...(await (await guessing()).texts(typed))];
  };

  // What the words name: as they are, with a department, or without what stands before a name.
  const namedBy = async (words, zones) => {
    const named = (await byName(words)).filter((one) => !one.count);
    if (named.length) return named;
    const inside = await inDepartement(words);
    const bare = withoutStops(index, withoutNear(index, words));
    if (inside.length || zones.length || !bare.length || bare.length === words.length) return inside;
    const asked = bare.join("");
    const exact = candidates(index, await index.exactly(asked));
    return exact.length ? exact.map((one) => ({ ...one, asked })) : inDepartement(bare);
  };

  // Adds what the words may mean besides a name to what was found; pages apart.
  const addGuesses = async (answer, zones, found) => {
    const key = answer.words.join("");
    const more = await (await guessing()).guess(answer, found);
    const isTitle = (one) => one.kind !== "p" || (!one.start && one.key === key);
    const kept = more.texts.length ? found.filter(isTitle) : found;
    const isKnown = (page) => kept.some((one) => one.kind === "p" && one.number === page.number);
    answer.isCorrected = more.isCorrected;
    zones.push(...more.zones);
    return { found: [...kept, ...more.found], texts: more.texts.filter((page) => !isKnown(page)) };
  };

  // With `isPatient`, what the words may mean besides a name is looked for too, which fetches more.
  const ask = async (text, isPatient = true) => {
    const answer = { ...understand(index, text), found: [], isCorrected: false };
    const { words, isPlace, typed } = answer;
    if (!typed.length) return answer;
    if (!words.length) return { ...answer, found: await onSubject(answer, isPatient) };
    const key = words.join("");
    const { code, found: coded } = await ofPostcode(words);
    if (coded.length) return { ...answer, postcode: code, found: ranked(coded, key, false) };
    const zones = territories(words);
    let found = await namedBy(words, zones);
    let texts = [];
    const isSettled = zones.length || found.some((one) => one.kind !== "p" && gradeOf(one, one.asked ?? key));
    if (isPatient && !isSettled) ({ found, texts } = await addGuesses(answer, zones, found));
    const names = ranked(found, key, isPlace, text.trim());
    const isTextFirst = texts[0]?.isSure && names[0]?.kind !== "p";
    const settled = [...zones, ...names].sort((a, b) => b.value - a.value);
    answer.found = isTextFirst ? [...texts, ...settled] : [...settled, ...texts];
    return answer;
  };

  // The places around a commune, nearest first, those inside before the others.
  const near = async (number, subject = null, count = 5) => {
    const block = await index.block(Math.floor(number / BLOCK));
    const rank = (number % BLOCK) * 2;
    const [lat, lon] = block.c.slice(rank, rank + 2);
    let places = placesOf(block);
    const isKnown = places.some((place) => place.partners || place.promised);
    if (subject?.kind === "partner" && isKnown) {
      places = places.filter((place) => [place.partners, place.promised].some((ranks) => ranks?.includes(subject.rank)));
      count = Math.min(count, WITH_PARTNER);
    }
    for (const place of places) {
      place.isInside = place.number === number;
      place.km = (lat || lon) && (place.lat || place.lon) ? kilometres({ lat, lon }, place) : Infinity;
    }
    const inside = places.filter((place) => place.isInside).length;
    places = places.filter((place) => place.isInside || place.km <= REACH);
    places.sort((a, b) => b.isInside - a.isInside || a.km - b.km || (a.id < b.id ? -1 : 1));
    return { places: places.slice(0, Math.max(count, inside)), isKnown };
  };

  // Communes that one may mean as well: the same name, or a far bigger one that begins so.
  const rivalsOf = (best, found) =>
    found.filter((one) => {
      if (one.kind === "d") return best.value - one.value < 3 && one.value > BEGUN;
      if (!isCommune(one) || one.number === best.number) return false;
      const isAlike = one.grade === best.grade && best.value - one.value < 3;
      return isAlike || (one.grade && !one.start && !best.asked && one.size - best.size >= MUCH_BIGGER);
    });

  // What the page of results lists: communes to choose from, places around one, or what was found.
  const answer = async (text) => {
    const asked = await ask(text);
    const [best] = asked.found;
    if (!best) {
      const close = asked.words.length ? await (await guessing()).leastUnlike(asked.words) : [];
      return { ...asked, mode: "none", items: [], close };
    }
    if (!isCommune(best)) return { ...asked, mode: "list", items: asked.found.slice(0, 20) };
    const rivals = asked.postcode ? [] : rivalsOf(best, asked.found);
    if (rivals.length) {
      const items = [best, ...rivals].sort((a, b) => (b.size ?? 99) - (a.size ?? 99));
      return { ...asked, mode: "choice", items };
    }
    const { places, isKnown } = await near(best.number, asked.subject);
    const others = asked.found.filter((one) => isCommune(one) && one.number !== best.number).slice(0, 6);
    return { ...asked, mode: "near", commune: best, isKnown, items: places, others };
  };

  return { ask, near, answer, index };
};
