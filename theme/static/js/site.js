// Turns usual hours into today's, and drops notices that are over. The pages say the same without.
(() => {
  const DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
  const now = new Date();
  const rank = (now.getDay() + 6) % 7;
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;

  const isoWeek = () => {
    const thursday = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() - rank + 3));
    return 1 + Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 6048e5);
  };
  const parity = isoWeek() % 2 ? "o" : "e";
  const occurrence = String(Math.ceil(now.getDate() / 7));
  const time = (minutes) => {
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)}\u00a0h${rest ? `\u00a0${pad(rest)}` : ""}`;
  };

  // A slot is "540-720", then "e" or "o" (weeks), "#13" (ranks in the month), "r" or "p".
  const slot = (written) => {
    const [, start, end, weeks, ranks, appointment] =
      written.match(/^(\d+)-(\d+)([eo]?)(?:#(\d+))?([rp]?)$/) ?? [];
    if (!start || (weeks && weeks !== parity) || (ranks && !ranks.includes(occurrence))) return "";
    const rule = { r: " sur rendez-vous", p: " avec ou sans rendez-vous" }[appointment] ?? "";
    return `${time(+start)}\u00a0–\u2060\u00a0${time(+end)}${rule}`;
  };

  const words = (day, closed) => {
    if (closed.split(" ").some((days) => days && days.slice(0, 10) <= today && today <= days.slice(11)))
      return "fermeture exceptionnelle";
    if (day === "-") return "pas de passage";
    if (day === "?") return "horaires non communiqués";
    return day.split(" ").map(slot).filter(Boolean).join(", ") || "fermé";
  };

  const lines = [...document.querySelectorAll("[data-week]")].map((line) => {
    const day = words(line.dataset.week.split("|")[rank], line.dataset.closed ?? "");
    return { line, usual: line.textContent, today: `Aujourd’hui, ${DAYS[rank]}\u00a0: ${day}` };
  });
  const show = (which) => {
    for (const entry of lines) entry.line.textContent = entry[which];
  };
  show("today");
  addEventListener("beforeprint", () => show("usual"));
  addEventListener("afterprint", () => show("today"));
  document.querySelector(`[data-day="${rank}"]`)?.setAttribute("aria-current", "date");
  for (const notice of document.querySelectorAll("[data-until]")) {
    if (notice.dataset.until < today) notice.remove();
  }
})();
