// What the list shows, as files for a spreadsheet and for a map. A spreadsheet must never take a
// text for a formula: those that begin as one get an apostrophe before (OWASP, « CSV injection »).
const FORMULA = /^[\s\u0000]*[=+\-@\t\r\n＝＋－＠]/;
const WORDS = { y: "oui", n: "non" };
const APPOINTMENTS = { n: "sans rendez-vous", p: "avec ou sans rendez-vous", r: "sur rendez-vous" };
const NO_BREAK = /[\u00a0\u202f\u2060]/g;

const plain = (text) => (text ?? "").replace(NO_BREAK, (mark) => (mark === "\u2060" ? "" : " "));

// One place as a row; numbers stay numbers, and what nobody told is empty.
const rowOf = (place, { network, address, credit }) => {
  const named = (keys, names) => (keys && keys !== "-" ? keys.split(" ").map((key) => plain(names[key])).join(", ") : "");
  return {
    nom: plain(place.name),
    adresse: plain(place.street),
    code_postal: place.postcode,
    commune: plain(place.city),
    departement: place.departement.code,
    telephone: plain(place.phone),
    courriel: place.email ?? "",
    horaires_habituels: plain(place.words),
    services_presents: named(place.partners, network.partners),
    services_promis_partout: named(place.promisedPartners, network.partners),
    aide_pour: named(place.services, network.services),
    aide_promise_partout: named(place.promisedServices, network.services),
    fauteuil_roulant: WORDS[place.wheelchair] ?? "",
    rendez_vous: APPOINTMENTS[place.appointment] ?? "",
    itinerante: WORDS[place.touring] ?? "",
    distance_km: Number.isFinite(place.km) ? Math.round(place.km * 10) / 10 : "",
    latitude: place.lat ?? "",
    longitude: place.lon ?? "",
    position: place.lat === undefined ? "inconnue" : place.isApproximate ? "centre de la commune" : "exacte",
    page: address(place),
    ...credit,
  };
};

const cell = (value) => {
  if (typeof value === "number") return String(value).replace(".", ",");
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

// As French spreadsheets open it: a mark that says UTF-8, semicolons, decimal commas.
const csv = (rows) =>
  `\ufeff${[Object.keys(rows[0]), ...rows.map(Object.values)].map((row) => `${row.map(cell).join(";")}\r\n`).join("")}`;

const geojson = (rows, name) => {
  const { source, licence, extrait_le } = rows[0];
  const features = rows.map(({ latitude, longitude, source: _, licence: __, extrait_le: ___, ...properties }) => ({
    type: "Feature",
    geometry: latitude === "" ? null : { type: "Point", coordinates: [longitude, latitude] },
    properties,
  }));
  return JSON.stringify({ type: "FeatureCollection", name, source, licence, extrait_le, features });
};

const FORMATS = {
  csv: ["text/csv;charset=utf-8", csv],
  geojson: ["application/geo+json", geojson],
};

export const fileOf = (format, places, about) => {
  const [type, write] = FORMATS[format];
  return { type, content: write(places.map((place) => rowOf(place, about)), about.title) };
};

const save = ({ type, content }, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
};
