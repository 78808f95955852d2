import assert from "node:assert/strict";
import { test } from "node:test";
import { fileOf } from "theme/listing/downloads.js";

const context = {
  title: "Près de Guéret",
  network: { partners: { caf: "CAF", msa: "MSA" }, services: {} },
  address: ({ url }) => `https://msap.example/${url}`,
  credit: { source: "Essai", licence: "Licence Ouverte 2.0", extrait_le: "2026-11-23" },
};
const place = {
  ...{
    kind: "m",
    name: "Maison d’Ahun",
    place: "Ahun",
    url: "lieux/ahun/",
    words: "Lundi : 9\u00a0h",
  },
  ...{ city: "Ahun", postcode: "23150", partners: "caf msa", km: 12.345, lat: 46.086, lon: 2.045 },
  departement: { code: "23" },
};
const rowsOf = (content) =>
  content
    .slice(1)
    .trimEnd()
    .split("\r\n")
    .map((row) => row.split(";"));

test("a spreadsheet opens it: its mark, semicolons, decimal commas, no no-break space", () => {
  const { type, content } = fileOf("csv", [place], context);
  assert.equal(type, "text/csv;charset=utf-8");
  assert.equal(content[0], "\ufeff");
  const [names, row] = rowsOf(content);
  const told = Object.fromEntries(names.map((name, rank) => [name, row[rank]]));
  assert.equal(told.distance_km, "12,3");
  assert.equal(told.latitude, "46,086");
  assert.equal(told.horaires_habituels, "Lundi : 9 h");
  assert.equal(told.services_presents, "CAF, MSA");
  assert.equal(told.aide_pour, "");
});

test("no text is taken for a formula", () => {
  for (const name of ["=1+1", "+33", "-2", "@a", "\t=1", "＝1"]) {
    const [, row] = rowsOf(fileOf("csv", [{ ...place, name }], context).content);
    assert.equal(row[0][0], "'", JSON.stringify(name));
  }
});

test("quotes and semicolons stay inside a cell", () => {
  const { content } = fileOf("csv", [{ ...place, name: 'a;b "c"' }], context);
  assert.ok(content.includes('\r\n"a;b ""c""";'));
});

test("a map opens it: longitude first, no geometry without a position", () => {
  const unknown = { ...place, lat: undefined, lon: undefined };
  const { features, licence } = JSON.parse(fileOf("geojson", [place, unknown], context).content);
  assert.deepEqual(features[0].geometry, { type: "Point", coordinates: [2.045, 46.086] });
  assert.equal(features[1].geometry, null);
  assert.equal(features[1].properties.position, "inconnue");
  assert.equal(licence, "Licence Ouverte 2.0");
});
