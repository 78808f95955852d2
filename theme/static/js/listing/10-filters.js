// What a place answers to a choice of the form: yes, no, or undefined where its record does not say.
const YES_NO = { y: true, n: false };
const WITHOUT = { n: true, p: true, r: false };
const SATURDAY = 5;

const includes = (keys, key) => keys?.split(" ").includes(key);
const saturday = (week) => {
  const written = week?.split("|")[SATURDAY];
  return written === undefined || written === "?" ? undefined : /\d/.test(written);
};
const isOpen = (place, now) => {
  if (!place.week) return undefined;
  const { kind } = opening.state(place, now);
  return kind === "unknown" ? undefined : kind === "open" || kind === "soon";
};

// Offered by the network everywhere; the record of the place says no more of it.
const PROMISES = { partenaire: "promisedPartners", service: "promisedServices" };
export const isPromised = (place, { name, value }) => Boolean(includes(place[PROMISES[name]], value));

const ANSWERS = {
  partenaire: (place, key) => includes(place.promisedPartners, key) || includes(place.partners, key),
  annonce: (place, key) => includes(place.partners, key),
  service: (place, key) => includes(place.promisedServices, key) || includes(place.services, key),
  ouvert: (place, _, now) => isOpen(place, now),
  jour: (place) => saturday(place.week),
  "rendez-vous": (place) => WITHOUT[place.appointment],
  acces: (place) => YES_NO[place.wheelchair],
  tournee: (place) => YES_NO[place.touring],
};

export const answerOf = (place, { name, value }, now) => ANSWERS[name](place, value, now);

// Tells of a department, from what the network's file says of it, that none of its places can match.
export const mayMatch = (departement, chosen, now) =>
  chosen.every(({ name, value }) => {
    if (!departement.facts.has(`${name}=${value}`)) return false;
    if (name !== "ouvert") return true;
    const clock = opening.clock(now, departement.code);
    const minute = clock % 1440;
    return (
      departement.days.includes((Math.floor(clock / 1440) + 3) % 7) &&
      departement.from <= minute &&
      minute < departement.to
    );
  });

// Keeps the places that answer yes to all that is chosen; those that never say no and do not say
// yes to all are put aside in `untold`.
export const matcher = (chosen, now, untold = []) => (place) => {
  const answers = chosen.map((choice) => answerOf(place, choice, now));
  if (answers.every((answer) => answer === true)) return true;
  if (!answers.includes(false)) untold.push(place);
  return false;
};

const labelOf = (box) => box.nextElementSibling.textContent;

// The checkboxes of the form as choices.
const choicesOf = (form) =>
  [...form.querySelectorAll("input")].map((box) => ({ box, name: box.name, value: box.value, label: labelOf(box) }));
