// Suggestions while typing, as the combobox pattern of ARIA 1.2 has it.
import { describe } from "./describe.js";
import { openSearch, rootOf } from "./open.js";

const MOST = 7;
const PAUSE = 120; // milliseconds without a key
const PATIENCE = 400; // more of them, after which more is fetched

/**
 * @param {string} name
 * @param {Partial<HTMLElement>} properties
 */
const element = (name, properties) => Object.assign(document.createElement(name), properties);

/** @param {HTMLFormElement} form */
export const attach = (form) => {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const root = rootOf(form);
  const id = `${input.id}-suggestions`;
  const list = element("ul", { id, className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const status = element("p", { className: "visually-hidden" });
  status.setAttribute("role", "status");
  form.append(list, status);
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  /** @type {Promise<SearchEngine> | undefined} */
  let engine;
  const opened = () => {
    engine ??= openSearch(root);
    engine.catch(() => {
      engine = undefined;
    });
    return engine;
  };
  // While a question is typed, what its answer will need is fetched: the page of results is next.
  opened()
    .then(() => {
      if (navigator.connection?.saveData) return;
      import("../results/main.js");
      fetch(String(form.dataset.style));
    })
    .catch(() => {});
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let turn = 0;
  let active = -1;
  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);

  /** @param {number} rank */
  const highlight = (rank) => {
    active = rank;
    options().forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === rank));
    });
    const option = options()[rank];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  /** @param {boolean} isOpen */
  const toggle = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    highlight(-1);
  };
  const close = () => {
    clearTimeout(timer);
    turn++;
    toggle(false);
  };
  /**
   * Say what only a screen reader says, or what everybody reads when something failed.
   * @param {string} words
   */
  const tell = (words, isFailure = false) => {
    status.classList.toggle("visually-hidden", !isFailure);
    status.textContent = words;
  };
  /** @param {{ title: string, note: string, url: string }[]} found */
  const show = (found) => {
    list.replaceChildren(
      ...found.map(({ title, note, url }, rank) => {
        const option = element("li", { id: `${id}-${rank}` });
        option.setAttribute("role", "option");
        option.dataset.url = root + url;
        option.append(
          element("b", { textContent: title }),
          " ",
          element("span", { textContent: note }),
        );
        return option;
      }),
    );
    toggle(Boolean(found.length));
    const many = found.length > 1 ? "s" : "";
    tell(
      found.length
        ? `${found.length} suggestion${many}, flèches pour choisir.`
        : "Aucune suggestion. Validez pour chercher.",
    );
  };
  /** @param {boolean} [mayFetch] */
  const suggest = async (mayFetch = false) => {
    clearTimeout(timer);
    const mine = ++turn;
    const text = input.value.trim();
    if (text.length < (/\d/.test(text) ? 2 : 3)) return close();
    try {
      const { ask, index } = await opened();
      const { found, subject } = await ask(text, mayFetch);
      const described = await Promise.all(
        found.slice(0, MOST).map((one) => describe(index, one, subject)),
      );
      if (mine !== turn || document.activeElement !== input) return;
      if (found.length || mayFetch) show(described);
      else timer = setTimeout(suggest, PATIENCE, true);
    } catch {
      if (mine !== turn) return;
      close();
      tell(
        "Les suggestions n’ont pas pu être chargées. Vous pouvez valider votre recherche.",
        true,
      );
    }
  };
  /** @param {HTMLElement | null | undefined} option */
  const go = (option) => {
    if (option?.dataset.url) location.href = option.dataset.url;
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
      go(options()[active]);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const pressed = /** @type {Element} */ (event.target);
    go(/** @type {HTMLElement | null} */ (pressed.closest("[role=option]")));
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  form.addEventListener("submit", close);
  if (input.value) suggest();
};
