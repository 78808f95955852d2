// What the list shows, as files for a spreadsheet and for a map. A spreadsheet must never take a
// text for a formula: those that begin as one get an apostrophe before (OWASP, « CSV injection »).
import { APPOINTMENTS, NONE, YES_NO } from "generated/places.js";

/**
 * What a file says besides the places.
 * @typedef {{ title: string, network: { partners: Record<string, string>,
 *   services: Record<string, string> }, address: (place: Place) => string,
 *   credit: { source: string, licence: string, extrait_le: string } }} DownloadContext
 */
/** @typedef {Record<string, string | number>} Row */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they too may stand before a formula
const FORMULA = /^[\s\u0000]*[=+\-@\t\r\n＝＋－＠]/;
/** @type {Record<string, string>} */
const WORDS = { [YES_NO.yes]: "oui", [YES_NO.no]: "non" };
/** @type {Record<string, string>} */
const APPOINTMENT_WORDS = {
  [APPOINTMENTS.none]: "sans rendez-vous",
  [APPOINTMENTS.possible]: "avec ou sans rendez-vous",
  [APPOINTMENTS.required]: "sur rendez-vous",
};
const NO_BREAK = /[\u00a0\u202f\u2060]/g;

/** @param {string | undefined} text */
const plain = (text) => (text ?? "").replace(NO_BREAK, (mark) => (mark === "\u2060" ? "" : " "));

/**
 * @param {string | null | undefined} keys
 * @param {Record<string, string>} names
 */
const named = (keys, names) => {
  if (!keys || keys === NONE) return "";
  return keys
    .split(" ")
    .map((key) => plain(names[key]))
    .join(", ");
};

/**
 * Return one place as a row; numbers stay numbers, and what is unspecified is empty.
 * @param {Place} place
 * @param {DownloadContext} context
 * @returns {Row}
 */
const rowOf = (place, { network, address, credit }) => ({
  nom: plain(place.name),
  adresse: plain(place.street),
  code_postal: place.postcode ?? "",
  commune: plain(place.city),
  departement: place.departement?.code ?? "",
  telephone: plain(place.phone),
  courriel: place.email ?? "",
  horaires_habituels: plain(place.words),
  services_presents: named(place.partners, network.partners),
  services_promis_partout: named(place.promisedPartners, network.partners),
  aide_pour: named(place.services, network.services),
  aide_promise_partout: named(place.promisedServices, network.services),
  fauteuil_roulant: WORDS[place.wheelchair ?? ""] ?? "",
  rendez_vous: APPOINTMENT_WORDS[place.appointment ?? ""] ?? "",
  itinerante: WORDS[place.touring ?? ""] ?? "",
  distance_km: Number.isFinite(place.km) ? Math.round(Number(place.km) * 10) / 10 : "",
  latitude: place.lat ?? "",
  longitude: place.lon ?? "",
  position:
    place.lat === undefined ? "inconnue" : place.isApproximate ? "centre de la commune" : "exacte",
  page: address(place),
  ...credit,
});

/** @param {string | number} value */
const cell = (value) => {
  if (typeof value === "number") return String(value).replace(".", ",");
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

/**
 * Write rows as French spreadsheets open them: a mark that says UTF-8, semicolons, decimal commas.
 * @param {Row[]} rows
 */
const csv = (rows) => {
  const lines = [Object.keys(rows[0]), ...rows.map(Object.values)];
  return `\ufeff${lines.map((line) => `${line.map(cell).join(";")}\r\n`).join("")}`;
};

/**
 * @param {Row[]} rows
 * @param {string} name
 */
const geojson = (rows, name) => {
  const { source, licence, extrait_le } = rows[0];
  const features = rows.map(
    ({ latitude, longitude, source: _, licence: __, extrait_le: ___, ...properties }) => ({
      type: "Feature",
      geometry: latitude === "" ? null : { type: "Point", coordinates: [longitude, latitude] },
      properties,
    }),
  );
  return JSON.stringify({ type: "FeatureCollection", name, source, licence, extrait_le, features });
};

const FORMATS = {
  csv: { type: "text/csv;charset=utf-8", write: csv },
  geojson: { type: "application/geo+json", write: geojson },
};
/** @typedef {keyof typeof FORMATS} DownloadFormat */

/**
 * Return a file of places, of which there is one at least.
 * @param {DownloadFormat} format
 * @param {Place[]} places
 * @param {DownloadContext} context
 */
export const fileOf = (format, places, context) => {
  const { type, write } = FORMATS[format];
  return {
    type,
    content: write(
      places.map((place) => rowOf(place, context)),
      context.title,
    ),
  };
};

/**
 * Have the browser save a file.
 * @param {{ type: string, content: string }} file
 * @param {string} name
 */
export const save = ({ type, content }, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
};
