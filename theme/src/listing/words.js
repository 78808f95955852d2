// What the status says of a list with filters.
import { MAXIMUM_DISTANCE } from "generated/distance.js";
import { count, quoted } from "../results/words.js";

/**
 * Say which places are shown. `total` counts those of a department and is undefined where the nearest
 * are listed; `found` counts those that match.
 * @param {{ shown: number, found: number, total: number | undefined, labels: string[] }} list
 */
export const statusOf = ({ shown, found, total, labels }) => {
  const isMany = labels.length > 2;
  const names = isMany ? `vos ${labels.length} filtres` : labels.map(quoted).join(" et ");
  const having = isMany ? ` qui répondent à ${names}` : ` avec ${names}`;
  if (!shown) {
    const within = total === undefined ? ` à moins de ${MAXIMUM_DISTANCE}\u00a0km` : "";
    return labels.length
      ? `Aucune maison${within} ne répond à ${names}.`
      : `Aucune maison connue${within}.`;
  }
  if (total !== undefined) {
    const kept = labels.length
      ? `${count(found, "maison", "maisons")} sur ${total}${having}`
      : count(total, "maison", "maisons");
    return `${kept}${found > shown ? `\u00a0: voici les ${shown} premières` : ""}.`;
  }
  if (labels.length)
    return `${shown > 1 ? `Les ${shown} maisons les plus proches` : "La maison la plus proche"}${having}.`;
  return shown > 1
    ? `${shown}\u00a0maisons, de la plus proche à la plus lointaine.`
    : "1\u00a0maison.";
};
