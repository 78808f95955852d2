import assert from "node:assert/strict";
import { test } from "node:test";
import { kilometres, kilometresToBox } from "theme/places/great_circle.js";
import { distance, near } from "theme/results/words.js";

const PARIS = { lat: 48.8566, lon: 2.3522 };
const LYON = { lat: 45.764, lon: 4.8357 };

test("a great circle, the same both ways", () => {
  assert.ok(Math.abs(kilometres(PARIS, LYON) - 391.5) < 0.5);
  assert.equal(kilometres(PARIS, LYON), kilometres(LYON, PARIS));
  assert.equal(kilometres(PARIS, PARIS), 0);
  const half = kilometres({ lat: 0, lon: 0 }, { lat: 0, lon: 180 });
  assert.ok(Math.abs(half - Math.PI * 6371.0088) < 1e-6);
});

test("no point of a box is nearer than the box", () => {
  const box = { south: 45, west: 1, north: 46, east: 3 };
  for (let lat = 41; lat <= 51; lat += 0.7) {
    for (let lon = -5; lon <= 9; lon += 0.9) {
      const least = kilometresToBox({ lat, lon }, box);
      for (let step = 0; step <= 20; step++) {
        for (const point of [
          { lat: box.south + step / 20, lon: box.west },
          { lat: box.north, lon: box.west + step / 10 },
          { lat: box.south, lon: box.west + step / 10 },
          { lat: box.south + step / 20, lon: box.east },
        ])
          assert.ok(least <= kilometres({ lat, lon }, point) + 1e-9, `${lat} ${lon}`);
      }
    }
  }
  assert.equal(kilometresToBox({ lat: 45.5, lon: 2 }, box), 0);
});

test("distances are rounded as people say them", () => {
  const words = [0.02, 0.34, 0.949, 1, 2.04, 9.96, 120.4].map(distance);
  assert.deepEqual(words, [
    ...["à 100\u00a0m", "à 300\u00a0m", "à 900\u00a0m", "à 1\u00a0km"],
    ...["à 2\u00a0km", "à 10\u00a0km", "à 120\u00a0km"],
  ]);
});

test("a name takes the article that French gives it", () => {
  assert.deepEqual(["Aubusson", "Le Mans", "Les Mées", "Guéret"].map(near), [
    ...["Près d’Aubusson", "Près du Mans", "Près des Mées", "Près de Guéret"],
  ]);
});
