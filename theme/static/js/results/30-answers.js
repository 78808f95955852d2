// What the page says of each kind of answer: a title, a sentence, and what stands around the list.
const linkItem = ({ title, note, url }, root) =>
  element("li", {}, element("a", { href: root + url }, title), " ", element("span", { class: "meta" }, note));

const titled = (words, ...content) => element("section", {}, element("h2", {}, words), ...content);

const createAnswers = ({ root, index, describe, filters }) => {
  const isOffered = (name, value) =>
    Boolean(filters?.querySelector(value ? `[name="${name}"][value="${value}"]` : `[name="${name}"]`));

  const list = async (found, subject) => {
    const described = await Promise.all(found.map((one) => describe(index, one, subject)));
    return element("ul", { class: "links" }, ...described.map((one) => linkItem(one, root)));
  };

  // Degrees, where the index has whole numbers, and zeros for what nobody knows.
  const degrees = (lat, lon) => (lat || lon ? { lat: lat / 1e4, lon: lon / 1e4 } : { lat: undefined, lon: undefined });

  // A place of a block, as the data files of departments give it.
  const listed = (subject) => (place) => ({
    ...place,
    ...degrees(place.lat, place.lon),
    kind: place.week[0] === "~" ? "a" : "m",
    name: place.label,
    url: `lieux/${place.id}/`,
    place: place.commune,
    words: "Horaires\u00a0: voir la page de la maison.",
    present: presence(
      place.partners?.map((rank) => index.partners[rank][1]),
      isOffered("partenaire"),
      subject?.kind === "partner" && place.promised?.includes(subject.rank) ? [subject.name] : [],
    ),
  });

  const FILTER_NAMES = { partner: "partenaire", service: "service" };

  // The commune's own position, in the block that its places came from.
  const positionOf = async (number) => {
    const block = await index.block(number >> 6);
    return degrees(...block.c.slice((number & 63) * 2, (number & 63) * 2 + 2));
  };

  const nearCommune = async (text, answer) => {
    const { commune, items, subject, others, isKnown, postcode } = answer;
    const { code, name } = commune.departement;
    const where = commune.kind === "f" ? `${commune.label}, aujourd’hui ${commune.today}` : commune.label;
    const ticked = subject && isOffered(FILTER_NAMES[subject.kind], subject.id)
      ? { name: FILTER_NAMES[subject.kind], value: subject.id }
      : null;
    const before = [];
    if (answer.isCorrected)
      before.push(element("p", { class: "notice" }, `Vous avez écrit ${quoted(text)}. Voici les résultats pour ${quoted(commune.label)}.`));
    if (subject?.kind === "partner" && !ticked && !isKnown)
      before.push(element("p", { class: "notice" }, `Les fiches ne disent pas si ce service (${subject.name}) est sur place\u00a0: appelez avant de venir.`));
    if (subject?.kind === "partner" && items.length && items.every((place) => place.promised?.includes(subject.rank)))
      before.push(element("p", { class: "notice" }, `Le réseau promet partout une aide pour ce service (${subject.name}), mais ces lieux n’annoncent pas eux-mêmes qu’un agent y vient\u00a0: pour en voir un, appelez avant de venir.`));
    if (subject?.kind === "service" && !ticked)
      before.push(element("p", {}, `Les maisons aident pour ${quoted(subject.name)}\u00a0: appelez pour savoir quand.`));
    return {
      title: `${near(postcode ? `${postcode} ${where}` : where)} (${name})`,
      kind: "near",
      // How the address says the same place once the question's partner or service is a filter.
      place: postcode ? `${postcode} ${commune.label}` : `${commune.label} (${code})`,
      from: { ...(await positionOf(commune.number)), code, commune: commune.number },
      ticked,
      places: items.slice(0, ticked ? 2 : items.length).map(listed(subject)),
      before,
      after: [
        element("p", { class: "meta" }, "Distances à vol d’oiseau, depuis le centre de la commune."),
        titled("Ailleurs", await list([...(others ?? []), { kind: "d", label: name, code }], subject)),
      ],
    };
  };

  const departement = async ({ code, label }, others) => ({
    title: `${label} (${code})`,
    kind: "departement",
    code,
    after: [
      titled("Voir aussi", await list([{ kind: "d", label, code }, ...others])),
    ],
  });

  const choice = async (text, { items, subject }) => {
    const [{ label }] = items;
    const isOneName = items.every((one) => one.label === label);
    return {
      title: `${isOneName ? label : quoted(text)}\u00a0: de quel lieu s’agit-il ?`,
      words: `${items.length}\u00a0lieux ${isOneName ? "portent ce nom" : "y répondent"}. Choisissez.`,
      before: [await list(items, subject)],
    };
  };

  const none = async (text, { subject, close }) => {
    const network = element("a", { href: `${root}annuaire/` }, "l’annuaire par département");
    const before = [
      element("p", {}, "Vérifiez l’orthographe, ou essayez une commune voisine ou un code postal."),
      element("p", {}, "Vous pouvez aussi parcourir ", network, " et appeler la maison de votre choix\u00a0: on vous dira où aller."),
    ];
    if (close?.length) before.unshift(element("p", {}, "Vouliez-vous dire\u00a0:"), await list(close));
    if (subject) before.unshift(element("p", {}, `Ajoutez une commune\u00a0: ${quoted(`${subject.name} Guéret`)}.`));
    return {
      title: subject ? subject.name : `Rien pour ${quoted(text)}`,
      words: subject ? "Où voulez-vous aller ?" : "Aucun résultat.",
      before,
    };
  };

  const found = async (text, { items, subject, isCorrected }) => {
    const before = [];
    if (isCorrected)
      before.push(element("p", { class: "notice" }, `Rien ne s’écrit exactement ${quoted(text)}. Voici ce qui s’en approche.`));
    if (subject)
      before.push(element("p", { class: "notice" }, `Pour trouver ${quoted(subject.name)} près de chez vous, ajoutez votre commune à la recherche.`));
    before.push(await list(items, subject));
    return {
      title: `Résultats pour ${quoted(text)}`,
      words: `${count(items.length, "résultat", "résultats")}.`,
      before,
    };
  };

  // A department asked for by its very name lists its places; 70 is less than a whole name scores.
  return async (text, answer) => {
    const [best, ...others] = answer.items;
    if (answer.mode === "near") return nearCommune(text, answer);
    if (answer.mode === "choice") return choice(text, answer);
    if (best?.kind === "d" && best.value > 70 && filters) return departement(best, others);
    return best ? found(text, answer) : none(text, answer);
  };
};
