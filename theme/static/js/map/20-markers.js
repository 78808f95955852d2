// Markers told apart by shape, and the names that screen readers say.
const KINDS = { m: "maison ouverte", a: "arrêt d’une maison itinérante", p: "maison en projet" };
const SLICE = 12; // milliseconds of work before the browser may draw and answer
const TARGET = 44; // pixels

const inSlices = async (items, work) => {
  let end = 0;
  for (const item of items) {
    if (performance.now() > end) {
      await pause();
      end = performance.now() + SLICE;
    }
    work(item);
  }
};

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const markerOf = (point) => {
  const marker = L.marker([point.lat, point.lon], {
    icon: L.divIcon({ className: `map-marker map-${point.kind}`, iconSize: [TARGET, TARGET] }),
    title: `${point.name ?? point.place}, ${KINDS[point.kind]}`,
  });
  marker.point = point;
  return marker;
};

const clusterIcon = (cluster) => {
  const count = cluster.getChildCount();
  const html = element("span", "", "");
  html.append(
    element("span", "map-count", String(count)),
    element("span", "visually-hidden", " lieux, agrandir la carte"),
  );
  return L.divIcon({ html, className: "map-cluster", iconSize: [TARGET, TARGET] });
};
