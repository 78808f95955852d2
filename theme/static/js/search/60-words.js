// What people read of something found, and where it leads.
const slug = (name) => fold(name).join("-");
const KINDS = { c: "Commune", f: "Ancienne commune", s: "Maison", d: "Département", r: "Région" };

export const describe = async (index, one, subject) => {
  const about = subject ? `${subject.name} ` : "";
  if (one.kind === "p") {
    const [title, url, kind] = await index.page(one.number);
    return { title, note: kind, url };
  }
  if (one.kind === "d")
    return { title: one.label, note: `Département (${one.code})`, url: `departements/${one.code.toLowerCase()}-${slug(one.label)}/` };
  if (one.kind === "r") return { title: one.label, note: KINDS.r, url: `annuaire/${slug(one.label)}/` };
  if (one.kind === "s") {
    const where = one.commune && !one.label.includes(one.commune) ? `${one.commune}, ` : "";
    return { title: one.label, note: `${KINDS.s} · ${where}${one.departement.name}`, url: `lieux/${one.id}/` };
  }
  const { code, name } = one.departement;
  const today = one.kind === "f" ? ` · aujourd’hui ${one.today}` : "";
  const place = one.postcode ? `${one.postcode} ${one.label}` : `${one.label} (${code})`;
  return {
    title: one.postcode ? place : one.label,
    note: `${subject ? `${subject.name} près de cette commune` : KINDS[one.kind]} · ${name}${today}`,
    url: `recherche/?q=${encodeURIComponent(about + place).replace(/%20/g, "+")}`,
  };
};

export const open = async (form) => {
  const folder = form.dataset.index;
  const read = async (path) => {
    const response = await fetch(folder + path);
    if (!response.ok) throw new Error(`${response.status} ${path}`);
    return response.text();
  };
  return createEngine(await openIndex(read), () => import(form.dataset.guess));
};
