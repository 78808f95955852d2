// What people read of numbers and names.

/** @param {number} km */
export const distance = (km) => {
  if (km < 0.95) return `à ${Math.max(Math.round(km * 10) * 100, 100)}\u00a0m`;
  if (km < 9.95) return `à ${km.toFixed(1).replace(".", ",").replace(",0", "")}\u00a0km`;
  return `à ${Math.round(km)}\u00a0km`;
};

/**
 * @param {number} number
 * @param {string} one
 * @param {string} many
 */
export const count = (number, one, many) => `${number}\u00a0${number > 1 ? many : one}`;

/** @param {string} text */
export const quoted = (text) => `«\u00a0${text}\u00a0»`;

/**
 * « Près d’Aubusson, du Mans, des Mées, de Guéret »; a name in H keeps « de ».
 * @param {string} name
 */
export const near = (name) => {
  if (/^les? /i.test(name))
    return `Près d${/^les/i.test(name) ? "es" : "u"} ${name.replace(/^les? /i, "")}`;
  return /^[aeiouyàâéèêëîïôùûœæ]/i.test(name) ? `Près d’${name}` : `Près de ${name}`;
};

/**
 * Say who is there, then what is promised everywhere; nothing where no record of the network tells.
 * @param {string[] | undefined} names
 * @param {boolean} isAsked
 * @param {string[]} promised
 */
export const presence = (names, isAsked, promised = []) => {
  const unspecified = isAsked && !promised.length ? "Services présents\u00a0: non précisés." : "";
  const everywhere = promised.length
    ? `${promised.join(", ")}\u00a0: aide promise partout dans le réseau.`
    : "";
  return [names?.join(", ") ?? unspecified, everywhere].filter(Boolean).join(". ");
};
