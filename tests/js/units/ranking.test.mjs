import assert from "node:assert/strict";
import { test } from "node:test";
import { gradeOf, ranked } from "theme/search/candidates.js";

const candidate = (label, more = {}) => {
  const words = label.toLowerCase().split(/[ -]/);
  const start = more.start ?? 0;
  return {
    ...{ kind: "c", label, words, start, key: words.slice(start).join("") },
    ...{ number: 0, size: 10, count: 0, typos: 0, grade: 0, value: 0 },
    ...more,
  };
};
const labels = (found, key, isPlace = false, typed = "") =>
  ranked(found, key, isPlace, typed).map(({ label }) => label);

test("a whole name is worth more than whole words of it, these more than a beginning", () => {
  assert.equal(gradeOf(candidate("Saint-Flour"), "saintflour"), 2);
  assert.equal(gradeOf(candidate("Saint-Flour-de-Mercoire"), "saintflour"), 1);
  assert.equal(gradeOf(candidate("Saint-Florent"), "saintflo"), 0);
  assert.equal(gradeOf(candidate("Saint-Flours", { typos: 1 }), "saintflour"), 2);
  assert.equal(gradeOf(candidate("Saint-Flours-la-Ville", { typos: 1.5 }), "saintflour"), 0);
});

test("size never makes up for a name", () => {
  const town = candidate("Tulette", { size: 20 });
  assert.deepEqual(labels([town, candidate("Tule", { size: 1, number: 1 })], "tule"), [
    "Tule",
    "Tulette",
  ]);
});

test("a name from its first word comes before one from a later word", () => {
  const inside = candidate("Saint-Ouen", { start: 1, size: 12 });
  assert.deepEqual(labels([inside, candidate("Ouen", { number: 1 })], "ouen"), [
    "Ouen",
    "Saint-Ouen",
  ]);
});

test("today's commune comes before a former one of its name and size", () => {
  const former = candidate("Ahun", { kind: "f", number: 1, today: "Autre" });
  assert.deepEqual(
    ranked([former, candidate("Ahun")], "ahun", false).map(({ kind }) => kind),
    ["c", "f"],
  );
});

test("a place comes first when the question is about one", () => {
  const place = candidate("Maison d’Ahun", {
    kind: "s",
    id: "ahun",
    key: "ahun",
    start: 2,
    words: ["maison", "d", "ahun"],
    size: 8,
  });
  const commune = candidate("Ahun");
  assert.deepEqual(labels([place, commune], "ahun"), ["Ahun", "Maison d’Ahun"]);
  assert.deepEqual(labels([place, commune], "ahun", true), ["Maison d’Ahun", "Ahun"]);
});

test("each is listed once, at its best", () => {
  const twice = [candidate("Ahun", { typos: 1 }), candidate("Ahun")];
  const [found, ...others] = ranked(twice, "ahun", false);
  assert.equal(found.typos, 0);
  assert.deepEqual(others, []);
});

test("the accents that were typed decide between equals", () => {
  const both = [candidate("Retz"), candidate("Rétz", { key: "retz", words: ["retz"], number: 1 })];
  assert.deepEqual(labels(both, "retz", false, "rétz"), ["Rétz", "Retz"]);
});
