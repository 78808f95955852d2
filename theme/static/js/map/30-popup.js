// The popup of a point. Its text comes from records, so it is only ever set as text.
const popupContent = (point, base) => {
  const content = document.createElement("div");
  const link = element("a", "map-name", point.name);
  link.href = base + point.url;
  const where = point.kind === "p" ? point.place : `${point.place} · ${KINDS[point.kind]}`;
  const hours = element("p", "today", point.words);
  if (point.week) {
    hours.dataset.week = point.week;
    hours.dataset.closed = point.closed;
    if (point.dept) hours.dataset.dept = point.dept;
  }
  content.append(link, element("p", "map-kind", where), hours);
  if (point.phone) {
    const phone = element("a", "map-phone", point.phone);
    phone.href = `tel:${point.phone.replace(/\s/g, "")}`;
    content.append(phone);
  }
  if (point.isApproximate) content.append(element("p", "meta", "Position approximative."));
  return content;
};

// A marker half under the popup would be a target too small to hit: it hides meanwhile.
const hideUnder = (map, frame, opener) => {
  const box = frame?.getBoundingClientRect();
  for (const icon of map.getPanes().markerPane.children) {
    const own = icon.getBoundingClientRect();
    const isUnder =
      box && icon !== opener && own.left < box.right && own.right > box.left && own.top < box.bottom && own.bottom > box.top;
    icon.classList.toggle("map-under", Boolean(isUnder));
  }
};

const showPopup = async (map, marker, base, opener) => {
  const point = await complete(marker.point);
  const popup = L.popup({
    offset: [0, -6],
    minWidth: 150,
    maxWidth: Math.min(260, map.getSize().x - 96),
    maxHeight: map.getSize().y - 96,
    autoPanPadding: [12, 12],
    closeOnEscapeKey: false,
  });
  const content = popupContent(point, base);
  popup.setLatLng(marker.getLatLng()).setContent(content).openOn(map);
  const frame = popup.getElement();
  opening.show();
  popup.update();
  frame.setAttribute("role", "dialog");
  frame.setAttribute("aria-label", point.name);
  frame.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", "Fermer");
  const hide = () => hideUnder(map, frame, marker.getElement());
  hide();
  map.on("moveend", hide);
  frame.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    popup.close();
  });
  // Leaflet takes the popup away before it says so: who had the focus is asked before.
  let hadFocus = true;
  frame.addEventListener("focusin", () => (hadFocus = true));
  frame.addEventListener("focusout", (event) => (hadFocus = !event.relatedTarget));
  popup.on("remove", () => {
    map.off("moveend", hide);
    hideUnder(map);
    if (!hadFocus) return;
    const target = opener?.isConnected ? opener : map.getContainer();
    target.focus({ preventScroll: true });
  });
  content.querySelector("a").focus({ preventScroll: true });
};
