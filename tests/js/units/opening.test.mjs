import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, iso, state, today } from "theme/opening/opening.js";

const WEEK = "540-720|540-720|540-720|540-720|540-720||";
const at = (text) => Date.parse(text);
const plain = (words) => words.replace(/[\u00a0\u2060]/g, (mark) => (mark === "\u00a0" ? " " : ""));

test("an instant is that of the place's clocks, whatever the visitor's", () => {
  const noon = at("2026-07-01T12:00:00Z");
  assert.equal(clock(noon) - clock(noon, "974"), -120);
  assert.equal(iso(Math.floor(clock(at("2026-06-30T23:30:00Z")) / 1440)), "2026-07-01");
});

test("open, about to close, closed until tomorrow", () => {
  const place = { week: WEEK };
  assert.equal(state(place, at("2026-11-23T10:00:00+01:00")).kind, "open");
  const soon = state(place, at("2026-11-23T11:45:00+01:00"));
  assert.deepEqual([soon.kind, plain(soon.words)], ["soon", "Ferme dans 15 minutes"]);
  const closed = state(place, at("2026-11-23T12:00:00+01:00"));
  assert.deepEqual([closed.kind, plain(closed.words)], ["closed", "Fermé · rouvre demain à 9 h"]);
});

test("a public holiday and a closure come before usual hours", () => {
  const christmas = state({ week: WEEK }, at("2026-12-25T10:00:00+01:00"));
  assert.match(plain(christmas.words), /^Jour férié \(Noël\)/);
  const place = { week: WEEK, closed: "2026-11-23/2026-11-24" };
  assert.equal(today(place, clock(at("2026-11-23T10:00:00+01:00"))), "fermeture exceptionnelle");
});

test("a day that is not told is unknown, never closed", () => {
  const place = { week: "?|540-720|||||" };
  assert.equal(state(place, at("2026-11-23T10:00:00+01:00")).kind, "unknown");
});
