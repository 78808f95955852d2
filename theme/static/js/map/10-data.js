// The data files of a map: columns of differences, read back as points and lines.
const requests = new Map();

const read = (address) => {
  if (!requests.has(address)) {
    const answer = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      return response.json();
    });
    answer.catch(() => requests.delete(address));
    requests.set(address, answer);
  }
  return requests.get(address);
};

// Lets the browser draw and answer before the next piece of work.
const pause = () => new Promise((resolve) => setTimeout(resolve));

const degrees = (steps, scale) => {
  let sum = 0;
  return steps.map((step) => (sum += step) / scale);
};

const line = (steps, scale) => {
  const vertices = [];
  let lat = 0;
  let lon = 0;
  for (let i = 0; i < steps.length; i += 2) {
    vertices.push([(lat += steps[i]) / scale, (lon += steps[i + 1]) / scale]);
  }
  return vertices;
};

const details = (data, rank) => ({
  name: data.name[rank],
  url: data.url[rank],
  words: data.words[rank],
  week: data.week[rank],
  closed: data.closed[rank],
  dept: data.dept,
});

// A point of the country's map knows the file that tells the rest, and its rank there.
const pointsOf = (data) => {
  const lats = degrees(data.lat, data.scale);
  const lons = degrees(data.lon, data.scale);
  const sources = (data.files ?? []).flatMap(([file, count]) =>
    Array.from({ length: count }, (_, rank) => ({ file, rank })),
  );
  return lats.map((lat, rank) => ({
    lat,
    lon: lons[rank],
    kind: data.kind[rank].toLowerCase(),
    isApproximate: data.kind[rank] < "a",
    place: data.place[rank],
    ...(data.files ? sources[rank] : details(data, rank)),
  }));
};

const complete = async (point) => {
  if (!point.name) Object.assign(point, details(await read(point.file), point.rank));
  return point;
};
