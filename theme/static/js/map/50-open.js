// What the script written by folium calls, and `open`, which loads all of it.
let section;

const prepare = (map) => {
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", section.dataset.name);
  L.control.zoom({ position: "bottomleft", zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
  map.attributionControl.setPrefix(false);
  for (const button of section.querySelectorAll("[data-bounds]")) {
    const [south, west, north, east] = button.dataset.bounds.split(" ").map(Number);
    button.addEventListener("click", () => {
      map.closePopup();
      map.fitBounds([[south, west], [north, east]], { animate: false });
    });
  }
};

const outlines = async (map, addresses) => {
  map.attributionControl.addAttribution("Contours\u00a0: IGN");
  for (const address of addresses) {
    const shapes = await data.read(address);
    for (const shape of ["land", "here", "borders"]) {
      if (!shapes[shape]) continue;
      await pause();
      L[shape === "borders" ? "polyline" : "polygon"](
        shapes[shape].map((steps) => line(steps, shapes.scale)),
        { className: `map-${shape}`, interactive: false, smoothFactor: 1.5 },
      ).addTo(map);
    }
  }
};

let board; // the map of the page and what stands on it

const points = (map, address, options) => {
  const group = L.markerClusterGroup({
    ...options,
    animate: false,
    chunkedLoading: true,
    chunkInterval: SLICE,
    chunkDelay: 4,
    iconCreateFunction: clusterIcon,
  });
  board = { map, group, mark: () => {} };
  group.on("click", (event) => show(event.layer, event.layer.getElement()));
  group.on("keydown", (event) => {
    if (!["Enter", " "].includes(event.originalEvent.key)) return;
    event.originalEvent.preventDefault();
    show(event.layer, event.layer.getElement());
  });
  group.on("clusterkeydown", (event) => {
    if (event.originalEvent.key !== " ") return;
    event.originalEvent.preventDefault();
    event.layer.zoomToBounds();
    map.getContainer().focus();
  });
  if (address) pointsOf(address).then(fill);
  return group;
};

const show = (marker, opener) => {
  board.mark(marker);
  return showPopup(board.map, marker, section.dataset.base, opener);
};

const fill = async (found) => {
  const { map, group } = board;
  const markers = [];
  await pause();
  await inSlices(found, (point) => markers.push(markerOf(point)));
  group.addLayers(markers);
  board.mark = joinList(section.dataset.base, markers, (marker, button) => {
    map.getContainer().scrollIntoView({ block: "nearest" });
    group.zoomToShowLayer(marker, () => show(marker, button));
  });
};

// Shows other places than before, on a map whose page gives them, and the position they are near.
const replace = async (found, from) => {
  const { map, group } = board;
  const located = found.filter(({ lat }) => lat !== undefined);
  map.closePopup();
  group.clearLayers();
  board.from?.remove();
  if (from?.lat !== undefined) {
    const icon = L.divIcon({ className: "map-marker map-from", iconSize: [TARGET, TARGET] });
    board.from = L.marker([from.lat, from.lon], { icon, interactive: false, keyboard: false }).addTo(map);
    located.push(from);
  }
  // Wider on the left, where the zoom buttons would hide a marker.
  if (located.length)
    map.fitBounds(located.map(({ lat, lon }) => [lat, lon]), { animate: false, paddingTopLeft: [72, 32], paddingBottomRight: [32, 32], maxZoom: 11 });
  await fill(located.filter((place) => place !== from));
};

const load = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    [script.src, script.integrity] = address.split("#");
    script.async = false;
    script.onload = resolve;
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });

const style = (address) =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    [link.href, link.integrity] = address.split("#");
    link.onload = resolve;
    link.onerror = () => reject(new Error(address));
    document.head.append(link);
  });

// Gives what shows other places on the map, for the page that has none of its own to fetch.
export const open = async (asked) => {
  section = asked;
  const { places, data: files, scripts, style: sheet } = section.dataset;
  const addresses = scripts.split(" ");
  const drawing = addresses.pop();
  globalThis.msapMap = { prepare, outlines, points };
  data = await import(places);
  const fetched = files.split(" ").filter(Boolean).map(data.read);
  await Promise.all([style(sheet), ...addresses.map(load), ...fetched]);
  section.append(section.querySelector("template").content.cloneNode(true));
  await pause();
  await load(drawing);
  await pause();
  section.querySelector(".map").focus({ preventScroll: true });
  return replace;
};
