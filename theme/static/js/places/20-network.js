// All places, by way of the file that says where the file of each department is and in which box
// its places lie: few files are fetched, and the places found are the nearest all the same.
const RADIUS = 6371.0088; // kilometres
const REACH = 200; // kilometres: beyond, a place is no answer
const AT_ONCE = 3; // files
const radians = (degrees) => (degrees * Math.PI) / 180;

// As distance_km of msap/domain/distance.py.
export const kilometres = (a, b) => {
  const north = Math.sin(radians(b.lat - a.lat) / 2);
  const east = Math.sin(radians(b.lon - a.lon) / 2);
  const chord = north ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * east ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(Math.min(1, chord)));
};

// No place of the box is nearer than this: it lies behind a parallel and behind a meridian.
export const kilometresToBox = ({ lat, lon }, { south, west, north, east }) => {
  const along = Math.max(south - lat, lat - north, 0);
  const aside = Math.min(Math.max(west - lon, lon - east, 0), 90);
  const meridian = Math.asin(Math.cos(radians(lat)) * Math.sin(radians(aside)));
  return RADIUS * Math.max(radians(along), meridian);
};

const byDistance = (a, b) =>
  b.isInside - a.isInside || a.km - b.km || (a.url < b.url ? -1 : 1);

export const openNetwork = async (address) => {
  const data = await read(address);
  const folder = address.replace(/[^/]*$/, "");
  const departements = data.departements.map(
    ([code, file, south, west, north, east, facts, days, from, to]) => ({
      code,
      file,
      south: south / data.scale,
      west: west / data.scale,
      north: north / data.scale,
      east: east / data.scale,
      facts: new Set(data.facts.filter((_, rank) => facts[rank] === "1")),
      days,
      from,
      to,
    }),
  );

  // The places and stops of a department, in the order of its list.
  const placesIn = async (departement) =>
    placesOf(await read(folder + departement.file))
      .filter(({ kind }) => kind !== "p")
      .map((place) => ({ ...place, departement, city: place.city || place.place }));

  // The places nearest to a position, those of its commune first: `count` at least, if so many are
  // within reach. A file is left alone when its box is farther than the last place kept, or when
  // `mayMatch` says of its department that nothing there can match.
  const nearest = async ({ lat, lon, code, commune = NaN }, count, matches, mayMatch) => {
    const waiting = departements
      .filter(mayMatch)
      .map((one) => ({ one, km: one.code === code ? 0 : kilometresToBox({ lat, lon }, one) }))
      .filter(({ km }) => km <= REACH)
      .sort((a, b) => a.km - b.km);
    let found = [];
    while (waiting.length) {
      const last = found[count - 1] ?? { km: REACH };
      const worth = waiting.filter(({ km }) => !last.isInside && km <= last.km);
      const around = worth.filter(({ km }) => !km).length;
      const wave = worth.slice(0, around || AT_ONCE);
      if (!wave.length) break;
      waiting.splice(0, wave.length);
      const places = (await Promise.all(wave.map(({ one }) => placesIn(one)))).flat();
      for (const place of places) {
        place.isInside = place.commune === commune;
        place.km = place.lat === undefined ? Infinity : kilometres({ lat, lon }, place);
      }
      found.push(...places.filter((place) => (place.isInside || place.km <= REACH) && matches(place)));
      found.sort(byDistance);
    }
    const inside = found.filter((place) => place.isInside).length;
    return found.slice(0, Math.max(count, inside));
  };

  return { ...data, departements, placesIn, nearest };
};
