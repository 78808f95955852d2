// The nearest places that match, as the page of results finds them, for each of the cases.
import { matcher, mayMatch } from "theme/listing/filters.js";
import { openNetwork } from "theme/places/network.js";

export const ask = async ({ network, cases }) => {
  const { nearest } = await openNetwork(network);
  const answers = [];
  for (const { from, count, chosen, now } of cases) {
    const may = (one) => mayMatch(one, chosen, now);
    const found = await nearest(from, count, matcher(chosen, now), may);
    answers.push(found.map(({ url, km }) => [url, km]));
  }
  return answers;
};
