/** @type {Record<number, string>} */
const REFUSED = {
  1: "Votre navigateur n’a pas donné votre position. Tapez plutôt votre commune.",
  2: "Votre position n’a pas pu être trouvée. Tapez plutôt votre commune.",
  3: "La recherche de votre position prend trop de temps. Tapez plutôt votre commune.",
};

/**
 * Ask the browser where it is; rejects with what to tell the visitor.
 * @returns {Promise<{ lat: number, lon: number }>}
 */
export const ownPosition = () =>
  new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude }),
      ({ code }) => reject(REFUSED[code] ?? REFUSED[2]),
      { timeout: 15000, maximumAge: 60000 },
    ),
  );
