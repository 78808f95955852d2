import { element } from "../dom/elements.js";
import { distance } from "./words.js";

/**
 * Make the item of a place: its state comes first, then where it is and the number to call.
 * @param {string} root
 * @param {Place} place
 */
export const placeItem = (root, place) => {
  const { week, closed, dept, phone } = place;
  const far = Number.isFinite(place.km) ? distance(Number(place.km)) : "";
  const where = [place.place, place.isInside ? "dans la commune" : far].filter(Boolean).join(", ");
  const address = [place.street, `${place.postcode} ${place.city}`].filter(Boolean).join(", ");
  const hours = { class: "today", "data-week": week, "data-closed": closed, "data-dept": dept };
  return element(
    "li",
    {},
    element("h3", {}, element("a", { href: root + place.url }, place.name)),
    element("p", { class: "where" }, where),
    week
      ? element("p", hours, place.words)
      : element("p", { class: "state unknown" }, "Horaires non communiqués"),
    place.postcode && element("p", { class: "address" }, address),
    phone &&
      element(
        "a",
        { class: "call", href: `tel:${phone.replace(/\s/g, "")}` },
        element("span", {}, "Appeler le "),
        phone,
      ),
    place.present && element("p", { class: "partners" }, place.present),
  );
};
