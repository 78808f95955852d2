// The list of the page: each place of the map gets a button that shows it there, and is marked
// when the map tells about it.
const SIDE_BY_SIDE = matchMedia("(min-width: 60em)");
const pathOf = (link) => new URL(link.href).pathname;

const joinList = (base, markers, show) => {
  const links = new Map();
  for (const link of document.querySelectorAll("main li a[href]")) links.set(pathOf(link), link);
  const items = new Map();
  for (const marker of markers) {
    const link = marker.point.url && links.get(base + marker.point.url);
    const item = link?.closest("li");
    if (!item) continue;
    item.querySelector(".map-show")?.remove();
    const button = element("button", "map-show", "Voir sur la carte");
    button.type = "button";
    button.append(element("span", "visually-hidden", `\u00a0: ${marker.point.name}`));
    button.addEventListener("click", () => show(marker, button));
    item.append(button);
    items.set(marker, item);
  }
  return (marker) => {
    for (const item of items.values()) item.classList.remove("map-chosen");
    const item = items.get(marker);
    item?.classList.add("map-chosen");
    if (SIDE_BY_SIDE.matches) item?.scrollIntoView({ block: "nearest" });
  };
};
