// A place in the list: its state comes first, then where it is and the number to call.
export const placeItem = (root, place) => {
  const far = Number.isFinite(place.km) ? distance(place.km) : "";
  const where = [place.place, place.isInside ? "dans la commune" : far].filter(Boolean).join(", ");
  const item = element("li", {}, element("h3", {}, element("a", { href: root + place.url }, place.name)));
  item.append(
    element("p", { class: "where" }, where),
    place.week
      ? element("p", { class: "today", "data-week": place.week, "data-closed": place.closed, "data-dept": place.dept }, place.words)
      : element("p", { class: "state unknown" }, "Horaires non communiqués"),
  );
  if (place.postcode)
    item.append(element("p", { class: "address" }, [place.street, `${place.postcode} ${place.city}`].filter(Boolean).join(", ")));
  if (place.phone)
    item.append(element("a", { class: "call", href: `tel:${place.phone.replace(/\s/g, "")}` }, element("span", {}, "Appeler le "), place.phone));
  if (place.present) item.append(element("p", { class: "partners" }, place.present));
  return item;
};

// Who is there, in words; nothing where no record of the whole network tells.
export const presence = (names, isAsked, promised = []) =>
  [
    names?.join(", ") ?? (isAsked && !promised.length ? "Services présents\u00a0: non précisés." : ""),
    promised.length ? `${promised.join(", ")}\u00a0: aide promise partout dans le réseau.` : "",
  ].filter(Boolean).join(". ");
