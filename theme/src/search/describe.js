// What people read of something found, and where it leads.
import { DEPARTEMENTS, DIRECTORY, PLACES, SEARCH } from "generated/addresses.js";
import { fold } from "./folding.js";

/** @param {string} name */
const slug = (name) => fold(name).join("-");

/** @type {Record<string, string>} */
const KINDS = {
  c: "Commune",
  f: "Ancienne commune",
  s: "Maison",
  d: "Département",
  r: "Région",
};

/**
 * Return the words and the address of something found, in front of which stands the subject asked.
 * @param {SearchIndex} index
 * @param {Hit} hit
 * @param {SearchSubject | null} [subject]
 */
export const describe = async (index, hit, subject) => {
  const { kind, label: title = "" } = hit;
  if (kind === "p") {
    const [name, url, note] = await index.page(Number(hit.number));
    return { title: name, note, url };
  }
  if (kind === "d") {
    const code = String(hit.code);
    const url = `${DEPARTEMENTS}${code.toLowerCase()}-${slug(title)}/`;
    return { title, note: `${KINDS.d} (${code})`, url };
  }
  if (kind === "r") return { title, note: KINDS.r, url: `${DIRECTORY}${slug(title)}/` };
  const one = /** @type {Candidate} */ (hit);
  const { code, name } = /** @type {SearchDepartement} */ (one.departement);
  if (kind === "s") {
    const where = one.commune && !title.includes(one.commune) ? `${one.commune}, ` : "";
    return { title, note: `${KINDS.s} · ${where}${name}`, url: `${PLACES}${one.id}/` };
  }
  const today = kind === "f" ? ` · aujourd’hui ${one.today}` : "";
  const place = one.postcode ? `${one.postcode} ${title}` : `${title} (${code})`;
  const about = subject ? `${subject.name} ` : "";
  return {
    title: one.postcode ? place : title,
    note: `${subject ? `${subject.name} près de cette commune` : KINDS[kind]} · ${name}${today}`,
    url: `${SEARCH}?q=${encodeURIComponent(about + place).replace(/%20/g, "+")}`,
  };
};
