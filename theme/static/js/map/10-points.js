// What a map is drawn from: outlines as differences, points from data files or from the page.
let data; // the module that reads the data files

// Lets the browser draw and answer before the next piece of work.
const pause = () => new Promise((resolve) => setTimeout(resolve));

const line = (steps, scale) => {
  const vertices = [];
  let lat = 0;
  let lon = 0;
  for (let i = 0; i < steps.length; i += 2) {
    vertices.push([(lat += steps[i]) / scale, (lon += steps[i + 1]) / scale]);
  }
  return vertices;
};

// A point of the country's map knows the file that tells the rest, and its rank there.
const pointsOf = async (address) => {
  const content = await data.read(address);
  const points = data.placesOf(content).filter(({ lat }) => lat !== undefined);
  const sources = (content.files ?? []).flatMap(([file, count]) =>
    Array.from({ length: count }, (_, rank) => ({ file, rank })),
  );
  return points.map((point, rank) => Object.assign(point, sources[rank]));
};

const complete = async (point) => {
  if (!point.name) Object.assign(point, data.placesOf(await data.read(point.file))[point.rank]);
  return point;
};
