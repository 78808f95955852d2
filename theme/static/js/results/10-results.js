// The page of results: reads the question from the address and writes the answer in words.
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== "") made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
};

const distance = (km) => {
  if (km < 0.95) return `à ${Math.max(Math.round(km * 10) * 100, 100)}\u00a0m`;
  if (km < 9.95) return `à ${km.toFixed(1).replace(".", ",").replace(",0", "")}\u00a0km`;
  return `à ${Math.round(km)}\u00a0km`;
};

// « Près d’Aubusson, du Mans, des Mées, de Guéret »; a name in H keeps « de ».
const near = (name) => {
  if (/^les? /i.test(name)) return `Près d${/^les/i.test(name) ? "es" : "u"} ${name.replace(/^les? /i, "")}`;
  return /^[aeiouyàâéèêëîïôùûœæ]/i.test(name) ? `Près d’${name}` : `Près de ${name}`;
};

const count = (number, one, many) => `${number}\u00a0${number > 1 ? many : one}`;

const placeItem = (root, place, index) => {
  const link = element("a", { href: `${root}lieux/${place.id}/` }, place.label);
  const far = Number.isFinite(place.km) ? (place.isInside ? "dans la commune" : distance(place.km)) : "";
  const item = element("li", {}, element("h3", {}, link));
  item.append(element("p", { class: "where" }, [place.commune, far].filter(Boolean).join(", ")));
  const hours = { class: "today", "data-week": place.week, "data-closed": place.closed, "data-dept": place.dept };
  item.append(
    place.week
      ? element("p", hours, "Horaires\u00a0: voir la page de la maison.")
      : element("p", { class: "state unknown" }, "Horaires non communiqués"),
  );
  if (place.phone)
    item.append(element("a", { class: "phone", href: `tel:${place.phone.replace(/\s/g, "")}` }, place.phone));
  const partners = place.partners?.map((rank) => index.partners[rank][1]).join(", ");
  if (partners) item.append(element("p", { class: "partners" }, partners));
  return item;
};

const linkItem = ({ title, note, url }, root) =>
  element("li", {}, element("a", { href: root + url }, title), " ", element("span", { class: "meta" }, note));

export const start = async (results, form) => {
  const { describe, open } = await import(form.dataset.module);
  const root = new URL(form.action).pathname.replace(/recherche\/$/, "");
  const input = form.querySelector("input");
  const heading = document.querySelector("main h1");
  const status = element("p", { role: "status", class: "lead" });
  results.before(status);
  document.querySelector("[data-without-script]")?.remove();
  const engine = await open(form);
  const { index } = engine;

  const list = async (found, subject) => {
    const described = await Promise.all(found.map((one) => describe(index, one, subject)));
    return element("ul", { class: "links" }, ...described.map((one) => linkItem(one, root)));
  };
  const titled = (words, ...content) => element("section", {}, element("h2", {}, words), ...content);
  const places = (found) =>
    element("ul", { class: "cards places" }, ...found.map((place) => placeItem(root, place, index)));
  const present = (title, words, ...content) => {
    heading.textContent = title;
    document.title = `${title} – ${document.title.split(" – ").pop()}`;
    status.textContent = words;
    results.replaceChildren(...content);
    if (typeof opening !== "undefined") opening.show?.();
  };

  const showNear = async (answer) => {
    const { commune, items, subject, others, isKnown, postcode } = answer;
    const { code, name } = commune.departement;
    const where = commune.kind === "f" ? `${commune.label}, aujourd’hui ${commune.today}` : commune.label;
    const title = `${near(postcode ? `${postcode} ${where}` : where)} (${name})`;
    const found = subject ? `${subject.name}\u00a0: ` : "";
    const content = [];
    if (answer.isCorrected)
      content.push(element("p", { class: "notice" }, `Vous avez écrit «\u00a0${input.value}\u00a0». Voici les résultats pour «\u00a0${commune.label}\u00a0».`));
    if (subject?.kind === "partner" && !isKnown)
      content.push(element("p", { class: "notice" }, `Les fiches ne disent pas si ce service (${subject.name}) est sur place\u00a0: appelez avant de venir.`));
    if (subject?.kind === "service")
      content.push(element("p", {}, `Les maisons aident pour «\u00a0${subject.name}\u00a0»\u00a0: appelez pour savoir quand.`));
    if (items.length) content.push(places(items));
    content.push(element("p", { class: "meta" }, "Distances à vol d’oiseau, depuis le centre de la commune."));
    const departement = { kind: "d", label: name, code };
    content.push(titled("Ailleurs", await list([...(others ?? []), departement], subject)));
    const words = items.length
      ? `${found}${count(items.length, "maison", "maisons")}, ${items.length > 1 ? "de la plus proche à la plus lointaine" : "la plus proche"}.`
      : `${found}aucune maison connue près d’ici.`;
    present(title, words, ...content);
  };

  const showChoice = async (answer) => {
    const communes = answer.items;
    present(
      `${communes[0].label}\u00a0: de quel lieu s’agit-il ?`,
      `${count(communes.length, "lieu porte ce nom", "lieux portent ce nom")}. Choisissez.`,
      await list(communes, answer.subject),
    );
  };

  const showNone = async (text, answer) => {
    const content = [element("p", {}, "Vérifiez l’orthographe, ou essayez une commune voisine ou un code postal.")];
    if (answer.subject)
      content.unshift(element("p", {}, `Ajoutez une commune\u00a0: «\u00a0${answer.subject.name} Guéret\u00a0».`));
    const network = element("a", { href: `${root}annuaire/` }, "l’annuaire par département");
    content.push(element("p", {}, "Vous pouvez aussi parcourir ", network, " et appeler la maison de votre choix\u00a0: on vous dira où aller."));
    present(answer.subject ? answer.subject.name : `Rien pour «\u00a0${text}\u00a0»`, answer.subject ? "Où voulez-vous aller ?" : "Aucun résultat.", ...content);
  };

  const showList = async (text, answer) => {
    const content = [];
    if (answer.isCorrected)
      content.push(element("p", { class: "notice" }, `Rien ne s’écrit exactement «\u00a0${text}\u00a0». Voici ce qui s’en approche.`));
    if (answer.subject)
      content.push(element("p", { class: "notice" }, `Pour trouver «\u00a0${answer.subject.name}\u00a0» près de chez vous, ajoutez votre commune à la recherche.`));
    content.push(await list(answer.items, answer.subject));
    present(`Résultats pour «\u00a0${text}\u00a0»`, `${count(answer.items.length, "résultat", "résultats")}.`, ...content);
  };

  const run = async () => {
    const text = new URLSearchParams(location.search).get("q")?.trim() ?? "";
    input.value = text;
    if (!text) return;
    status.textContent = "Recherche…";
    try {
      const answer = await engine.answer(text);
      if (answer.mode === "near") await showNear(answer);
      else if (answer.mode === "choice") await showChoice(answer);
      else if (answer.mode === "list") await showList(text, answer);
      else await showNone(text, answer);
    } catch {
      status.textContent = "La recherche n’a pas abouti. Vérifiez la connexion, puis recommencez.";
    }
  };

  const refused = {
    1: "Votre navigateur n’a pas donné votre position. Tapez plutôt votre commune.",
    2: "Votre position n’a pas pu être trouvée. Tapez plutôt votre commune.",
    3: "La recherche de votre position prend trop de temps. Tapez plutôt votre commune.",
  };
  const around = () => {
    status.textContent = "Recherche de votre position…";
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        const found = await engine.around(coords.latitude, coords.longitude);
        present("Autour de vous", `${count(found.length, "maison", "maisons")}. Votre position reste dans votre appareil.`, places(found));
      },
      (failure) => {
        status.textContent = refused[failure.code] ?? refused[2];
      },
      { timeout: 15000, maximumAge: 60000 },
    );
  };
  const button = document.querySelector(".around button");
  button.addEventListener("click", around);
  // Shown only now: before, a press would do nothing.
  button.parentNode.hidden = !navigator.geolocation;
  addEventListener("popstate", run);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", `?q=${encodeURIComponent(input.value.trim()).replace(/%20/g, "+")}`);
    run();
  });
  if (sessionStorage.getItem("around")) {
    sessionStorage.removeItem("around");
    around();
  } else await run();
};
