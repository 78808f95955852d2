// The list of places with its filters: the address holds them, and the nearest that match are shown.
const COUNTED = 10; // places among which each choice is counted, where there is a distance
const STEPS = { near: [5, 10], around: [10, 10], departement: [20, 20] };

export const attach = async (page) => {
  const { results, filters, tools, root } = page;
  const { element, count, distance, presence, quoted } = await import(results.dataset.module);
  const { openNetwork } = await import(results.dataset.places);
  const choices = choicesOf(filters);
  const arePartnersTold = choices.some(({ name }) => name === "partenaire");
  const [details, chips, scope] = ["details", ".chosen ul", "[data-scope]"].map((one) => filters.querySelector(one));
  const more = tools.querySelector("[data-press=more]");
  let network;
  let turn = 0;
  let replaceOnMap;

  const chosenNow = () => choices.filter(({ box }) => box.checked);
  const wanted = () => {
    const [first] = STEPS[page.query().kind];
    return Math.max(Number(new URLSearchParams(location.search).get("nombre")) || first, first);
  };

  // The address of the list as it stands: the place asked for, then the form's own fields.
  const go = (number) => {
    const { kind, place, code, ticked } = page.query();
    const params = new URLSearchParams();
    if (kind === "departement") params.set("departement", code);
    else if (kind === "around") params.set("autour", "moi");
    else params.set("q", ticked ? place : new URLSearchParams(location.search).get("q"));
    for (const { name, value } of chosenNow()) params.append(name, value);
    if (number) params.set("nombre", number);
    history.pushState(null, "", `?${params}`);
    return page.run();
  };

  const readAddress = () => {
    const params = new URLSearchParams(location.search);
    const { ticked } = page.query();
    for (const { box, name, value } of choices)
      box.checked = params.getAll(name).includes(value) || (ticked?.name === name && ticked.value === value);
  };

  // The places that match, as many as asked for, and those whose record leaves it open.
  const find = async (chosen, number, now) => {
    const { kind, code, from } = page.query();
    const untold = [];
    const matches = matcher(chosen, now, untold);
    if (kind === "departement" || from.lat === undefined) {
      const departement = network.departements.find((one) => one.code === (code ?? from.code));
      const all = departement ? await network.placesIn(departement) : [];
      return { found: all.filter(matches), untold, total: all.length };
    }
    const may = (departement) => mayMatch(departement, chosen, now);
    return { found: await network.nearest(from, number, matches, may), untold };
  };

  const wordsOf = (found, length, chosen, total) => {
    const names = chosen.length > 2 ? `vos ${chosen.length} filtres` : chosen.map(({ label }) => quoted(label)).join(" et ");
    const having = chosen.length > 2 ? ` qui répondent à ${names}` : ` avec ${names}`;
    if (!length) {
      const within = total === undefined ? " à moins de 200\u00a0km" : "";
      return chosen.length ? `Aucune maison${within} ne répond à ${names}.` : `Aucune maison connue${within}.`;
    }
    if (total !== undefined) {
      const kept = chosen.length ? `${count(found.length, "maison", "maisons")} sur ${total}${having}` : count(total, "maison", "maisons");
      return `${kept}${found.length > length ? `\u00a0: voici les ${length} premières` : ""}.`;
    }
    const nearest = length > 1 ? `Les ${length} maisons les plus proches` : "La maison la plus proche";
    if (chosen.length) return `${nearest}${having}.`;
    return length > 1 ? `${length}\u00a0maisons, de la plus proche à la plus lointaine.` : "1\u00a0maison.";
  };

  // One filter less: what that would give, so that nobody has to guess which one is too many.
  const liftings = async (chosen, now) => {
    const clear = element("button", { type: "button", class: "button" }, chosen.length > 1 ? `Effacer les ${chosen.length} filtres` : "Effacer le filtre");
    clear.addEventListener("click", () => PRESSES.clear());
    const made = await Promise.all(
      chosen.map(async (choice) => {
        const rest = chosen.filter((other) => other !== choice);
        if (!rest.length) return undefined;
        const { found: [best], found } = await find(rest, 1, now);
        if (!best) return undefined;
        const gain = Number.isFinite(best.km) ? `la plus proche est ${distance(best.km)}` : count(found.length, "maison", "maisons");
        return element("li", {}, unticking(choice, `Sans ${quoted(choice.label)}\u00a0: ${gain}`));
      }),
    );
    return [element("ul", { class: "liftings" }, ...made.filter(Boolean), element("li", {}, clear))];
  };

  const unticking = ({ box }, words) => {
    const button = element("button", { type: "button", class: "button quiet" }, words);
    button.addEventListener("click", () => {
      box.checked = false;
      details.querySelector("summary").focus();
      go();
    });
    return button;
  };

  const showChips = (chosen) => {
    chips.parentNode.hidden = !chosen.length;
    chips.replaceChildren(
      ...chosen.map((choice) => {
        const words = element("span", { class: "visually-hidden" }, "Enlever le filtre ");
        const button = unticking(choice, words);
        button.className = "chip";
        button.append(choice.label);
        return element("li", {}, button);
      }),
    );
    details.querySelector("[data-number]").textContent = chosen.length ? ` (${chosen.length})` : "";
  };

  const showButtons = (isAll, isEmpty = false) => {
    more.hidden = isAll;
    for (const button of tools.querySelectorAll("[data-filled]")) button.hidden = isEmpty;
  };

  const showCounts = (counted, total, now) => {
    for (const choice of choices) {
      const number = counted.filter((place) => answerOf(place, choice, now)).length;
      choice.box.parentNode.querySelector(".number").textContent = number;
      choice.box.disabled = total !== undefined && !number && !choice.box.checked;
    }
    const among = total === undefined ? `parmi les ${counted.length} maisons les plus proches` : `parmi les ${counted.length} maisons`;
    scope.textContent = counted.length ? `À droite, le nombre de maisons concernées, ${among}${chosenNow().length ? " qui répondent aux filtres cochés" : ""}.` : "";
  };

  // Places nearer than the last one shown whose record does not say whether they match.
  const untoldNotice = (untold, last) => {
    const near = untold.filter(({ km }) => !(km > last)).sort((a, b) => a.km - b.km);
    if (!near.length) return [];
    const links = near.slice(0, 3).flatMap((place) => [", ", element("a", { href: root + place.url }, place.name)]).slice(1);
    const words = near.length > 1 ? `${near.length}\u00a0maisons peuvent convenir aussi, mais leur fiche ne le dit pas\u00a0: appelez-les. ` : "Une maison peut convenir aussi, mais sa fiche ne le dit pas\u00a0: appelez-la. ";
    return [element("p", { class: "notice" }, words, ...links, near.length > 3 ? "…" : "")];
  };

  const show = async () => {
    const mine = ++turn;
    const now = Date.now();
    const query = page.query();
    network ??= await openNetwork(results.dataset.network);
    readAddress();
    const chosen = chosenNow();
    const number = wanted();
    const { found, untold, total } = await find(chosen, Math.max(number + 1, details.open ? COUNTED : 0), now);
    const inside = found.filter((place) => place.isInside).length;
    const places = found.slice(0, Math.max(number, inside));
    for (const place of places)
      place.present = presence(
        place.partners === undefined || place.partners === null ? undefined : place.partners === "-" ? [] : place.partners.split(" ").map((key) => network.partners[key]),
        arePartnersTold,
        chosen.filter((choice) => isPromised(place, choice)).map(({ label }) => label),
      );
    const without = places.length || !chosen.length ? [] : await liftings(chosen, now);
    if (mine !== turn) return;
    showButtons(found.length <= places.length, !places.length);
    showChips(chosen);
    if (details.open) showCounts(total === undefined ? found.slice(0, COUNTED) : found, total, now);
    page.present({ ...query, words: wordsOf(found, places.length, chosen, total), before: [...(query.before ?? []), ...without, ...untoldNotice(untold, places.at(-1)?.km ?? Infinity)], places });
    await showOnMap();
  };

  const showOnMap = () => replaceOnMap?.(page.shown(), page.query().from);

  // Takes up a first answer, which needs nothing more than what the page had.
  const follow = () => {
    readAddress();
    showButtons(false);
    showChips(chosenNow());
    return showOnMap();
  };

  const about = () => {
    const { source, licence } = tools.dataset;
    const title = document.querySelector("main h1").textContent.replace(/\u00a0/g, " ");
    const extrait_le = opening.iso(Math.floor(opening.clock(Date.now()) / 1440));
    return { title, network, address: ({ url }) => new URL(root + url, location.href).href, credit: { source, licence, extrait_le } };
  };
  const download = (format) => {
    const told = about();
    const name = told.title.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    save(fileOf(format, page.shown(), told), `maisons-${name}-${told.credit.extrait_le}.${format}`);
  };

  const map = async () => {
    const section = document.getElementById("carte-des-resultats");
    const status = section.querySelector("[role=status]");
    const button = document.querySelector("[data-press=map]");
    button.disabled = true;
    status.textContent = "Chargement de la carte…";
    section.parentNode.classList.add("with-map");
    section.scrollIntoView({ block: "nearest" });
    try {
      replaceOnMap = await (await import(section.dataset.module)).open(section);
      await showOnMap();
      button.hidden = true;
      status.textContent = "";
    } catch {
      status.textContent = "La carte n’a pas pu être chargée. Vérifiez la connexion, puis recommencez.";
    }
    button.disabled = false;
  };

  const PRESSES = {
    map,
    done: () => {
      details.open = false;
      page.status.scrollIntoView({ block: "start" });
      details.querySelector("summary").focus({ preventScroll: true });
    },
    print: () => page.full().then(() => print()),
    csv: () => page.full().then(() => download("csv")),
    geojson: () => page.full().then(() => download("geojson")),
    more: async () => {
      const before = page.shown().length;
      await go(wanted() + STEPS[page.query().kind][1]);
      results.querySelectorAll(".places > li")[before]?.querySelector("a").focus();
    },
    clear: async () => {
      for (const { box } of choices) box.checked = false;
      details.querySelector("summary").focus();
      await go();
    },
  };
  filters.addEventListener("change", () => go());
  // What was chosen while this was on its way counts too.
  const early = chosenNow();
  if (early.length) {
    readAddress();
    for (const { box } of early) box.checked = true;
    go();
  }
  return { show, follow, press: (name) => PRESSES[name]() };
};
