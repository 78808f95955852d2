// Long work in slices, so that the browser may draw and answer between two of them.
export const SLICE = 12; // milliseconds

export const pause = () => new Promise((resolve) => setTimeout(resolve));

/**
 * @template Item
 * @param {Iterable<Item>} items
 * @param {(item: Item) => void} work
 */
export const inSlices = async (items, work) => {
  let end = 0;
  for (const item of items) {
    if (performance.now() > end) {
      await pause();
      end = performance.now() + SLICE;
    }
    work(item);
  }
};
