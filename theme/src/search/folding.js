/**
 * Split into words as search compares them; publish/search/folding.py folds in the same way.
 * @param {string} text
 * @param {Record<string, string>} abbreviations
 */
export const fold = (text, abbreviations = {}) => {
  const plain = text
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "");
  return (plain.match(/[a-z0-9]+/g) ?? []).map(
    (word) =>
      (({}).hasOwnProperty.call(abbreviations, word) && abbreviations[word]) ||
      word.replace(/(\d+)i?eme/, "$1e"),
  );
};
