import assert from "node:assert/strict";
import { test } from "node:test";
import { editsBetween, tolerance } from "theme/fuzzy/edits.js";

test("letters changed, missing, added or swapped count one each", () => {
  assert.equal(editsBetween("gueret", "gueret", 2), 0);
  assert.equal(editsBetween("guerat", "gueret", 2), 1);
  assert.equal(editsBetween("guret", "gueret", 2), 1);
  assert.equal(editsBetween("guereet", "gueret", 2), 1);
  assert.equal(editsBetween("geuret", "gueret", 2), 1);
  assert.equal(editsBetween("abc", "xyz", 2), Infinity);
});

test("the distance is the same both ways, and grows by one with a letter more", () => {
  const words = ["ahun", "aubusson", "bourganeuf", "la souterraine", "felletin"];
  for (const a of words) {
    for (const b of words) {
      assert.equal(editsBetween(a, b, 20), editsBetween(b, a, 20), `${a} ${b}`);
      assert.ok(editsBetween(`${a}x`, b, 20) <= editsBetween(a, b, 20) + 1, `${a} ${b}`);
    }
  }
});

test("what a name has at its end may be left out", () => {
  assert.equal(editsBetween("florac", "florac trois rivieres", 1), Infinity);
  assert.equal(editsBetween("florac", "florac trois rivieres", 1, true), 0);
  assert.equal(editsBetween("florec", "florac trois rivieres", 1, true), 1);
});

test("short words allow none, long ones two", () => {
  assert.deepEqual(["ger", "gere", "guereta", "bourganeuf"].map(tolerance), [0, 1, 1, 2]);
});
