// The index in shards, as publish/search/files.py writes it. `read` gives the text of a file.
const CLOSE = 4; // letters
const decode = (coded) => {
  let before = "";
  return coded.split(" ").map((word) => (before = before.slice(0, +word[0]) + word.slice(1)));
};

// The last shard whose first key is not after this one.
const shardOf = (firsts, key) => {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
};

const rangeOf = (firsts, beginning) => [
  shardOf(firsts, beginning),
  shardOf(firsts, `${beginning}~`),
];

export const openIndex = async (read) => {
  const manifest = JSON.parse(await read("index.json"));
  const files = new Map();
  const once = (path, parse, folder = manifest.folders[path[0]]) => {
    if (!files.has(path)) {
      const promise = read(path.replace("/", `.${folder}/`)).then(parse);
      promise.catch(() => files.delete(path));
      files.set(path, promise);
    }
    return files.get(path);
  };
  const keys = decode(manifest.keys);
  const words = (text) => fold(text, manifest.abbreviations);
  // A name, and what else it is called, as `publish/search/files.py` joins them.
  const territory = (text) => {
    const [name, ...others] = text.split("=");
    const folded = words(name);
    const bare = /^l[ae]?s?$/.test(folded[0]) ? folded.slice(1) : folded;
    return { name, names: [folded, bare, ...others.map(words)] };
  };
  let first = 0;
  const departements = manifest.departements.split("|").map((one) => {
    const [, code, count, name] = one.match(/^(\S+) (\S+) (.+)/);
    const found = { ...territory(name), code, first };
    found.names.push([code.toLowerCase()]);
    first += parseInt(count, 36);
    return found;
  });
  const line = (text) => {
    const [label, start, references] = text.split("|");
    const folded = words(label);
    return { label, start: +start, words: folded, key: folded.slice(+start).join(""), references };
  };
  const lines = (text) => (text ? text.split("\n").map(line) : []);
  const shards = async (firsts, folder, from, to, parse) => {
    const numbers = Array.from({ length: to - from + 1 }, (_, rank) => from + rank);
    return (await Promise.all(numbers.map((n) => once(`${folder}/${n}.txt`, parse)))).flat();
  };

  return {
    ...manifest,
    words,
    departements,
    regions: manifest.regions.split("|").map(territory),
    stops: new Set(manifest.stops.split(" ")),
    areas: new Set(manifest.areas.split(" ")),
    // How many shards hold the keys that begin so.
    breadth(beginning) {
      const [from, to] = rangeOf(keys, beginning);
      return to - from + 1;
    },
    // The lines whose key begins so; the best known only, where there are too many.
    async beginning(beginning) {
      const [from, to] = rangeOf(keys, beginning);
      if (to - from > 1) {
        const tops = await once(`t/${beginning[0]}.json`, JSON.parse);
        return lines(tops[beginning]);
      }
      const found = await shards(keys, "k", from, to, lines);
      return found.filter((one) => one.key.startsWith(beginning));
    },
    // The lines of a key, whatever else begins so: one shard at most.
    async exactly(key) {
      const shard = shardOf(keys, key);
      return (await shards(keys, "k", shard, shard, lines)).filter((one) => one.key === key);
    },
    // The lines around a key, where those with a slip of the finger stand; those of the next shard
    // or the one before too, when the cut between them is close to the key.
    around(key) {
      const shard = shardOf(keys, key);
      const isClose = (first) => first?.startsWith(key.slice(0, CLOSE));
      const from = shard - isClose(keys[shard]);
      return shards(keys, "k", from, shard + Boolean(isClose(keys[shard + 1])), lines);
    },
    // What only guesses need: first words of the shards of endings, words that do not say where.
    more: () => once("e/guess.json", JSON.parse),
    // The words with the same ending, from half of the word on.
    async endings(word) {
      const firsts = decode((await this.more()).endings);
      const backwards = [...word].reverse().join("");
      for (let length = word.length >> 1; length <= word.length; length++) {
        const [from, to] = rangeOf(firsts, backwards.slice(0, length));
        if (to - from > 1) continue;
        const found = await shards(firsts, "e", from, to, (text) => text.split("\n"));
        return found.map((one) => [...one].reverse().join(""));
      }
      return [];
    },
    // The communes of a postal code, or of those that begin so: lines with `code`.
    async postcode(code) {
      const text = await once(`c/${code.slice(0, 3)}.txt`, (found) => found).catch(() => "");
      return text
        .split("\n")
        .filter((one) => one && one.startsWith(code))
        .map((one) => {
          const [postcode, label, references] = one.split("|");
          return { ...line(`${label}||${references}`), postcode };
        });
    },
    // Blocks lie in several folders, so that a change of one leaves most as they are.
    block: (number) => once(`b/${number}.json`, JSON.parse, manifest.folders.b[number >> 6]),
    page: async (number) => (await once(`p/${number >> 6}.json`, JSON.parse))[number & 63],
    departement(number) {
      let rank = departements.length - 1;
      while (departements[rank].first > number) rank--;
      return departements[rank];
    },
  };
};
