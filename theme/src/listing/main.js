// The list of places with its filters: the address holds them, the nearest that match go to the store.
import { PARTNER } from "generated/filters.js";
import { NONE } from "generated/places.js";
import { find } from "../dom/elements.js";
import { openNetwork } from "../places/network.js";
import { presence } from "../results/words.js";
import { opening } from "../site/running.js";
import { fileOf, save } from "./downloads.js";
import { answerOf, isPromised, matcher, mayMatch } from "./filters.js";
import { showForm } from "./form.js";
import { showMap } from "./map_view.js";
import { liftings, unspecifiedNotice } from "./notices.js";
import { statusOf } from "./words.js";

const COUNTED = 10; // places among which each choice is counted, where there is a distance
const STEPS = { near: [5, 10], around: [10, 10], departement: [20, 20] };

/** @param {ResultsPage} page */
export const attach = ({ root, store, network: address, filters, tools, ...page }) => {
  const query = () => /** @type {Query} */ (store.get().query);
  const steps = () => STEPS[query().kind ?? "near"];
  const shown = () => store.get().list?.places ?? [];
  const parameters = () => new URLSearchParams(location.search);

  /**
   * Go to the address of the list with other filters, or with more places: the place asked for, then
   * the form's own fields.
   * @param {FilterKey[]} chosen
   * @param {number} [number]
   */
  const go = (chosen, number) => {
    const { kind, place, code, ticked } = query();
    const asked = new URLSearchParams();
    if (kind === "departement") asked.set("departement", code ?? "");
    else if (kind === "around") asked.set("autour", "moi");
    else asked.set("q", (ticked ? place : parameters().get("q")) ?? "");
    for (const { name, value } of chosen) asked.append(name, value);
    if (number) asked.set("nombre", String(number));
    return page.navigate(asked);
  };
  const form = showForm(filters, store, go);
  const arePartnersSpecified = form.choices.some(({ name }) => name === PARTNER);
  let turn = 0;

  const wanted = () => Math.max(Number(parameters().get("nombre")), steps()[0]);

  /**
   * Return the places that match, as many as asked for, and those whose record leaves it open.
   * @param {FilterKey[]} chosen
   * @param {number} number
   * @param {number} now
   */
  const findPlaces = async (chosen, number, now) => {
    const network = await openNetwork(address);
    const { kind, code, from = {} } = query();
    const { lat, lon } = from;
    /** @type {Place[]} */
    const unspecified = [];
    const matches = matcher(chosen, now, unspecified);
    if (kind === "departement" || lat === undefined || lon === undefined) {
      const departement = network.departements.find((one) => one.code === (code ?? from.code));
      const all = departement ? await network.placesIn(departement) : [];
      return { found: all.filter(matches), unspecified, total: all.length };
    }
    const may = (/** @type {NetworkDepartement} */ one) => mayMatch(one, chosen, now);
    const found = await network.nearest({ ...from, lat, lon }, number, matches, may);
    return { found, unspecified, total: undefined };
  };

  /**
   * Return a place with words that say who is there.
   * @param {Place} place
   * @param {Record<string, string>} partners
   * @param {import("./form.js").FilterChoice[]} chosen
   */
  const withPresence = (place, partners, chosen) => {
    const keys = place.partners === NONE ? [] : place.partners?.split(" ");
    const names = keys?.map((key) => partners[key]);
    const promised = chosen.filter((choice) => isPromised(place, choice)).map(({ label }) => label);
    return { ...place, present: presence(names, arePartnersSpecified, promised) };
  };

  /**
   * @param {Place[]} found
   * @param {number | undefined} total
   * @param {number} now
   */
  const countsOf = (found, total, now) => {
    const isExact = total !== undefined;
    const counted = isExact ? found : found.slice(0, COUNTED);
    const numbers = form.choices.map(
      (choice) => counted.filter((place) => answerOf(place, choice, now)).length,
    );
    return { numbers, among: counted.length, isExact };
  };

  /** Find all that the address asks for, and put it into the store. */
  const fill = async () => {
    const mine = ++turn;
    const now = Date.now();
    const asked = query();
    const chosen = form.inForce();
    const number = wanted();
    const most = Math.max(number + 1, form.details.open ? COUNTED : 0);
    const { found, unspecified, total } = await findPlaces(chosen, most, now);
    const inside = found.filter((place) => place.isInside).length;
    const { partners } = await openNetwork(address);
    const places = found
      .slice(0, Math.max(number, inside))
      .map((place) => withPresence(place, partners, chosen));
    const notices = unspecifiedNotice(root, unspecified, places[places.length - 1]?.km ?? Infinity);
    const isEmptied = !places.length && chosen.length;
    const ways = isEmptied
      ? [await liftings(form, async (rest) => (await findPlaces(rest, 1, now)).found)]
      : [];
    if (mine !== turn || asked !== query()) return;
    store.set({
      status: statusOf({
        ...{ shown: places.length, found: found.length, total },
        labels: chosen.map(({ label }) => label),
      }),
      list: {
        before: [...(asked.before ?? []), ...ways, ...notices],
        ...{ places, after: asked.after ?? [], isAll: found.length <= places.length },
      },
      ...(form.details.open ? { counts: countsOf(found, total, now) } : {}),
    });
  };

  /** @param {import("./downloads.js").DownloadFormat} format */
  const download = async (format) => {
    await page.complete();
    const { source = "", licence = "" } = tools.dataset;
    const title = query().title.replace(/\u00a0/g, " ");
    const extrait_le = opening.iso(Math.floor(opening.clock(Date.now()) / 1440));
    const network = await openNetwork(address);
    const pageOf = (/** @type {Place} */ { url }) => new URL(root + url, location.href).href;
    const context = { title, network, address: pageOf, credit: { source, licence, extrait_le } };
    const name = title
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    save(fileOf(format, shown(), context), `maisons-${name}-${extrait_le}.${format}`);
  };

  /** @type {Record<string, () => unknown>} */
  const presses = {
    map: () => showMap(store),
    done() {
      form.details.open = false;
      find("#etat").scrollIntoView({ block: "start" });
      find("summary", filters).focus({ preventScroll: true });
    },
    print: () => page.complete().then(() => print()),
    csv: () => download("csv"),
    geojson: () => download("geojson"),
    async more() {
      const before = shown().length;
      await go(form.inForce(), wanted() + steps()[1]);
      const next = document.querySelectorAll("#resultats .places > li")[before];
      next?.querySelector("a")?.focus();
    },
    clear: form.clear,
  };
  return { fill, press: (/** @type {string} */ name) => presses[name]() };
};

/** @typedef {ReturnType<typeof attach>} Listing */
