// Shows each place's state and today's hours, minute by minute, and drops notices that are over.
// The pages say the usual hours without it, and paper keeps them. A script that adds places with
// data-week calls opening.show().
(() => {
  const here = document.querySelector("[data-dept]")?.dataset.dept;
  let lines = [];

  // Takes up the places of the page, also those that another script has added.
  const find = () => {
    const known = lines.map(({ line }) => line);
    for (const line of document.querySelectorAll("[data-week]")) {
      if (known.includes(line)) continue;
      let state = line.previousElementSibling;
      if (!state?.matches(".state")) {
        state = document.createElement("p");
        line.before(state);
      }
      lines.push({ line, state, usual: line.textContent });
    }
  };
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const show = () => {
    const instant = Date.now();
    lines = lines.filter(({ line }) => line.isConnected);
    find();
    for (const { line, state } of lines) {
      const now = opening.clock(instant, line.dataset.dept);
      const day = opening.DAYS[(Math.floor(now / 1440) + 3) % 7];
      const { kind, words } = opening.state(line.dataset, instant);
      state.className = `state now ${kind}`;
      write(state, words);
      write(line, `Aujourd’hui, ${day}\u00a0: ${opening.today(line.dataset, now)}`);
    }
    const day = Math.floor(opening.clock(instant, here) / 1440);
    for (const row of document.querySelectorAll("[data-day]")) {
      if (+row.dataset.day === (day + 3) % 7) row.setAttribute("aria-current", "date");
      else row.removeAttribute("aria-current");
    }
    for (const notice of document.querySelectorAll("[data-until]")) {
      if (notice.dataset.until < opening.iso(day)) notice.remove();
    }
  };
  const everyMinute = () => {
    show();
    setTimeout(everyMinute, 6e4 - (Date.now() % 6e4));
  };
  everyMinute();
  opening.show = show;
  document.addEventListener("visibilitychange", show);
  addEventListener("beforeprint", () => lines.forEach(({ line, usual }) => write(line, usual)));
  addEventListener("afterprint", show);
})();
