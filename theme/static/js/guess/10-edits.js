// Edits between what was typed and a word: letters changed, missing, added or swapped. With
// `open`, letters that the word has at its end do not count. Above `most` the answer is Infinity.
const edits = (typed, word, most, open = false) => {
  const [rows, columns] = [typed.length, word.length];
  if (columns < rows - most || (!open && columns > rows + most)) return Infinity;
  const width = Math.min(columns, rows + most);
  let older = [];
  let last = Array.from({ length: width + 1 }, (_, column) => (column <= most ? column : Infinity));
  for (let row = 1; row <= rows; row++) {
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
  const found = open ? Math.min(...last) : (last[columns] ?? Infinity);
  return found <= most ? found : Infinity;
};

// Slips allowed in a word of this length.
const tolerance = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
