// Tells whether a place is open, as tests/opening/ does in Python; both run
// tests/cases/opening.json. HOLIDAYS and ZONES are written by the build. A place is
// { week, closed, dept }, as its data-* attributes give it; other scripts may call opening.state().
const opening = (() => {
  const DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
  const NBSP = "\u00a0";
  const clocks = {};
  const feasts = HOLIDAYS.split("|").map((entry) => {
    const [, days, depts, name] = entry.match(/(.+?)(?:@(.+))?=(.+)/);
    return { days: days.split(","), depts, name };
  });

  // What the clocks of a place show, in minutes since 1970 as if they were in UTC.
  const clock = (instant, dept) => {
    const timeZone = (dept && ZONES.match(`\\b${dept} ([^,]+)`)?.[1]) || "Europe/Paris";
    const [number, half] = ["numeric", "2-digit"];
    clocks[timeZone] = clocks[timeZone] || new Intl.DateTimeFormat("sv", {
      timeZone, year: number, month: half, day: half, hour: half, minute: half,
    });
    return Date.parse(`${clocks[timeZone].format(instant).replace(" ", "T")}Z`) / 6e4;
  };
  const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  const date = (day) =>
    new Date(day * 864e5)
      .toLocaleDateString("fr", { timeZone: "UTC", day: "numeric", month: "long" })
      .replace(/^1\b/, "1er").replace(" ", NBSP);
  const time = (minutes) => {
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)}${NBSP}h${rest ? NBSP + String(rest).padStart(2, "0") : ""}`;
  };

  // What a day is at a place, whatever its hours; kept, since lists ask it for each of their places.
  const dates = {};
  const about = (day, dept = "") => {
    const key = `${dept}/${day}`;
    if (dates[key]) return dates[key];
    const written = iso(day);
    const rank = (day + 3) % 7;
    const thursday = day - rank + 3;
    const newYear = Date.parse(iso(thursday).slice(0, 4)) / 864e5;
    return (dates[key] = {
      written,
      rank,
      parity: Math.floor((thursday - newYear) / 7) % 2 ? "e" : "o",
      nth: Math.ceil(written.slice(8) / 7),
      feast: feasts.find(
        ({ days, depts }) =>
          (!depts || (dept && depts.includes(dept))) &&
          days.some((end) => written.replace(/-/g, "").endsWith(end)),
      )?.name,
    });
  };

  // The last day of the closures in a row that cover a day.
  const closedUntil = (closed, day) => {
    let last;
    while (closed) {
      const { written } = about(day);
      const ends = closed.split(" ").filter((c) => c.slice(0, 10) <= written && written <= c.slice(11));
      if (!ends[0]) break;
      last = Math.max(...ends.map((c) => Date.parse(c.slice(11)) / 864e5));
      day = last + 1;
    }
    return last;
  };

  // A day holds its slots, { start, end, rule } in minutes since 1970, or the reason why it has none.
  const agenda = ({ week, closed, dept }, day) => {
    const until = closedUntil(closed, day);
    if (until) return { slots: [], until };
    const { feast, rank, parity, nth } = about(day, dept);
    if (feast) return { slots: [], feast };
    const written = week.replace("~", "").split("|")[rank];
    if (!week || written === "?") return { slots: [], untold: true };
    const slots = [...written.matchAll(/(\d+)-(\d+)([eo]?)#?(\d*)(r?)/g)]
      .filter(([, , , weeks, ranks]) => (!weeks || weeks === parity) && (!ranks || ranks.includes(nth)))
      .map(([, start, end, , , rule]) => ({ start: day * 1440 + +start, end: day * 1440 + +end, rule }))
      .sort((a, b) => a.start - b.start || a.rule.length - b.rule.length);
    return { slots };
  };

  const today = (place, now) => {
    const { slots, until, feast, untold } = agenda(place, Math.floor(now / 1440));
    if (until) return "fermeture exceptionnelle";
    if (feast) return `jour férié (${feast})`;
    if (untold) return "horaires non communiqués";
    const words = slots.map(
      ({ start, end, rule }) =>
        `${time(start % 1440)}${NBSP}–\u2060${NBSP}${time(end - start + (start % 1440))}${rule && " sur rendez-vous"}`,
    );
    return words.join(", ") || (place.week[0] === "~" ? "pas de passage" : "fermé");
  };

  const present = (place, now, slot, instant) => {
    const day = Math.floor(now / 1440);
    let { end } = slot;
    for (let next = day; next * 1440 <= end && end - now < 1440; next++) {
      for (const other of agenda(place, next).slots) {
        if (other.rule === slot.rule && other.start <= end) end = Math.max(end, other.end);
      }
    }
    const shown = end - now;
    const left = 2 * shown - (clock(instant + shown * 6e4, place.dept) - now);
    const until = shown < 1440 ? ` jusqu’à${NBSP}${end % 1440 ? time(end % 1440) : "minuit"}` : "";
    const isTour = place.week[0] === "~";
    if (slot.rule) return { kind: "appointment", words: `Sur rendez-vous${until}` };
    if (left > 30) return { kind: "open", words: (isTour ? "Sur place" : "Ouvert") + until };
    const words = `${isTour ? "Part" : "Ferme"} dans ${left}${NBSP}minute${left > 1 ? "s" : ""}`;
    return { kind: "soon", words };
  };

  const reopening = (place, now) => {
    const day = Math.floor(now / 1440);
    let latest = "";
    for (let away = 0; away < 36; away++) {
      const { slots, untold } = agenda(place, day + away);
      if (untold) latest = "au plus tard ";
      const next = slots.find(({ start }) => start > now);
      if (!next) continue;
      let when = away === 1 ? "demain " : away ? `${DAYS[(day + away + 3) % 7]} ` : "";
      if (away > 6) when += `${date(day + away)} `;
      const verb = place.week[0] === "~" ? "revient" : "rouvre";
      return `${NBSP}· ${verb} ${latest}${when}à${NBSP}${time(next.start % 1440)}${next.rule && " sur rendez-vous"}`;
    }
    return "";
  };

  // Gives { kind, words } at an instant in milliseconds; kind is open, soon, appointment, closed or
  // unknown.
  const state = (place, instant) => {
    const now = clock(instant, place.dept);
    const day = Math.floor(now / 1440);
    const { slots, until, feast, untold } = agenda(place, day);
    const running = slots.filter(({ start, end }) => start <= now && now < end);
    const slot = running.find(({ rule }) => !rule) ?? running[0];
    if (slot) return present(place, now, slot, instant);
    if (untold)
      return { kind: "unknown", words: `Horaires du jour non communiqués${NBSP}: renseignez-vous avant de venir` };
    let words = place.week[0] === "~" ? "Pas sur place" : "Fermé";
    if (feast) words = `Jour férié (${feast})${NBSP}: fermé sauf avis contraire`;
    if (until) {
      words = "Fermeture exceptionnelle";
      const year = iso(until).slice(0, 4);
      if (until > day) words += ` jusqu’au ${date(until)}${year === iso(day).slice(0, 4) ? "" : ` ${year}`}`;
    }
    return { kind: "closed", words: words + reopening(place, now) };
  };

  return { DAYS, clock, iso, state, today };
})();
