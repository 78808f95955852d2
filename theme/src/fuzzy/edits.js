/**
 * Return the edits between what was typed and a word: letters changed, missing, added or swapped;
 * Infinity above `most`. With `isOpen`, letters that the word has at its end do not count.
 * @param {string} typed
 * @param {string} word
 * @param {number} most
 */
export const editsBetween = (typed, word, most, isOpen = false) => {
  const [rows, columns] = [typed.length, word.length];
  if (columns < rows - most || (!isOpen && columns > rows + most)) return Infinity;
  const width = Math.min(columns, rows + most);
  /** @type {number[]} */
  let older = [];
  let last = Array.from({ length: width + 1 }, (_, column) => (column <= most ? column : Infinity));
  for (let row = 1; row <= rows; row++) {
    /** @type {number[]} */
    const line = new Array(width + 1).fill(Infinity);
    line[0] = row;
    let least = row;
    for (let column = Math.max(1, row - most); column <= Math.min(width, row + most); column++) {
      const change = typed[row - 1] === word[column - 1] ? 0 : 1;
      let cost = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + change);
      if (row > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1])
        cost = Math.min(cost, older[column - 2] + 1);
      line[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return Infinity;
    older = last;
    last = line;
  }
  const found = isOpen ? Math.min(...last) : (last[columns] ?? Infinity);
  return found <= most ? found : Infinity;
};

/**
 * Return how many typos are allowed in a word of this length.
 * @param {string} word
 */
export const tolerance = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
