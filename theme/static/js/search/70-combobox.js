// Suggestions while typing, as the combobox pattern of ARIA 1.2 has it.
const MOST = 7;
const PAUSE = 120;
const PATIENCE = 400;

export const attach = (form) => {
  const input = form.querySelector("input");
  const root = new URL(form.action).pathname.replace(/recherche\/$/, "");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  let engine;
  const opened = () => {
    engine ??= open(form);
    engine.catch(() => (engine = undefined));
    return engine;
  };
  opened();
  let timer;
  let turn = 0;
  let active = -1;

  const highlight = (rank) => {
    active = rank;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === rank));
    const option = list.children[rank];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    clearTimeout(timer);
    turn++;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    highlight(-1);
  };
  // What only a screen reader says, or what everybody reads when something failed.
  const tell = (words, isFailure = false) => {
    status.classList.toggle("visually-hidden", !isFailure);
    status.textContent = words;
  };
  const show = (found) => {
    list.replaceChildren(
      ...found.map(({ title, note, url }, rank) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${rank}`;
        option.setAttribute("role", "option");
        option.dataset.url = root + url;
        const name = document.createElement("b");
        name.textContent = title;
        const kind = document.createElement("span");
        kind.textContent = note;
        option.append(name, " ", kind);
        return option;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    highlight(-1);
    const many = found.length > 1 ? "s" : "";
    tell(found.length ? `${found.length} suggestion${many}, flèches pour choisir.` : "Aucune suggestion. Validez pour chercher.");
  };
  const suggest = async (isPatient = false) => {
    clearTimeout(timer);
    const mine = ++turn;
    const text = input.value.trim();
    if (text.length < (/\d/.test(text) ? 2 : 3)) return close();
    try {
      const { ask, index } = await opened();
      const { found, subject } = await ask(text, isPatient);
      const described = await Promise.all(
        found.slice(0, MOST).map((one) => describe(index, one, subject)),
      );
      if (mine !== turn || document.activeElement !== input) return;
      if (found.length || isPatient) show(described);
      else timer = setTimeout(suggest, PATIENCE, true);
    } catch {
      if (mine !== turn) return;
      close();
      tell("Les suggestions n’ont pas pu être chargées. Vous pouvez valider votre recherche.", true);
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE, false);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = list.children.length;
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return suggest();
      const step = event.key === "ArrowDown" ? 1 : -1;
      highlight(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      location.href = list.children[active].dataset.url;
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.href = option.dataset.url;
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  form.addEventListener("submit", close);
  if (input.value) suggest();
};
