// What the page says of each kind of answer: a title, a sentence, and what stands around the list.
import { DIRECTORY, PLACES } from "generated/addresses.js";
import { PARTNER, SERVICE } from "generated/filters.js";
import { PLACE, STOP } from "generated/places.js";
import { DEPARTEMENT_SHOWN } from "generated/ranking.js";
import { WITH_PARTNER } from "generated/search.js";
import { element } from "../dom/elements.js";
import { describe } from "../search/describe.js";
import { positionOf } from "./nearest.js";
import { count, near, presence, quoted } from "./words.js";

const FILTER_NAMES = { partner: PARTNER, service: SERVICE };

/** @typedef {import("./nearest.js").Outcome} Outcome */
/** @typedef {Extract<Outcome, { mode: "near" }>} NearOutcome */

/** @param {(Node | string)[]} content */
const notice = (...content) => element("p", { class: "notice" }, ...content);

/**
 * @param {string} words
 * @param {Node[]} content
 */
const titled = (words, ...content) => element("section", {}, element("h2", {}, words), ...content);

/**
 * @param {string} root
 * @param {SearchIndex} index
 * @param {HTMLFormElement | null} filters
 */
export const createAnswers = (root, index, filters) => {
  /**
   * @param {string} name
   * @param {string} [value]
   */
  const isOffered = (name, value) =>
    Boolean(filters?.querySelector(`[name="${name}"]${value ? `[value="${value}"]` : ""}`));

  /**
   * @param {Hit[]} found
   * @param {SearchSubject | null} [subject]
   */
  const list = async (found, subject) => {
    const described = await Promise.all(found.map((one) => describe(index, one, subject)));
    return element(
      "ul",
      { class: "links" },
      ...described.map(({ title, note, url }) =>
        element(
          "li",
          {},
          element("a", { href: root + url }, title),
          " ",
          element("span", { class: "meta" }, note),
        ),
      ),
    );
  };

  /**
   * Return a place of a tile as the data files of departments give it.
   * @param {import("./nearest.js").TilePlace} place
   * @param {SearchSubject | null} subject
   * @returns {Place}
   */
  const listed = ({ partners, promised, label, id, commune, ...place }, subject) => ({
    ...place,
    commune: place.number,
    kind: place.week[0] === "~" ? STOP : PLACE,
    name: label,
    url: `${PLACES}${id}/`,
    place: commune,
    words: "Horaires\u00a0: voir la page de la maison.",
    present: presence(
      partners?.map((rank) => index.partners[rank][1]),
      isOffered(PARTNER),
      subject?.kind === "partner" && promised?.includes(subject.rank) ? [subject.name] : [],
    ),
  });

  /**
   * @param {string} text
   * @param {NearOutcome} outcome
   * @returns {Promise<Query>}
   */
  const nearCommune = async (text, outcome) => {
    const { commune, places, subject, others, isKnown, postcode } = outcome;
    const { label } = commune;
    const { code, name } = /** @type {SearchDepartement} */ (commune.departement);
    const where = commune.kind === "f" ? `${label}, aujourd’hui ${commune.today}` : label;
    const ticked =
      subject && isOffered(FILTER_NAMES[subject.kind], subject.id)
        ? { name: FILTER_NAMES[subject.kind], value: subject.id }
        : null;
    const before = [];
    if (outcome.isCorrected)
      before.push(
        notice(`Vous avez écrit ${quoted(text)}. Voici les résultats pour ${quoted(label)}.`),
      );
    if (subject?.kind === "partner") {
      const isPromised =
        places.length && places.every((one) => one.promised?.includes(subject.rank));
      const promise = isPromised ? "Le réseau promet cette aide partout. " : "";
      if (promise || !(ticked || isKnown))
        before.push(
          notice(
            `${promise}Les fiches ne disent pas si ce service (${subject.name}) est sur place\u00a0: appelez avant de venir.`,
          ),
        );
    }
    if (subject?.kind === "service" && !ticked)
      before.push(
        element(
          "p",
          {},
          `Les maisons aident pour ${quoted(subject.name)}\u00a0: appelez pour savoir quand.`,
        ),
      );
    return {
      title: `${near(postcode ? `${postcode} ${where}` : where)} (${name})`,
      kind: "near",
      place: postcode ? `${postcode} ${label}` : `${label} (${code})`,
      from: { ...(await positionOf(index, commune.number)), code, commune: commune.number },
      ticked,
      places: places
        .slice(0, ticked ? WITH_PARTNER : places.length)
        .map((place) => listed(place, subject)),
      before,
      after: [
        element(
          "p",
          { class: "meta" },
          "Distances à vol d’oiseau, depuis le centre de la commune.",
        ),
        titled("Ailleurs", await list([...others, { kind: "d", label: name, code }], subject)),
      ],
    };
  };

  /**
   * Return what lists the places of a department; `others` were found besides.
   * @param {Hit} hit
   * @param {Hit[]} others
   * @returns {Promise<Query>}
   */
  const departement = async ({ code, label }, others = []) => ({
    title: `${label} (${code})`,
    kind: "departement",
    code,
    after: [titled("Voir aussi", await list([{ kind: "d", label, code }, ...others]))],
  });

  /**
   * @param {string} text
   * @param {Outcome} outcome
   * @returns {Promise<Query>}
   */
  const choice = async (text, { items, subject }) => {
    const [{ label = "" }] = items;
    const isOneName = items.every((one) => one.label === label);
    return {
      title: `${isOneName ? label : quoted(text)}\u00a0: de quel lieu s’agit-il ?`,
      words: `${items.length}\u00a0lieux ${isOneName ? "portent ce nom" : "y répondent"}. Choisissez.`,
      before: [await list(items, subject)],
    };
  };

  /**
   * @param {string} text
   * @param {Outcome} outcome
   * @returns {Promise<Query>}
   */
  const none = async (text, { subject, close }) => {
    const directory = element("a", { href: root + DIRECTORY }, "l’annuaire par département");
    /** @type {Node[]} */
    const before = [
      element("p", {}, "Vérifiez l’orthographe, ou essayez une commune voisine ou un code postal."),
      element("p", {}, "Vous pouvez aussi parcourir ", directory, "."),
    ];
    if (close.length)
      before.unshift(element("p", {}, "Vouliez-vous dire\u00a0:"), await list(close));
    if (subject)
      before.unshift(
        element("p", {}, `Ajoutez une commune\u00a0: ${quoted(`${subject.name} Guéret`)}.`),
      );
    return {
      title: subject ? subject.name : `Rien pour ${quoted(text)}`,
      words: subject ? "Où voulez-vous aller ?" : "Aucun résultat.",
      before,
    };
  };

  /**
   * @param {string} text
   * @param {Outcome} outcome
   * @returns {Promise<Query>}
   */
  const found = async (text, { items, subject, isCorrected }) => {
    const before = [];
    if (isCorrected)
      before.push(
        notice(`Rien ne s’écrit exactement ${quoted(text)}. Voici ce qui s’en approche.`),
      );
    if (subject)
      before.push(
        notice(
          `Pour trouver ${quoted(subject.name)} près de chez vous, ajoutez votre commune à la recherche.`,
        ),
      );
    return {
      title: `Résultats pour ${quoted(text)}`,
      words: `${count(items.length, "résultat", "résultats")}.`,
      before: [...before, await list(items, subject)],
    };
  };

  /**
   * Return what the page says of an outcome. A department asked for by its very name lists its
   * places.
   * @param {string} text
   * @param {Outcome} outcome
   */
  const toQuestion = (text, outcome) => {
    const [best, ...others] = outcome.items;
    if (outcome.mode === "near") return nearCommune(text, outcome);
    if (outcome.mode === "choice") return choice(text, outcome);
    if (best?.kind === "d" && Number(best.value) > DEPARTEMENT_SHOWN && filters)
      return departement(best, others);
    return best ? found(text, outcome) : none(text, outcome);
  };

  return { toQuestion, departement };
};
