// Places of a block and how far they are, as domain/distance.py measures.
const DEGREES = 1e4;
const RADIUS = 6371.0088; // kilometres
const REACH = 200; // kilometres: beyond, a place is no answer
const WITH_PARTNER = 2; // places that a block holds for each commune and partner

const kilometres = (one, other) => {
  const radians = (degrees) => (degrees / DEGREES) * (Math.PI / 180);
  const north = Math.sin(radians(other.lat - one.lat) / 2);
  const east = Math.sin(radians(other.lon - one.lon) / 2);
  const chord = north ** 2 + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * east ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(Math.min(1, chord)));
};

// A rank below zero is that of a partner promised everywhere, of which the record says nothing.
const partnersOf = (ranks) => {
  const [partners, promised] = [ranks?.filter((rank) => rank >= 0), ranks?.filter((rank) => rank < 0)];
  return { partners: promised?.length && !partners.length ? null : partners, promised: promised?.map((rank) => ~rank) };
};
const placesOf = (block) =>
  block.s.map(([label, id, commune, number, lat, lon, phone, ranks, week, closed, dept]) => ({
    kind: "s", label, id, commune, number, lat, lon, phone, week, closed, dept, ...partnersOf(ranks),
  }));
