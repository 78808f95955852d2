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
    const data = await read(address);
    for (const shape of ["land", "here", "borders"]) {
      if (!data[shape]) continue;
      await pause();
      L[shape === "borders" ? "polyline" : "polygon"](
        data[shape].map((steps) => line(steps, data.scale)),
        { className: `map-${shape}`, interactive: false, smoothFactor: 1.5 },
      ).addTo(map);
    }
  }
};

const points = (map, address, options) => {
  const group = L.markerClusterGroup({
    ...options,
    animate: false,
    chunkedLoading: true,
    chunkInterval: SLICE,
    chunkDelay: 4,
    iconCreateFunction: clusterIcon,
  });
  fill(map, group, address);
  return group;
};

const fill = async (map, group, address) => {
  const { base } = section.dataset;
  const markers = [];
  const data = await read(address);
  await pause();
  await inSlices(pointsOf(data), (point) => markers.push(markerOf(point)));
  group.addLayers(markers);
  let mark = () => {};
  const show = (marker, opener) => {
    mark(marker);
    return showPopup(map, marker, base, opener);
  };
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
  mark = joinList(base, markers, (marker, button) => {
    map.getContainer().scrollIntoView({ block: "nearest" });
    group.zoomToShowLayer(marker, () => show(marker, button));
  });
};

const load = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.async = false;
    script.onload = resolve;
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });

const style = (address) =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    link.onerror = () => reject(new Error(address));
    document.head.append(link);
  });

export const open = async (asked) => {
  section = asked;
  const { data, scripts, style: sheet } = section.dataset;
  const addresses = scripts.split(" ");
  const drawing = addresses.pop();
  globalThis.msapMap = { prepare, outlines, points };
  await Promise.all([style(sheet), ...addresses.map(load), ...data.split(" ").map(read)]);
  section.append(section.querySelector("template").content.cloneNode(true));
  await pause();
  await load(drawing);
  await pause();
  section.querySelector(".map").focus({ preventScroll: true });
};
