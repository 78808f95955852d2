// What people read of numbers and names, and the elements that hold it.
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== "") made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
};

export const distance = (km) => {
  if (km < 0.95) return `à ${Math.max(Math.round(km * 10) * 100, 100)}\u00a0m`;
  if (km < 9.95) return `à ${km.toFixed(1).replace(".", ",").replace(",0", "")}\u00a0km`;
  return `à ${Math.round(km)}\u00a0km`;
};

export const count = (number, one, many) => `${number}\u00a0${number > 1 ? many : one}`;

export const quoted = (text) => `«\u00a0${text}\u00a0»`;

// « Près d’Aubusson, du Mans, des Mées, de Guéret »; a name in H keeps « de ».
const near = (name) => {
  if (/^les? /i.test(name)) return `Près d${/^les/i.test(name) ? "es" : "u"} ${name.replace(/^les? /i, "")}`;
  return /^[aeiouyàâéèêëîïôùûœæ]/i.test(name) ? `Près d’${name}` : `Près de ${name}`;
};
