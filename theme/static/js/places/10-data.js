// The data files of places: columns, positions as differences, read back as one object a place.
const requests = new Map();

export const read = (address) => {
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

const COLUMNS =
  "place name url words week closed commune street postcode city phone email partners services promisedPartners promisedServices wheelchair appointment touring";
const columns = COLUMNS.split(" ");

const degrees = (steps, scale) => {
  let sum = 0;
  return steps.map((step) => (sum += step) / scale);
};

// A capital for its kind says that only the commune's centre is known; those without a position
// come last.
export const placesOf = (data) => {
  const lats = degrees(data.lat, data.scale);
  const lons = degrees(data.lon, data.scale);
  return [...data.kind].map((letter, rank) => {
    const place = {
      lat: lats[rank],
      lon: lons[rank],
      kind: letter.toLowerCase(),
      isApproximate: letter < "a",
      dept: data.dept,
    };
    for (const column of columns) place[column] = data[column]?.[rank];
    return place;
  });
};
